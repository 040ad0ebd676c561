import type { Finding, Verdict } from '../doctor/finding.js';

const words: Readonly<Record<Verdict, string>> = { ok: 'ok  ', warn: 'warn', fail: 'FAIL' };

/** A line for each finding, what to do below it, and the sum. */
export const findingLines = (findings: readonly Finding[]): string[] => {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.flatMap(({ check, verdict, found, todo }) => [
    `${words[verdict]}  ${check.padEnd(width)}  ${indented(found, width)}`,
    ...(todo === null ? [] : [`${' '.repeat(width + 8)}→ ${todo}`]),
  ]);
  const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
  return [...lines, `${count('ok')} ok, ${count('warn')} worth a look, ${count('fail')} failed`];
};

const indented = (text: string, width: number): string => text.replaceAll('\n', `\n${' '.repeat(width + 8)}`);
