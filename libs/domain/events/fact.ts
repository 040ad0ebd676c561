import type { Instant } from '../kernel/instant.js';

/** What happened, as the domain reads it: a valid envelope whose type, version and data are understood. */
export type CaseEvent = {
  readonly source: string;
  readonly id: string;
  /** Without the version suffix: `case.accepted`, also for `case.accepted.v2`. */
  readonly type: string;
  /** The version it was sent in; `data` is already upcast to the newest. */
  readonly version: number;
  /** The case id (or, for reference data, the unit, item, calendar …). Also the key in the log. */
  readonly subject: string;
  /** When it happened: business time. */
  readonly time: Instant;
  /** Minutes east of UTC as the source stated them. */
  readonly offsetMinutes: number;
  readonly data: Readonly<Record<string, unknown>>;
  /** A fact of the past, brought in by an import: it derives signals but opens no orders. Not part of the content. */
  readonly historical: boolean;
};

/** A fact is an event that the log holds. */
export type Fact = CaseEvent & {
  /** When the log took it; never goes back within a partition. */
  readonly storedAt: Instant;
  /** Where it stands in its partition of the log. All facts of a case share a partition, so offsets compare. */
  readonly offset: number;
  /** SHA-256 of the canonical content, hexadecimal. */
  readonly contentHash: string;
};
