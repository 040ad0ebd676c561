import { describe, expect, it } from 'vitest';
import { instantFormat } from '../format/format-instant.js';
import { createI18n, wordsOf } from '../i18n/words.js';
import { prepareJoint } from './prepare-joint.js';

const context = { words: wordsOf(createI18n('zh-CN')), format: instantFormat('Asia/Shanghai'), nameOf: (id: string | null) => (id === 'D-1' ? '审批局' : (id ?? '—')) };
const joint = {
  parent: 'A', subCases: ['a1', 'a2'], finished: 2, open: 0, from: '2026-03-02T02:00:00Z', to: '2026-03-05T02:00:00Z',
  elapsed: { serialSeconds: 345_600, parallelSeconds: 172_800 }, used: { serialSeconds: null, parallelSeconds: null }, path: [],
  shares: [{ between: false, department: 'D-1', seconds: 172_800, percent: 66.67 }, { between: true, department: null, seconds: 86_400, percent: 33.33 }],
};

describe('a joint case in words', () => {
  it('sets the serial sum against the longest, and shares the critical path; what is not known is a dash', () =>
    expect(prepareJoint(joint, context)).toMatchObject({
      counts: '子办件已办结 2 件，在办 0 件',
      soFar: '',
      figures: [{ serial: '4 天', parallel: '2 天' }, { serial: '—', parallel: '—' }],
      shares: [{ name: '审批局', percent: '66.67%', length: '2 天' }, { name: '部门之间', percent: '33.33%', length: '1 天' }],
    }));

  it('says while a sub-case is open that its figures are not the last word', () =>
    expect(prepareJoint({ ...joint, finished: 1, open: 1 }, context).soFar).toContain('截至目前'));
});
