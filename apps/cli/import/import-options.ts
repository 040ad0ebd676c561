import type { CloudEventJson } from '@mingxiao/domain/imports/cloud-event-json';
import type { Mapping } from '@mingxiao/domain/imports/mapping';
import type { FormerFact } from '@mingxiao/domain/imports/retraction';

/** What the door answered for one line of a batch. */
export type ItemResult = {
  readonly index: number;
  readonly id?: string | null;
  readonly status: 'accepted' | 'duplicate' | 'conflict' | 'parked' | 'rejected';
  readonly problem?: unknown;
};

/**
 * Posts NDJSON lines and resolves with one result per line. Throws with a number `retryAfterSeconds` when the door
 * asks to come back later (429, 503); any other error ends the import.
 */
export type SendLines = (lines: readonly string[], signal?: AbortSignal) => Promise<readonly ItemResult[]>;

/** An import that the log knows of, begun or finished: the data of `import.begun` and `import.recorded`. */
export type PreviousImport = {
  readonly mapping: string;
  readonly version: string;
  readonly series?: string;
  readonly hash?: string;
};

export type ImportProgress = {
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly rowsRead: number;
  readonly events: number;
};

export type ImportOptions = {
  readonly file: string;
  /** Null for a file of CloudEvents, which go as they are. */
  readonly mapping: Mapping | null;
  /** Instead of the mapping's. */
  readonly source?: string;
  readonly dryRun?: boolean;
  /** Facts of the present: without the mark `historical`. */
  readonly live?: boolean;
  /** Retract the facts of the source that this run does not produce. */
  readonly replace?: boolean;
  /** Written only when there is something to reject; never appended to. */
  readonly rejectsFile: string;
  readonly send: SendLines;
  readonly previousImports: (source: string) => Promise<readonly PreviousImport[]>;
  /** All facts of a source, also those that a retraction names. Asked only with `replace`. */
  readonly formerFacts: (source: string) => AsyncIterable<FormerFact>;
  /** Milliseconds since the epoch: when retractions were decided, and how long it took. */
  readonly now: () => number;
  readonly progress?: (progress: ImportProgress) => void;
  /** Given the first events of a dry run. */
  readonly print?: (event: CloudEventJson) => void;
  /** How to wait before a batch is sent again. */
  readonly wait?: (seconds: number, signal?: AbortSignal) => Promise<void>;
  readonly signal?: AbortSignal;
};

export type ImportReport = {
  /** Null for CloudEvents, which name their own. */
  readonly source: string | null;
  readonly dryRun: boolean;
  readonly rowsRead: number;
  /** Rows that became nothing; all of them are in the rejects file. */
  readonly rejected: number;
  /** Null for CloudEvents, whose cases are not counted. */
  readonly cases: number | null;
  /** Made from the rows, without announcements and retractions. */
  readonly events: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly parked: number;
  /** Events that the door refused; they are in the rejects file too. */
  readonly refused: number;
  readonly retracted: number;
  readonly seconds: number;
};

/** The import was not begun, and nothing was sent; the message says why and what to do. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused';
}
