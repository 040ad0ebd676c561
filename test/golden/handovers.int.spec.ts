import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { openLogFile } from '@mingxiao/adapters/importers/open-log-file';
import { readCases } from '@mingxiao/adapters/importers/read-cases';
import { loadMapping } from '@mingxiao/catalog/mappings/load-mapping';
import { foldCase } from '@mingxiao/domain/cases/fold-case';
import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import { mapCase } from '@mingxiao/domain/imports/map-case';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import { fact } from '@mingxiao/testing/facts';
import { describeWith } from '@mingxiao/testing/requirements/describe-with';
import { lacksLogs, sampleLog } from '@mingxiao/testing/requirements/sample-logs';
import { expect, it } from 'vitest';
import { shippedReference } from './shipped-reference.js';

const log = 'bpic2013_incidents.xes.gz';
const digest = (text: string) => createHash('sha256').update(text).digest('hex');

/** Incidents that went A → B → A → B between two teams, read off the raw text: none of the code that is tested. */
const countedByHand = async (): Promise<Set<string>> => {
  const text = gunzipSync(await readFile(sampleLog(log))).toString('utf8');
  const found = new Set<string>();
  for (const trace of text.split('<trace>').slice(1)) {
    const id = /key="concept:name" value="([^"]*)"/.exec(trace.replaceAll(/<event>[^]*?<\/event>/g, ''))?.[1] ?? '';
    const teams = [...trace.matchAll(/key="org:group" value="([^"]*)"/g)].map(([, team]) => team ?? '');
    const path = teams.filter((team, index) => team !== teams[index - 1]).join('|');
    if (/(?:^|\|)([^|]+)\|([^|]+)\|\1\|\2(?:\||$)/.test(path)) found.add(id);
  }
  return found;
};

const flaggedByTheFold = async (): Promise<{ readonly cases: number; readonly flagged: Set<string> }> => {
  const mapping = await loadMapping('bpic2013');
  const reference = shippedReference();
  const toFact = ({ type, time, data, source, id, subject }: CloudEventJson, offset: number) =>
    fact(type, instantOf(time) ?? Number.NaN, data, { source, id, subject, offset, historical: true });
  const flagged = new Set<string>();
  let cases = 0;
  for await (const items of readCases(await openLogFile(sampleLog(log)), mapping)) {
    for (const item of items) {
      if (item.kind !== 'case') continue;
      cases += 1;
      const { events } = mapCase(mapping, item.case, { source: 'urn:bpic2013', digest });
      const state = foldCase(item.case.caseId, events.map(toFact), reference);
      if (state.flags.includes('ping-pong')) flagged.add(state.caseId);
    }
  }
  return { cases, flagged };
};

describeWith(lacksLogs(log), 'the bpic2013 log', () => {
  it('has 402 of 7,554 incidents that went back and forth between two teams: the very ones that a count of the raw file finds', async () => {
    const { cases, flagged } = await flaggedByTheFold();
    expect([cases, flagged.size]).toEqual([7554, 402]);
    expect([...flagged].sort()).toEqual([...(await countedByHand())].sort());
  }, 120_000);
});
