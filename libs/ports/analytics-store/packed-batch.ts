/**
 * One column laid out as Arrow lays it out: plain bytes, which cost the garbage collector nothing while they wait, can
 * cross threads and are handed to an engine as they are. An adapter's packer makes them.
 */
export type PackedColumn = {
  readonly name: string;
  /** As the Arrow C data interface names the type: `u` for text, `l` for 64-bit integers … */
  readonly format: string;
  /** Set for an array of that type: each travels as one text, its values apart by U+001F. */
  readonly of?: 'String' | 'UInt8' | 'Int64';
  readonly length: number;
  readonly nullCount: number;
  /** Validity (null: every value is there), offsets where values differ in length, values. */
  readonly buffers: readonly (Uint8Array | null)[];
};

/** A batch whose columns are laid out already; inserted like any other. */
export type PackedBatch = { readonly rows: number; readonly packed: readonly PackedColumn[] };
