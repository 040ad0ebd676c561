import type { IdentityIndex, KnownIdentity, NewLogRecord } from '@mingxiao/ports/event-log/event-log';

/** About 200 bytes each. */
const identitiesMax = 200_000;

/**
 * What this process has lately sent to a log that cannot look up identities itself. It tells the sender who repeats a
 * request that the event is a duplicate; what it has forgotten, or what another process took, the projection tells.
 */
export class RecentIdentities implements IdentityIndex {
  /** In the order they came, so that the oldest is forgotten first. */
  readonly #known = new Map<string, KnownIdentity>();

  constructor(private readonly max = identitiesMax) {}

  find(identities: readonly Uint8Array[]): readonly (KnownIdentity | null)[] {
    return identities.map((identity) => this.#known.get(keyOf(identity)) ?? null);
  }

  /** Notes records that are being appended. When the append fails they are forgotten: a repetition must be logged then. */
  remember(records: readonly NewLogRecord[], appended: Promise<unknown>): void {
    const added = records.flatMap(({ headers }) => {
      const key = keyOf(headers.identity);
      if (this.#known.has(key)) return [];
      const known = { contentHash: headers.contentHash, pending: appended };
      this.#known.set(key, known);
      return [{ key, known }];
    });
    this.#forgetOldest();
    const settle = (isDurable: boolean) => {
      for (const { key, known } of added) {
        if (this.#known.get(key) !== known) continue;
        if (isDurable) this.#known.set(key, { ...known, pending: null });
        else this.#known.delete(key);
      }
    };
    appended.then(
      () => settle(true),
      () => settle(false),
    );
  }

  #forgetOldest(): void {
    for (const key of this.#known.keys()) {
      if (this.#known.size <= this.max) return;
      this.#known.delete(key);
    }
  }
}

const keyOf = (identity: Uint8Array): string => Buffer.from(identity.buffer, identity.byteOffset, identity.byteLength).toString('latin1');
