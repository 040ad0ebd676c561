import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import { at, definedByFile } from '@mingxiao/testing/facts';
import { knownFigures } from '@mingxiao/testing/known-figures';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSchemes, shippedSchemes } from './load-schemes.js';

const shipped = loadSchemes({ known: knownFigures });
const schemes = shipped.ok ? shipped.value.map(({ scheme }) => scheme) : [];

describe('the schemes that ship', () => {
  it('are all good, and name only what the registry has', () => expect(shipped).toMatchObject({ ok: true }));

  it('are those of the papers, each with its source and what is not settled', () => {
    expect(schemes.map(({ name }) => name)).toEqual(['hotline-three-rates', 'qingdao-chief', 'service-hall-index', 'transport-100']);
    for (const { legalBasis, notes } of schemes) expect([legalBasis.length > 0, notes.length > 0]).toEqual([true, true]);
  });

  it('are told in both languages', () => {
    for (const { title, notes } of schemes) for (const text of [title, ...notes]) expect([text.zh, text.en]).not.toContain(undefined);
  });

  it('read back from the log as they were written', () => {
    const reference = buildReference(schemes.map((scheme) => definedByFile('scheme.defined', '2004-01-01', scheme)));
    expect(reference.problems).toEqual([]);
    for (const scheme of schemes) expect(reference.schemeAt(scheme.name, at('2026-01-01'))).toEqual(scheme);
  });
});

describe('a folder of one’s own', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schemes-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const own = () => ({ ...structuredClone(schemes.find(({ name }) => name === 'hotline-three-rates')), name: 'own' });
  const problems = (content: unknown) => {
    writeFileSync(join(folder, 'own.json'), typeof content === 'string' ? content : JSON.stringify(content));
    const loaded = loadSchemes({ folders: [shippedSchemes, folder], known: knownFigures });
    return loaded.ok ? [] : loaded.rejection;
  };
  const file = () => join(folder, 'own.json');

  it('adds a scheme by one file', () => expect(problems(own())).toEqual([]));

  it('is refused where weights do not add up, with file, field and what they add up to', () => {
    const scheme = own();
    const key = { ...scheme.assessments?.key, weights: { default: { responded: 10, solved: 45, satisfied: 44.9 } } };
    expect(problems({ ...scheme, assessments: { key } })).toEqual([
      { file: file(), field: 'assessments.key.weights.default', message: 'the weights add up to 99.9, not to 100' },
    ]);
  });

  it('is refused where it names an indicator that there is not', () => {
    const scheme = own();
    const key = { ...scheme.assessments?.key, floors: [{ id: 'f', title: {}, indicator: 'cheerfulness', worseThan: 1, atMost: 10 }] };
    expect(problems({ ...scheme, assessments: { key } })).toEqual([
      { file: file(), field: 'assessments.key.floors.0.indicator', message: 'there is no indicator "cheerfulness"' },
    ]);
  });

  it('is refused where it is no JSON, has an unknown field, or defines a scheme twice from one day', () => {
    expect(problems('{ "name": ')).toMatchObject([{ file: file(), field: '' }]);
    expect(problems({ ...own(), colour: 'red' })).toMatchObject([{ file: file(), message: expect.stringMatching(/colour/) }]);
    expect(problems({ ...own(), name: 'hotline-three-rates' })).toMatchObject([{ file: file(), field: 'effectiveFrom' }]);
  });

  it('that is not there is itself the problem', () =>
    expect(loadSchemes({ folders: [join(folder, 'nowhere')] })).toMatchObject({ ok: false, rejection: [{ file: join(folder, 'nowhere') }] }));
});
