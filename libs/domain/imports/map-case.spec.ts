import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapCase } from './map-case.js';
import { type Mapping, parseMapping } from './mapping.js';
import type { RawCase } from './raw-case.js';

const mappingOf = (change: object): Mapping => {
  const parsed = parseMapping({
    name: 'hall',
    version: '1',
    title: { zh: '大厅', en: 'Hall' },
    format: 'csv',
    source: 'urn:hall',
    nothing: ['', 'EMPTY'],
    case: { id: 'no' },
    ...change,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.rejection));
  return parsed.value;
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const context = { source: 'urn:hall:north', digest };
const at = (minute: number): string => `2018-10-15T10:${String(minute).padStart(2, '0')}:00+08:00`;
const shown = (minute: number): string => `2018-10-15T10:${String(minute).padStart(2, '0')}:00.000+08:00`;

const caseOf = (attributes: Record<string, string>, ...rows: readonly Record<string, string>[]): RawCase => ({
  caseId: 'C-1',
  line: 2,
  attributes,
  rows: rows.map((values, index) => ({ line: index + 2, values })),
});

const brief = (mapping: Mapping, rawCase: RawCase) =>
  mapCase(mapping, rawCase, context).events.map(({ type, time, data }) => [type.replace('case.', ''), time, data]);

const wholeCase = mappingOf({
  case: {
    id: 'no',
    events: [
      {
        type: 'case.accepted',
        time: 'in',
        data: { unit: 'office', promisedDueAt: { column: 'due', as: 'time' }, dueFinal: true, 'promised.amount': { column: 'days', as: 'number' }, 'promised.unit': { value: 'working-day' } },
      },
      { type: 'case.finished', time: 'out', optional: true, data: { outcome: { column: 'end', words: { ok: 'granted' } } } },
    ],
  },
});

describe('events of a case as a whole', () => {
  it('come from its columns, with times in the one canonical form', () => {
    const raw = caseOf({ no: 'C-1', in: '2018-10-15 10:00:00.000000+08:00', out: at(9), office: 'S-1', due: at(8), days: '7', end: 'ok' });
    expect(brief(wholeCase, raw)).toEqual([
      ['accepted', shown(0), { unit: 'S-1', promisedDueAt: shown(8), dueFinal: true, promised: { amount: 7, unit: 'working-day' } }],
      ['finished', shown(9), { outcome: 'granted' }],
    ]);
  });

  it('leave out what means nothing, and an optional event without a time', () => {
    expect(brief(wholeCase, caseOf({ in: at(0), out: '', office: 'EMPTY', due: ' ', days: '' }))).toEqual([['accepted', shown(0), { dueFinal: true }]]);
  });

  it('keep a word that the mapping does not know', () => {
    expect(brief(wholeCase, caseOf({ in: at(0), out: at(1), end: 'lost' }))[1]).toEqual(['finished', shown(1), { outcome: 'lost' }]);
  });

  it('keep a case that ends before it starts as it is', () => {
    expect(brief(wholeCase, caseOf({ in: at(5), out: at(1) })).map(([type]) => type)).toEqual(['finished', 'accepted']);
  });

  it.each([
    ['a missing time', { in: '' }, '"in" is missing, so case.accepted has no time'],
    ['an impossible time', { in: '2018-02-30T00:00:00Z' }, '"in": "2018-02-30T00:00:00Z" is not a time in any form of the mapping'],
    ['an unreadable due instant', { in: at(0), due: 'soon' }, '"due": "soon" is not a time in any form of the mapping'],
    ['an amount that is no number', { in: at(0), days: '7d' }, '"days": "7d" is not a number'],
    ['a number past all that is exact', { in: at(0), days: '9007199254740993' }, '"days": "9007199254740993" is not a number'],
    ['data that the catalogue does not understand', { in: at(0), days: '-1' }, 'case.accepted: promised.amount: '],
  ])('reject the case with all its rows for %s', (_, attributes, reason) => {
    const { events, rejects } = mapCase(wholeCase, caseOf(attributes, {}, {}), context);
    expect(events).toEqual([]);
    expect(rejects.map(({ line }) => line)).toEqual([2, 3]);
    expect(rejects[0]?.reason).toContain(reason);
  });

  it('are rejected when the row names no case', () => {
    const raw = { ...caseOf({ in: at(0) }, {}), caseId: '' };
    expect(mapCase(wholeCase, raw, context).rejects).toEqual([{ line: 2, reason: '"no" names no case' }]);
  });

  it('carry the mark of the past unless they are live, outside of their identity', () => {
    const raw = caseOf({ in: at(0) });
    const [past] = mapCase(wholeCase, raw, context).events;
    const [present] = mapCase(wholeCase, raw, { ...context, live: true }).events;
    expect(past).toEqual({ ...present, historical: true });
    expect(present).not.toHaveProperty('historical');
  });

  it('stand under a subject that may carry the source', () => {
    const mapping = mappingOf({ subject: '{source}:{case}', case: { id: 'no', events: [{ type: 'case.accepted', time: 'in', data: { unit: { template: 'hall-{sourceTail}' } } }] } });
    expect(mapCase(mapping, caseOf({ in: at(0) }), context).events[0]).toMatchObject({ subject: 'urn:hall:north:C-1', source: 'urn:hall:north', data: { unit: 'hall-north' } });
  });
});

const holds = mappingOf({
  case: { id: 'no', events: [{ type: 'case.finished', time: 'out', optional: true }] },
  row: {
    time: 'at',
    events: [
      { type: 'case.step-completed', data: { step: 'what' } },
      { type: 'case.suspended', when: { what: ['hold'] }, until: 'next-event' },
    ],
  },
});
const step = (what: string, minute: number) => ({ what, at: at(minute) });
const pauses = (raw: RawCase) => brief(holds, raw).filter(([type]) => type === 'suspended' || type === 'resumed').map(([type, time]) => [type, time]);

describe('a hold without an end', () => {
  it('ends at the next event in time, whatever the order of the file', () => {
    const expected = [['suspended', shown(1)], ['resumed', shown(4)]];
    expect(pauses(caseOf({}, step('hold', 1), step('a', 4), step('b', 6)))).toEqual(expected);
    expect(pauses(caseOf({}, step('b', 6), step('a', 4), step('hold', 1)))).toEqual(expected);
  });

  it('ends at the finish when that comes first', () => {
    expect(pauses(caseOf({ out: at(3) }, step('hold', 1), step('a', 4)))).toEqual([['suspended', shown(1)], ['resumed', shown(3)]]);
  });

  it('ends at once when another row of the same instant follows it', () => {
    expect(pauses(caseOf({}, step('hold', 1), step('a', 1)))).toEqual([['suspended', shown(1)], ['resumed', shown(1)]]);
    expect(pauses(caseOf({}, step('a', 1), step('hold', 1), step('b', 2)))).toEqual([['suspended', shown(1)], ['resumed', shown(2)]]);
  });

  it('is ended by the next hold, which begins there', () => {
    expect(pauses(caseOf({}, step('hold', 1), step('hold', 2), step('a', 3)))).toEqual([
      ['suspended', shown(1)],
      ['suspended', shown(2)],
      ['resumed', shown(2)],
      ['resumed', shown(3)],
    ]);
  });

  it('stays open when nothing follows', () => {
    expect(pauses(caseOf({}, step('a', 0), step('hold', 1)))).toEqual([['suspended', shown(1)]]);
  });
});

const teams = mappingOf({
  row: {
    time: 'at',
    events: [
      { type: 'case.accepted', only: 'first', data: { unit: 'team' } },
      { type: 'case.reopened', while: 'finished', when: { state: { not: ['closed', 'resolved'] } } },
      { type: 'case.transferred', changed: 'team', data: { toUnit: 'team' } },
      { type: 'case.finished', while: 'open', when: { state: ['closed', 'resolved'] } },
      { type: 'case.certificate-issued', only: 'last', when: { seal: { present: true } } },
    ],
  },
});
const move = (minute: number, team: string, state = 'work') => ({ at: at(minute), team, state });
const types = (raw: RawCase) => brief(teams, raw).map(([type, , data]) => [type, ...Object.values(data as object)].join(' '));

describe('rules that look from row to row', () => {
  it('make a transfer of each change of a column, back and forth', () => {
    expect(types(caseOf({}, move(0, 'A'), move(1, 'A'), move(2, 'B'), move(3, 'A')))).toEqual(['accepted A', 'transferred B', 'transferred A']);
  });

  it('make no transfer of a value that means nothing, nor of its return', () => {
    expect(types(caseOf({}, move(0, 'A'), move(1, 'EMPTY'), move(2, 'A')))).toEqual(['accepted A']);
  });

  it('finish a case once and reopen it when work goes on', () => {
    const rows = [move(0, 'A'), move(1, 'A', 'resolved'), move(2, 'A', 'closed'), move(3, 'A'), move(4, 'A', 'closed')];
    expect(types(caseOf({}, ...rows))).toEqual(['accepted A', 'finished', 'reopened', 'finished']);
  });

  it('know the first and the last row by time', () => {
    expect(types(caseOf({}, { ...move(5, 'B'), seal: 'x' }, move(1, 'A')))).toEqual(['accepted A', 'transferred B', 'certificate-issued']);
  });

  it('reject a row without a readable time, and keep the rest of the case', () => {
    const { events, rejects } = mapCase(teams, caseOf({}, move(0, 'A'), { at: 'late', team: 'B' }, { team: 'B' }), context);
    expect(events).toHaveLength(1);
    expect(rejects).toEqual([
      { line: 3, reason: '"at": "late" is not a time in any form of the mapping' },
      { line: 4, reason: '"at" is missing' },
    ]);
  });
});

describe('the identity of mapped events', () => {
  const rows = fc.array(fc.record({ what: fc.constantFrom('a', 'b', 'hold'), minute: fc.integer({ min: 0, max: 59 }) }), { maxLength: 12 });

  it('keeps identical rows apart', () => {
    const { events } = mapCase(holds, caseOf({}, step('a', 1), step('a', 1), step('a', 1)), context);
    expect(new Set(events.map(({ id }) => id)).size).toBe(3);
  });

  it('is unique within the case and the same at every import', () => {
    fc.assert(
      fc.property(rows, (steps) => {
        const raw = caseOf({}, ...steps.map(({ what, minute }) => step(what, minute)));
        const ids = mapCase(holds, raw, context).events.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(mapCase(holds, raw, context).events.map(({ id }) => id)).toEqual(ids);
      }),
    );
  });

  it('does not depend on the order of rows of different instants, nor on how their times are written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { maxLength: 10 }), fc.infiniteStream(fc.nat()), (minutes, keys) => {
        const steps = minutes.map((minute) => step(minute % 3 === 0 ? 'hold' : 'a', minute));
        const shuffled = steps.map((row) => ({ row: { ...row, at: row.at.replace('T', ' ').replace('+', '.000000+') }, key: keys.next().value ?? 0 }));
        shuffled.sort((one, other) => one.key - other.key);
        const one = mapCase(holds, caseOf({}, ...steps), context).events;
        const other = mapCase(holds, caseOf({}, ...shuffled.map(({ row }) => row)), context).events;
        expect(other).toEqual(one);
      }),
    );
  });
});
