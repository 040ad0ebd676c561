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
  const isSteady = (unit: string): boolean => (units.get(unit)?.length ?? 0) < 2;
  /** Places that hold for ever, since nothing on the way up was ever defined twice: asked for several times in every case. */
  const steady = new Map<string, TreePlace>();
  const treeAt = (unit: string | null, at: Instant): TreePlace => {
    if (unit === null) return nowhere;
    const known = steady.get(unit);
    if (known !== undefined) return known;
    const own = unitAt(unit, at);
    let stays = own !== null && isSteady(unit);
    const place: Place = { section: null, department: null, district: null };
    note(place, unit, levelOf(own?.type ?? null));
    // A parent that nobody defined says nothing of its level, so the walk ends there.
    for (let level = 1, next = parentOf(own, at); next !== null && level < levelsMax; level += 1, next = parentOf(next, at)) {
      note(place, next.unit, levelOf(next.type));
      stays &&= isSteady(next.unit);
    }
    if (stays) steady.set(unit, place);
    return place;
  };
  const parentOf = (unit: UnitDefinition | null, at: Instant): UnitDefinition | null =>
    unit === null || unit.parent === null ? null : unitAt(unit.parent, at);
  const unitsAt = (at: Instant): readonly UnitDefinition[] => [...units.keys()].flatMap((unit) => unitAt(unit, at) ?? []).sort(inOfficialOrder);
  return { unitAt, treeAt, unitsAt };
};
