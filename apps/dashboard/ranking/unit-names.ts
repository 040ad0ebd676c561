import type { LocalizedText } from '@mingxiao/contracts/basis';
import type { UnitList } from '@mingxiao/contracts/units';
import type { Words } from '../i18n/words.js';

type Unit = UnitList['rows'][number];
export type UnitIndex = ReadonlyMap<string, Unit>;
export type UnitOption = { readonly value: string; readonly label: string };

export const indexUnits = (units: UnitList | undefined): UnitIndex => new Map((units?.rows ?? []).map((unit) => [unit.unit, unit]));

/** The name of a unit, its bare id when nothing defines it. Null: the cases that name none. */
export const unitName = (unit: string | null, name: LocalizedText | null, words: Words): string => {
  if (unit === null || unit === '') return words.of('unit.none');
  return name === null ? unit : words.text(name);
};

export const nameOf = (units: UnitIndex, unit: string | null, words: Words): string =>
  unitName(unit, unit === null ? null : (units.get(unit)?.name ?? null), words);

/** The unit above, where there is one worth naming: sections of two departments often bear the same name. */
export const parentName = (units: UnitIndex, unit: string | null, words: Words): string | null => {
  const parent = unit === null ? undefined : units.get(units.get(unit)?.parent ?? '');
  return parent === undefined || parent.type === 'city' ? null : words.text(parent.name);
};

const bySortNo = (a: Unit, b: Unit): number => (a.sortNo ?? Infinity) - (b.sortNo ?? Infinity) || a.unit.localeCompare(b.unit);

const isBelow = (units: UnitIndex, unit: Unit, ancestor: string): boolean => {
  let current: Unit | undefined = unit;
  for (let depth = 0; depth < 8 && current !== undefined; depth += 1) {
    if (current.parent === ancestor) return true;
    current = units.get(current.parent ?? '');
  }
  return false;
};

/** The units of a type below another (null: all), in official order, for a filter. */
export const unitOptions = (units: UnitIndex, type: 'district' | 'department' | 'section', below: string | null, words: Words): UnitOption[] =>
  [...units.values()]
    .filter((unit) => unit.type === type && (below === null || isBelow(units, unit, below)))
    .sort(bySortNo)
    .map((unit) => ({ value: unit.unit, label: words.text(unit.name) }));
