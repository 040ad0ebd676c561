import { describe, expect, it } from 'vitest';
import { findingLines } from '../output/finding-text.js';
import { checkClock } from './check-clock.js';
import { engineVersion } from './check-clickhouse.js';
import { disk } from './check-folder.js';
import { topicFindings } from './check-kafka.js';
import { memory, nodeVersion } from './check-machine.js';
import { fail, ok, warn } from './finding.js';

const GiB = 1024 ** 3;
const wanted = { topic: 'events', partitions: 4, config: { 'retention.ms': '-1', 'cleanup.policy': 'delete', 'unclean.leader.election.enable': 'false' } };
const sound = {
  partitions: 4,
  copies: 3,
  copiesInStep: 3,
  leaderless: 0,
  records: 10,
  aheadOfUs: 0,
  config: new Map([
    ['retention.ms', '-1'],
    ['cleanup.policy', 'delete'],
    ['min.insync.replicas', '2'],
    ['unclean.leader.election.enable', 'false'],
  ]),
};
const verdictsOf = (part: Partial<typeof sound>) => topicFindings(wanted, { ...sound, ...part }).flatMap(({ check, verdict }) => (verdict === 'ok' ? [] : [`${check}: ${verdict}`]));

describe('the machine', () => {
  it.each([['20.18.3', 'fail'], ['20.19.0', 'ok'], ['24.1.0', 'ok']])('Node %s: %s', (version, verdict) => expect(nodeVersion(version).verdict).toBe(verdict));
  it.each([[0.5, 'fail'], [1.5, 'warn'], [4, 'ok']])('%d GiB of memory: %s', (size, verdict) => expect(memory(size * GiB).verdict).toBe(verdict));
  it.each([[0.1, 'fail'], [2, 'warn'], [50, 'ok']])('%d GiB of disk: %s', (size, verdict) => expect(disk(size * GiB, '/data').verdict).toBe(verdict));
});

describe('a topic', () => {
  it('as described is sound', () => expect(verdictsOf({})).toEqual([]));
  it('with another number of partitions fails', () => expect(verdictsOf({ partitions: 6 })).toEqual(['topic: fail']));
  it('with a partition that nobody leads fails', () => expect(verdictsOf({ leaderless: 1 })).toEqual(['topic: fail']));
  it('that would drop facts fails', () => expect(verdictsOf({ config: new Map([...sound.config, ['retention.ms', '604800000']]) })).toEqual(['topic settings: fail']));
  it('whose leader may be one that lacks facts is worth a look', () => expect(verdictsOf({ config: new Map([...sound.config, ['unclean.leader.election.enable', 'true']]) })).toEqual(['topic settings: warn']));
  it('with fewer copies in step than are needed fails', () => expect(verdictsOf({ copiesInStep: 1 })).toEqual(['copies: fail']));
  it('with a broker away is worth a look', () => expect(verdictsOf({ copiesInStep: 2 })).toEqual(['copies: warn']));
  it('in one copy is worth a look', () => expect(verdictsOf({ copies: 1, copiesInStep: 1, config: new Map([...sound.config, ['min.insync.replicas', '1']]) })).toEqual(['copies: warn']));
  it('stamped in our future is worth a look', () => expect(verdictsOf({ aheadOfUs: 2 })).toEqual(['broker clock: warn']));
});

describe('ClickHouse', () => {
  it.each([['25.3.1.1', 'fail'], ['25.8.11.66', 'ok'], ['26.7.1', 'ok']])('%s: %s', (version, verdict) => expect(engineVersion(version, 'here').verdict).toBe(verdict));
  it.each([[1_050, 'ok'], [3_000, 'ok'], [9_000, 'warn'], [-8_000, 'warn']])('a clock at %d between 1000 and 1100 of ours: %s', (theirs, verdict) => expect(checkClock(theirs, 1_000, 1_100).verdict).toBe(verdict));
});

describe('what the doctor prints', () => {
  it('has a line for each finding, what to do below it, and the sum', () =>
    expect(findingLines([ok('node', 'Node 20'), warn('disk', '1.0 GiB free', 'make room'), fail('port', 'taken', 'choose another')])).toEqual([
      'ok    node  Node 20',
      'warn  disk  1.0 GiB free',
      '            → make room',
      'FAIL  port  taken',
      '            → choose another',
      '1 ok, 1 worth a look, 1 failed',
    ]));
});
