import type { KnownIdentity } from '@mingxiao/ports/event-log/event-log';
import type { Accepted } from './to-record.js';

/** What is known of the identities of one request: from the log, and from earlier items of the request itself. */
export class Seen {
  /** Content hashes by identity. */
  private readonly contents = new Map<string, string>();
  /** Appends of others that must be durable before a duplicate of theirs may be acknowledged. */
  readonly pending: readonly Promise<unknown>[];

  /** @param found what the log knows of each of these, in their order */
  constructor(accepted: readonly Accepted[], found: readonly (KnownIdentity | null)[]) {
    const pending = new Set<Promise<unknown>>();
    accepted.forEach(({ identity }, index) => {
      const known = found[index] ?? null;
      if (known === null) return;
      this.contents.set(identity, known.contentHash);
      if (known.pending !== null) pending.add(known.pending);
    });
    this.pending = [...pending];
  }

  statusOf({ parked, identity, contentHash }: Accepted): 'accepted' | 'duplicate' | 'conflict' | 'parked' {
    if (parked !== null) return 'parked';
    const first = this.contents.get(identity);
    if (first === undefined) return 'accepted';
    return first === contentHash ? 'duplicate' : 'conflict';
  }

  /** The very same parked event again: it waits already, so it is answered but not logged twice. */
  isRepeatedParked({ parked, identity, contentHash }: Accepted): boolean {
    return parked !== null && this.contents.get(identity) === contentHash;
  }

  /** Whether it was new: the first of its identity, whose content counts from then on. */
  remember({ identity, contentHash }: Accepted): boolean {
    if (this.contents.has(identity)) return false;
    this.contents.set(identity, contentHash);
    return true;
  }
}
