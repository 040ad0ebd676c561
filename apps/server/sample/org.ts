import { cityName, type DepartmentName, departmentNames, districtNames, type SectionName } from './org-names.js';
import { createRandom, type Random } from './random.js';
import { createStaff, type Member, moveSome } from './staff.js';

export type UnitType = 'city' | 'district' | 'department' | 'section';

/** One node of the tree as `org.unit-defined` states it. */
export type Unit = {
  readonly id: string;
  readonly type: UnitType;
  readonly parent: string | null;
  readonly name: { readonly zh: string; readonly en: string };
  readonly sortNo: number;
  readonly class: string;
};

/** How a section works: what makes its figures differ from its peers'. */
export type Character = {
  /** Added to the logarithm of the share of the limit that is used: 0 is ordinary, 0.5 clearly slow. */
  readonly slowness: number;
  /** How often work that would end just over the limit is finished just before it. */
  readonly rush: number;
  /** How often a case about to be late is suspended first. */
  readonly stalling: number;
  /** Added to the chance of a poor rating. */
  readonly coldness: number;
};

export type Section = Unit & {
  /** `department.section`, such as AP.REG: the same work in every district. */
  readonly work: string;
  readonly district: string;
  readonly character: Character;
  /** Everyone who works here at any time of the year, the chief first. */
  readonly members: Member[];
  readonly chief: string;
};

export type City = {
  /** Parents before children. */
  readonly units: readonly Unit[];
  readonly sections: readonly Section[];
  /** The sections that do one kind of work, each with its share of the cases. */
  readonly sectionsFor: (work: string) => readonly (readonly [Section, number])[];
};

type District = (typeof districtNames)[number];
type Place = { readonly district: District; readonly department: DepartmentName };

const districtId = ({ code }: District): string => `${cityName.id}-${code}`;
const departmentId = ({ district, department }: Place): string => `${districtId(district)}-${department.code}`;

const city: Unit = { id: cityName.id, type: 'city', parent: null, name: { zh: cityName.zh, en: cityName.en }, sortNo: 1, class: 'prefecture' };

const districtUnit = (district: District, index: number): Unit => ({
  id: districtId(district),
  type: 'district',
  parent: cityName.id,
  name: { zh: district.zh, en: district.en },
  sortNo: (index + 1) * 10,
  class: district.peerClass,
});

const localized = ({ district, department }: Place): { zh: string; en: string } =>
  district.code === '00'
    ? { zh: `市${department.zh}`, en: `Municipal ${department.en}` }
    : { zh: `${district.zh}${department.zh}`, en: `${department.en} of ${district.en}` };

const peerClassOf = ({ district, department }: Place): string => `${district.peerClass}-${department.peerClass}`;

const departmentUnit = (place: Place): Unit => ({
  id: departmentId(place),
  type: 'department',
  parent: districtId(place.district),
  name: localized(place),
  sortNo: (departmentNames.indexOf(place.department) + 1) * 10,
  class: peerClassOf(place),
});

/** Most sections are alike; about one in eleven is clearly slow and a few have a habit worth a look. */
const characterOf = (random: Random): Character => ({
  slowness: random.normal() * 0.1 + (random.chance(0.09) ? random.between(0.35, 0.6) : 0),
  rush: random.chance(0.08) ? random.between(0.75, 0.95) : random.between(0.2, 0.4),
  stalling: random.chance(0.06) ? random.between(0.4, 0.7) : 0.02,
  coldness: random.chance(0.08) ? random.between(0.02, 0.05) : 0,
});

const createSection = (place: Place, name: SectionName, random: Random): Section => {
  const id = `${departmentId(place)}-${name.code}`;
  const members = createStaff(id, random);
  return {
    id,
    type: 'section',
    parent: departmentId(place),
    name: { zh: name.zh, en: name.en },
    sortNo: (place.department.sections.indexOf(name) + 1) * 10,
    class: peerClassOf(place),
    work: `${place.department.code}.${name.code}`,
    district: districtId(place.district),
    character: characterOf(random),
    members,
    chief: members[0]?.staff ?? id,
  };
};

const placesOf = (): Place[] =>
  districtNames.flatMap((district) =>
    departmentNames
      .filter(({ code, sections }) => district.code === '00' || (sections.some(({ inDistricts }) => inDistricts) && isIn(district, code)))
      .map((department) => ({ district, department })),
  );

const isIn = ({ departments }: District, code: string): boolean => departments === null || departments.some((listed) => listed === code);

const sectionsOf = (place: Place): readonly SectionName[] =>
  place.department.sections.filter(({ inDistricts }) => inDistricts || place.district.code === '00');

const shareOf = ({ district }: Section): number => districtNames.find((row) => districtId(row) === district)?.share ?? 0;

const groupByWork = (sections: readonly Section[]): Map<string, (readonly [Section, number])[]> => {
  const groups = new Map<string, (readonly [Section, number])[]>();
  for (const section of sections) groups.set(section.work, [...(groups.get(section.work) ?? []), [section, shareOf(section)]]);
  return groups;
};

/** The whole organisation of the sample city; the same seed gives the same people and habits. */
export const createCity = (seed: number): City => {
  const random = createRandom(`${seed}/organisation`);
  const places = placesOf();
  const sections = places.flatMap((place) => sectionsOf(place).map((name) => createSection(place, name, random)));
  moveSome(sections, random);
  const groups = groupByWork(sections);
  return {
    units: [city, ...districtNames.map(districtUnit), ...places.map(departmentUnit), ...sections],
    sections,
    sectionsFor: (work) => groups.get(work) ?? [],
  };
};
