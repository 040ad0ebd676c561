import { z } from 'zod';

/** Imports of a source that the log knows of, begun or finished: under which mapping they were made. */
export const formerImportList = z.object({ rows: z.array(z.object({ mapping: z.string(), version: z.string(), series: z.string(), hash: z.string() })) });

/** Facts of a source, a page of them: the next one begins after the last row's `after`. */
export const formerFactPage = z.object({ rows: z.array(z.object({ subject: z.string(), id: z.string(), after: z.string(), retracted: z.boolean() })) });

export const formerImportsRequest = z.object({ source: z.string().min(1).max(256) });

export const formerFactsRequest = formerImportsRequest.extend({
  after: z.string().max(600).default(''),
  limit: z.coerce.number().int().min(1).max(50_000).default(10_000),
});
