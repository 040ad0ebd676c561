import { z } from 'zod';
import { localizedText } from './basis.js';

/** Organisation units as they stand now, for filters and names. */
export const unitList = z.object({
  rows: z.array(
    z.object({
      unit: z.string(),
      type: z.string().nullable(),
      parent: z.string().nullable(),
      name: localizedText,
      sortNo: z.number().nullable(),
    }),
  ),
});
export type UnitList = z.output<typeof unitList>;
