import { type LogFile, openLogFile } from '@mingxiao/adapters/importers/open-log-file';
import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import { logNameOf, sourceOfLog } from '@mingxiao/domain/imports/log-names';
import type { Mapping } from '@mingxiao/domain/imports/mapping';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import { checkPreviousImports, type ImportIdentity, importBegun, importRecorded } from './announcements.js';
import { collectFormerFacts, type FormerFacts, noFormerFacts } from './former-facts.js';
import { type ImportOptions, ImportRefused } from './import-options.js';
import { type MappedBatch, mappedBatches } from './mapped-batches.js';
import type { RejectsFile } from './rejects-file.js';
import { type BatchSender, createBatchSender } from './send-batches.js';
import { sha256 } from './sha256.js';
import { countResults, createTally, type Tally } from './tally.js';

const printedMax = 5;

type Run = {
  readonly options: ImportOptions;
  readonly identity: ImportIdentity;
  readonly file: LogFile;
  readonly rejects: RejectsFile;
  readonly tally: Tally;
  readonly former: FormerFacts;
  readonly sender: BatchSender;
  /** For what is ours to say; its answers are not counted among the file's. */
  readonly announcer: BatchSender;
  latest: string | null;
};

const sourceFor = ({ file, source }: ImportOptions, mapping: Mapping): string => {
  if (source !== undefined) return source;
  const found = sourceOfLog(mapping.source, logNameOf(file));
  if (found.ok) return found.value;
  throw new ImportRefused(found.rejection);
};

const prepare = async (options: ImportOptions, identity: ImportIdentity): Promise<FormerFacts> => {
  if (options.dryRun === true) return noFormerFacts;
  if (options.replace === true) return collectFormerFacts(options.formerFacts(identity.source), sha256);
  checkPreviousImports(await options.previousImports(identity.source), identity);
  return noFormerFacts;
};

const announcerOf = ({ send, wait, signal }: ImportOptions): BatchSender =>
  createBatchSender({
    send,
    wait,
    signal,
    onResult: async ({ status, problem }) => {
      if (status === 'accepted' || status === 'duplicate') return;
      throw new Error(`the import could not be announced (${status}): ${JSON.stringify(problem ?? null)}`);
    },
  });

const say = async (announcer: BatchSender, event: CloudEventJson): Promise<void> => {
  await announcer.add(JSON.stringify(event));
  await announcer.flush();
};

const noteLatest = (run: Run, events: readonly CloudEventJson[]): void => {
  for (const { time } of events) {
    if (run.latest === null || (instantOf(time) ?? 0) > (instantOf(run.latest) ?? 0)) run.latest = time;
  }
};

const sendBatch = async (run: Run, { events }: MappedBatch): Promise<void> => {
  const [first] = events;
  if (first === undefined) return;
  if (run.latest === null) await say(run.announcer, importBegun(run.identity, first.time));
  noteLatest(run, events);
  for (const event of events) await run.sender.add(JSON.stringify(run.former.keep(event)));
};

const printFirst = ({ options, tally }: Run, { events }: MappedBatch): void => {
  const left = Math.max(0, printedMax - tally.events);
  for (const event of events.slice(0, left)) options.print?.(event);
};

const takeBatch = async (run: Run, batch: MappedBatch): Promise<void> => {
  const { options, tally, file } = run;
  options.signal?.throwIfAborted();
  if (options.dryRun === true) printFirst(run, batch);
  else await sendBatch(run, batch);
  tally.rowsRead += batch.rowsRead;
  tally.rejected += batch.rejects.length;
  tally.cases += batch.cases;
  tally.events += batch.events.length;
  await run.rejects.add(batch.rejects);
  options.progress?.({ bytesRead: file.bytesRead(), bytesTotal: file.bytesTotal, rowsRead: tally.rowsRead, events: tally.events });
};

/** Only when every new fact is in the log are the former ones taken back: a kill in between leaves too much, never too little. */
const retractFormer = async ({ former, options, identity, tally, announcer }: Run): Promise<void> => {
  if (options.replace !== true) return;
  const { mapping, source } = identity;
  const reason = `replaced by import under mapping ${mapping.name} version ${mapping.version}`;
  for (const retraction of former.retractions({ source, reason, at: options.now(), live: options.live === true })) {
    await announcer.add(JSON.stringify(retraction));
    tally.retracted += 1;
  }
  await announcer.flush();
};

const finish = async (run: Run): Promise<void> => {
  const { sender, latest, identity, file, tally, announcer } = run;
  await sender.flush();
  await retractFormer(run);
  if (latest === null) return;
  await say(announcer, importRecorded(identity, latest, { sha256: file.sha256(), rows: tally.rowsRead, events: tally.events }));
};

/** Imports a CSV or XES log under a mapping; safe to repeat and to be killed, since all ids are derived from content. */
export const importMapped = async (options: ImportOptions, mapping: Mapping, rejects: RejectsFile) => {
  const file = await openLogFile(options.file, options.signal);
  const identity: ImportIdentity = { source: sourceFor(options, mapping), mapping, file: file.name, digest: sha256 };
  const { send, wait, signal, live = false } = options;
  const tally = createTally();
  const sender = createBatchSender({ send, wait, signal, onResult: countResults(tally, rejects) });
  const former = await prepare(options, identity);
  const run: Run = { options, identity, file, rejects, tally, former, sender, announcer: announcerOf(options), latest: null };
  const context = { source: identity.source, digest: sha256, live };
  try {
    for await (const batch of mappedBatches(file, mapping, context)) await takeBatch(run, batch);
    if (options.dryRun !== true) await finish(run);
  } finally {
    await sender.settle();
  }
  return { source: identity.source, tally, cases: tally.cases };
};
