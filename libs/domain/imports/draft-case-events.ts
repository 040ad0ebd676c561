import type { CompiledMapping, CompiledRule } from './compile-mapping.js';
import { type Draft, whyNotUnderstood } from './draft.js';
import type { CaseRule } from './mapping.js';
import type { DataScope } from './read-data.js';
import { readTime, type StatedTime } from './time-format.js';

type Outcome = { readonly drafts: readonly Draft[]; readonly problems: readonly string[] };

/** The rule's instant; null when an optional event has none. */
const timeOf = ({ rule }: CompiledRule<CaseRule>, mapping: CompiledMapping, scope: DataScope, problems: string[]): StatedTime | null => {
  const text = scope.values[rule.time];
  if (text === undefined || mapping.isNothing(text)) {
    if (!rule.optional) problems.push(`"${rule.time}" is missing, so ${rule.type} has no time`);
    return null;
  }
  const read = readTime(text, mapping.times);
  if (typeof read !== 'string') return read;
  problems.push(`"${rule.time}": "${text}" ${read}`);
  return null;
};

/** What the case as a whole becomes. One problem spoils the case: half of its facts would be a wrong verdict. */
export const draftCaseEvents = (mapping: CompiledMapping, scope: DataScope): Outcome => {
  const drafts: Draft[] = [];
  const problems: string[] = [];
  for (const compiled of mapping.caseRules) {
    if (!compiled.applies(scope.values)) continue;
    const at = timeOf(compiled, mapping, scope, problems);
    if (at === null) continue;
    const { type } = compiled.rule;
    const data = compiled.readData(scope, problems);
    const refused = problems.length > 0 ? null : whyNotUnderstood(type, data);
    if (refused !== null) problems.push(refused);
    drafts.push({ type, at, data, row: null, endsAtNextEvent: false });
  }
  return { drafts, problems };
};
