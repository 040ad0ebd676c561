import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import kafkajs, { CompressionTypes } from 'kafkajs';
import { compressFrame, decompressFrame } from 'lz4-napi';

/** Since Node 22.15; a topic compressed so cannot be read by an older one. */
type Zstd = {
  readonly zstdCompress?: (bytes: Buffer, done: (error: Error | null, result: Buffer) => void) => void;
  readonly zstdDecompress?: (bytes: Buffer, done: (error: Error | null, result: Buffer) => void) => void;
};
const { zstdCompress, zstdDecompress } = zlib as unknown as Zstd;

/** By the names that a topic's `compression.type` takes. kafkajs brings gzip. */
export const compressionTypes: Readonly<Record<string, CompressionTypes>> = {
  uncompressed: CompressionTypes.None,
  gzip: CompressionTypes.GZIP,
  lz4: CompressionTypes.LZ4,
  ...(zstdCompress === undefined ? {} : { zstd: CompressionTypes.ZSTD }),
};

type Encoder = { readonly buffer: Buffer };

kafkajs.CompressionCodecs[CompressionTypes.LZ4] = () => ({
  compress: ({ buffer }: Encoder) => compressFrame(buffer),
  decompress: (buffer: Buffer) => decompressFrame(buffer),
});

if (zstdCompress !== undefined && zstdDecompress !== undefined) {
  const compress = promisify(zstdCompress);
  const decompress = promisify(zstdDecompress);
  kafkajs.CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: ({ buffer }: Encoder) => compress(buffer),
    decompress: (buffer: Buffer) => decompress(buffer),
  });
}
