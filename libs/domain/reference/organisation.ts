import { textOf } from '../cases/data-fields.js';
import type { Fact } from '../events/fact.js';
import type { Instant } from '../kernel/instant.js';
import { namesOf } from './names.js';
import type { TreePlace, UnitDefinition } from './reference.js';
import { effectiveDated, inForce, latestOfEach } from './timeline-by-key.js';

export type Organisation = {
  unitAt(unit: string, at: Instant): UnitDefinition | null;
  treeAt(unit: string | null, at: Instant): TreePlace;
  unitsAt(at: Instant): readonly UnitDefinition[];
};

/** Deeper than any real organisation; ends the walk when units name each other as parents. */
const levelsMax = 16;

const nowhere: TreePlace = { section: null, department: null, district: null };

const readUnit = ({ subject, data }: Fact): UnitDefinition => ({
  unit: textOf(data['unit']) ?? subject,
  name: namesOf(data['name']),
  type: textOf(data['type']),
  parent: textOf(data['parent']),
  sortNo: typeof data['sortNo'] === 'number' ? data['sortNo'] : null,
  peerClass: textOf(data['class']),
});

type Level = keyof TreePlace;
type Place = { -readonly [Name in Level]: TreePlace[Name] };

/** The level a unit counts at; null for the city, which is above all of them. Whatever is not said to be higher is a section. */
const levelOf = (type: string | null): Level | null => {
  if (type === 'city') return null;
  return type === 'department' || type === 'district' ? type : 'section';
};

/** Notes the nearest unit of each level; a section above a department (a desk that serves it) is not its section. */
const note = (place: Place, unit: string, level: Level | null): void => {
  if (level === null) return;
  if (level !== 'section') place[level] ??= unit;
  else if (place.department === null && place.district === null) place.section ??= unit;
};

/** By the units' own sort numbers, never by the alphabet; those without one come last. */
const inOfficialOrder = (a: UnitDefinition, b: UnitDefinition): number =>
  (a.sortNo ?? Number.MAX_SAFE_INTEGER) - (b.sortNo ?? Number.MAX_SAFE_INTEGER) || (a.unit < b.unit ? -1 : 1);

/** Units as of an instant, and where they stand: walking up the parents that held at that instant. */
export const buildOrganisation = (facts: readonly Fact[]): Organisation => {
  const units = effectiveDated(latestOfEach(facts, ({ subject, data }) => textOf(data['unit']) ?? subject), readUnit);
  const unitAt = (unit: string, at: Instant) => inForce(units, unit, at);
  const parentOf = ({ parent }: UnitDefinition, at: Instant): UnitDefinition | null => (parent === null ? null : unitAt(parent, at));
  const wayUp = (unit: UnitDefinition, at: Instant): readonly UnitDefinition[] => {
    const way = [unit];
    // A parent that nobody defined says nothing of its level, so the way ends there.
    for (let next = parentOf(unit, at); next !== null && way.length < levelsMax; next = parentOf(next, at)) way.push(next);
    return way;
  };
  /** Places that hold for ever, since nothing on the way up was ever defined twice: asked for several times in every case. */
  const steady = new Map<string, TreePlace>();
  const placeOf = (unit: string, at: Instant): TreePlace => {
    const own = unitAt(unit, at);
    const place: Place = { section: null, department: null, district: null };
    if (own === null) note(place, unit, levelOf(null));
    const way = own === null ? [] : wayUp(own, at);
    for (const level of way) note(place, level.unit, levelOf(level.type));
    if (own !== null && way.every((level) => units.get(level.unit)?.length === 1)) steady.set(unit, place);
    return place;
  };
  const treeAt = (unit: string | null, at: Instant): TreePlace => (unit === null ? nowhere : (steady.get(unit) ?? placeOf(unit, at)));
  const unitsAt = (at: Instant): readonly UnitDefinition[] => [...units.keys()].flatMap((unit) => unitAt(unit, at) ?? []).sort(inOfficialOrder);
  return { unitAt, treeAt, unitsAt };
};
