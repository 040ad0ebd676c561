import { z } from 'zod';

export type EventDefinition = {
  readonly type: string;
  readonly version: number;
  readonly schema: z.ZodType<Record<string, unknown>>;
  /** Place among events of one case that carry the same instant (domain guide §4). */
  readonly rank: number;
  /** Turns data of this version into data of the next one; absent on the newest version. */
  readonly upcast?: (data: Record<string, unknown>) => Record<string, unknown>;
};

/** Declares one version of one event type: its name, its schema, its rank. Fields the schema does not list are kept. */
export const defineEvent = <const Type extends string, Shape extends z.ZodRawShape>(
  type: Type,
  definition: { readonly version?: number; readonly rank: number; readonly data: Shape; readonly upcast?: EventDefinition['upcast'] },
) => ({
  type,
  version: definition.version ?? 1,
  rank: definition.rank,
  schema: z.looseObject(definition.data),
  ...(definition.upcast === undefined ? {} : { upcast: definition.upcast }),
});

export type DataOf<Definition extends { readonly schema: z.ZodType }> = z.output<Definition['schema']>;
