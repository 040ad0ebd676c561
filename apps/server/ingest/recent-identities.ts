import type { IdentityIndex, KnownIdentity } from '@mingxiao/ports/event-log/event-log';

/** About 200 bytes each. */
const identitiesMax = 200_000;

/** What an event is known by and what it says, as `classify` gives them. */
export type Hashes = { readonly identity: string; readonly contentHash: string };

type Known = Hashes & { pending: Promise<unknown> | null };

/**
 * What this process has lately sent to a log that cannot look up identities itself. It tells the sender who repeats a
 * request that the event is a duplicate; what it has forgotten, or what another process took, the projection tells.
 */
export class RecentIdentities implements IdentityIndex {
  /** In the order they came, so that the oldest is forgotten first. */
  readonly #known = new Map<string, Known>();

  constructor(private readonly max = identitiesMax) {}

  find(identities: readonly string[]): readonly (KnownIdentity | null)[] {
    return identities.map((identity) => this.#known.get(identity) ?? null);
  }

  /** Notes events that are being appended and are not known yet, each once. When the append fails they are forgotten: a repetition must be logged then. */
  remember(events: readonly Hashes[], appended: Promise<unknown>): void {
    const added: Known[] = [];
    for (const { identity, contentHash } of events) {
      const known = { identity, contentHash, pending: appended };
      this.#known.set(identity, known);
      added.push(known);
    }
    this.#forgetOldest();
    appended.then(
      () => {
        for (const known of added) known.pending = null;
      },
      () => {
        for (const known of added) if (this.#known.get(known.identity) === known) this.#known.delete(known.identity);
      },
    );
  }

  #forgetOldest(): void {
    for (const key of this.#known.keys()) {
      if (this.#known.size <= this.max) return;
      this.#known.delete(key);
    }
  }
}
