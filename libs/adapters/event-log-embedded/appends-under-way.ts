import type { KnownIdentity } from '@mingxiao/ports/event-log/event-log';

export type UnderWay = KnownIdentity & { readonly identity: string };

/**
 * Identities of appends that are not durable yet, in the order in which they were asked for. Where one fails, the
 * next one under the same identity becomes the first.
 */
export class AppendsUnderWay {
  readonly #byIdentity = new Map<string, UnderWay | readonly UnderWay[]>();

  find(identity: string): KnownIdentity | null {
    const found = this.#byIdentity.get(identity);
    if (found === undefined) return null;
    return 'identity' in found ? found : (found[0] ?? null);
  }

  add(entry: UnderWay): void {
    const found = this.#byIdentity.get(entry.identity);
    this.#byIdentity.set(entry.identity, found === undefined ? entry : [found, entry].flat());
  }

  remove(entry: UnderWay): void {
    const found = this.#byIdentity.get(entry.identity);
    const rest = found === undefined || found === entry ? [] : [found].flat().filter((other) => other !== entry);
    if (rest.length === 0) this.#byIdentity.delete(entry.identity);
    else this.#byIdentity.set(entry.identity, rest);
  }
}
