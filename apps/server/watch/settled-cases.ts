import type { Instant } from '@mingxiao/domain/kernel/instant';

/**
 * Cases that were looked at and needed nothing, though their row says they might: a card that reference data, not facts,
 * now speaks against. They are passed over until their row changes or their next signal is due.
 */
export class SettledCases {
  private readonly known = new Map<string, { readonly version: string; readonly until: Instant }>();

  isSettled(caseId: string, version: string, now: Instant): boolean {
    const entry = this.known.get(caseId);
    return entry !== undefined && entry.version === version && now <= entry.until;
  }

  settle(caseId: string, version: string, until: Instant): void {
    this.known.set(caseId, { version, until });
  }
}
