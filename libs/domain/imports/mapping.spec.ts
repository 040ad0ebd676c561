import { describe, expect, it } from 'vitest';
import { columnsReadBy, parseMapping } from './mapping.js';

const valid = {
  name: 'hall',
  version: '1',
  title: { zh: '大厅', en: 'Hall' },
  format: 'csv',
  source: 'urn:hall',
  case: { id: 'no', events: [{ type: 'case.accepted', time: 'in', data: { unit: 'office', dueFinal: true } }] },
  row: {
    time: 'at',
    events: [{ type: 'case.step-completed', when: { state: ['ok'] }, changed: 'desk', data: { step: 'what', 'by.unit': { caseColumn: 'district' } } }],
  },
};

const problemsOf = (json: unknown) => {
  const parsed = parseMapping(json);
  return parsed.ok ? [] : parsed.rejection;
};
const firstProblem = (change: object) => problemsOf({ ...valid, ...change })[0];
const withCaseEvent = (change: object) => ({ case: { id: 'no', events: [{ type: 'case.accepted', time: 'in', ...change }] } });

describe('a mapping file', () => {
  it('is taken when every field says something a mapping can say', () => {
    expect(problemsOf(valid)).toEqual([]);
  });

  it('tells the columns it reads once for a case from all it reads', () => {
    const parsed = parseMapping(valid);
    if (!parsed.ok) throw new Error('the mapping is valid');
    const { ofCase, all } = columnsReadBy(parsed.value);
    expect(ofCase).toEqual(['in', 'office', 'district']);
    expect([...all].sort()).toEqual(['at', 'desk', 'district', 'in', 'no', 'office', 'state', 'what']);
  });

  it.each([
    ['an unknown field', { grouped: true }, '(file)', 'grouped'],
    ['a missing title', { title: { zh: '大厅' } }, 'title.en', 'expected string'],
    ['an unknown type of event', withCaseEvent({ type: 'case.acepted' }), 'case.events.0.type', 'catalogue'],
    ['a type of reference data', withCaseEvent({ type: 'org.unit-defined' }), 'case.events.0.type', 'catalogue'],
    ['a field that comes from nowhere', withCaseEvent({ data: { unit: { colum: 'x' } } }), 'case.events.0.data.unit', 'expected a column name'],
    ['an unknown placeholder', { source: 'urn:{file}' }, 'source', '{name}, {digits}'],
    ['a subject without the case', { subject: '{source}' }, 'subject', '{case} is missing'],
    ['an unknown time zone', { timeZone: 'Mars/Olympus' }, 'timeZone', 'IANA'],
    ['a form without a date', { timeFormats: ['HH:mm'] }, 'timeFormats.0', 'form of date and time'],
    ['a hold of another type', { row: { time: 'at', events: [{ type: 'case.finished', until: 'next-event' }] } }, 'row.events.0.until', 'case.suspended'],
    ['a mapping that makes nothing', { case: { id: 'no' }, row: undefined }, 'case.events', 'no events'],
  ])('is refused for %s, naming the field', (_, change, field, message) => {
    expect(firstProblem(change)).toMatchObject({ field, message: expect.stringContaining(message) });
  });

  it('is refused when it is no object at all', () => {
    expect(problemsOf([])).toHaveLength(1);
    expect(problemsOf(null)).toHaveLength(1);
  });
});
