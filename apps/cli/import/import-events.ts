import { openLogFile } from '@mingxiao/adapters/importers/open-log-file';
import { type LineItem, readLines } from '@mingxiao/adapters/importers/read-lines';
import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import type { ImportOptions } from './import-options.js';
import type { RejectedLine, RejectsFile } from './rejects-file.js';
import { createBatchSender } from './send-batches.js';
import { countResults, createTally } from './tally.js';

const printedMax = 5;

type Read = { readonly text: string; readonly event: object } | RejectedLine;

/**
 * Adds the mark to the text rather than writing the event anew: big numbers, doubled keys and the like must reach the
 * door as they are, which is where they are judged. A line that says `historical` itself keeps what it says.
 */
const markHistorical = (text: string, event: object): string => {
  if (Object.hasOwn(event, 'historical')) return text;
  const separator = Object.keys(event).length === 0 ? '' : ',';
  return text.replace('{', `{"historical":true${separator}`);
};

const readEvent = (item: LineItem): Read => {
  if ('reject' in item) return item.reject;
  const { line, text } = item;
  try {
    const event: unknown = JSON.parse(text);
    if (typeof event === 'object' && event !== null && !Array.isArray(event)) return { text, event };
    return { line, reason: 'the line is not a JSON object', row: text };
  } catch (failure) {
    return { line, reason: `the line is not JSON: ${failure instanceof Error ? failure.message : String(failure)}`, row: text };
  }
};

/** Sends a file of CloudEvents, one a line, as they are. */
export const importEvents = async (options: ImportOptions, rejects: RejectsFile) => {
  const { send, wait, signal, live = false, dryRun = false } = options;
  const file = await openLogFile(options.file, signal);
  const tally = createTally();
  const sender = createBatchSender({ send, wait, signal, onResult: countResults(tally, rejects) });
  const take = async (read: Read): Promise<void> => {
    tally.rowsRead += 1;
    if ('reason' in read) {
      tally.rejected += 1;
      await rejects.add([read]);
      return;
    }
    tally.events += 1;
    if (!dryRun) await sender.add(live ? read.text : markHistorical(read.text, read.event));
    else if (tally.events <= printedMax) options.print?.(read.event as CloudEventJson);
  };
  const takeAll = async (items: readonly LineItem[]): Promise<void> => {
    signal?.throwIfAborted();
    for (const item of items) await take(readEvent(item));
    options.progress?.({ bytesRead: file.bytesRead(), bytesTotal: file.bytesTotal, rowsRead: tally.rowsRead, events: tally.events });
  };
  try {
    for await (const items of readLines(file)) await takeAll(items);
    await sender.flush();
  } finally {
    await sender.settle();
  }
  return { source: null, tally, cases: null };
};
