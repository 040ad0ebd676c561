import { describe, expect, it } from 'vitest';
import { items } from './items.js';
import { createCity } from './org.js';
import { membersAt } from './staff.js';

const city = createCity(1);
const count = (type: string): number => city.units.filter((unit) => unit.type === type).length;
const members = city.sections.flatMap((section) => section.members);

describe('the organisation of the sample city', () => {
  it('is the size of a real one', () => {
    expect(count('city')).toBe(1);
    expect(count('district')).toBeGreaterThanOrEqual(3);
    expect(count('department')).toBeGreaterThanOrEqual(12);
    expect(count('section')).toBeGreaterThanOrEqual(60);
    expect(new Set(members.map(({ staff }) => staff)).size).toBeGreaterThanOrEqual(600);
    expect(items.filter(({ kind }) => kind === 'permit').length).toBeGreaterThanOrEqual(90);
  });

  it('names every unit once, in both languages, after its parent', () => {
    const seen = new Set<string | null>([null]);
    for (const { id, parent, name } of city.units) {
      expect(seen.has(id)).toBe(false);
      expect(seen.has(parent)).toBe(true);
      expect(name.zh).toMatch(/\p{Script=Han}/u);
      expect(name.en).toMatch(/^[\w\s,’-]+$/);
      seen.add(id);
    }
  });

  it('gives every section one chief, who is there all year', () => {
    for (const section of city.sections) {
      expect(section.members.filter(({ role }) => role === 'chief').map(({ staff }) => staff)).toEqual([section.chief]);
      expect(membersAt(section.members, 0.5).some(({ staff }) => staff === section.chief)).toBe(true);
    }
  });

  it('moves some people in the middle of the year, and nobody is in two sections at once', () => {
    for (const share of [0, 0.4, 0.5, 0.6, 0.99, 2]) {
      const present = city.sections.flatMap((section) => membersAt(section.members, share).map(({ staff }) => staff));
      expect(new Set(present).size).toBe(present.length);
    }
    expect(members.filter(({ from }) => from > 0).length).toBeGreaterThan(10);
  });

  it('has a section for every item', () => {
    for (const { work } of items) expect(city.sectionsFor(work).length).toBeGreaterThan(0);
  });

  it('is the same for the same seed', () => {
    expect(createCity(1).units).toEqual(city.units);
    expect(createCity(2).sections.map(({ character }) => character)).not.toEqual(city.sections.map(({ character }) => character));
  });
});
