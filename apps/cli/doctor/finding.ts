export type Verdict = 'ok' | 'warn' | 'fail';

/** What one check found; `todo` says what a person can do about it, null where nothing is to be done. */
export type Finding = { readonly check: string; readonly verdict: Verdict; readonly found: string; readonly todo: string | null };

export const ok = (check: string, found: string): Finding => ({ check, verdict: 'ok', found, todo: null });
export const warn = (check: string, found: string, todo: string): Finding => ({ check, verdict: 'warn', found, todo });
export const fail = (check: string, found: string, todo: string): Finding => ({ check, verdict: 'fail', found, todo });

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
