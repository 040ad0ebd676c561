import { loadCalendars } from '@mingxiao/catalog/calendars/load-calendars';
import { loadKinds } from '@mingxiao/catalog/kinds/load-kinds';
import { toIso } from '@mingxiao/domain/kernel/instant';
import type { Result } from '@mingxiao/domain/kernel/result';
import { buildReference } from '@mingxiao/domain/reference/build-reference';
import type { Reference } from '@mingxiao/domain/reference/reference';
import { definedByFile } from '@mingxiao/testing/facts';

const all = <Value>(loaded: Result<readonly Value[], unknown>): readonly Value[] => {
  if (!loaded.ok) throw new Error(`what ships cannot be used: ${JSON.stringify(loaded.rejection)}`);
  return loaded.value;
};

/** Kinds and calendars as they ship, as known to a platform that has only just started. */
export const shippedReference = (): Reference =>
  buildReference([
    ...all(loadCalendars()).map(({ definition, effectiveFrom }) => definedByFile('calendar.defined', toIso(effectiveFrom), definition)),
    ...all(loadKinds()).map(({ kind, effectiveFrom }) => definedByFile('kind.defined', toIso(effectiveFrom), kind)),
  ]);
