import type { Random } from './random.js';

/** One person's time in one section. `from` and `until` are shares of the sample year: 0 its start, 1 its end. */
export type Member = {
  /** A number, never a name: the sample holds no personal data. */
  readonly staff: string;
  readonly role: 'chief' | 'staff';
  readonly from: number;
  /** Infinite for those who stay. */
  readonly until: number;
  /** Added to the logarithm of the share of the limit that is used. */
  readonly slowness: number;
  /** How much of the section's work falls to this person. */
  readonly load: number;
};

type Team = { readonly id: string; readonly members: Member[] };

const createMember = (sectionId: string, index: number, random: Random): Member => ({
  staff: `U-${sectionId}-${String(index + 1).padStart(2, '0')}`,
  role: index === 0 ? 'chief' : 'staff',
  from: 0,
  until: Number.POSITIVE_INFINITY,
  slowness: random.normal() * 0.12,
  load: index === 0 ? 0.3 : random.between(0.6, 1.4),
});

/** A chief and four to six others. */
export const createStaff = (sectionId: string, random: Random): Member[] =>
  Array.from({ length: random.integer(5, 7) }, (_, index) => createMember(sectionId, index, random));

const move = (member: Member, from: Team, to: Team, at: number): void => {
  from.members.splice(from.members.indexOf(member), 1, { ...member, until: at });
  to.members.push({ ...member, from: at });
};

/** Some people change to another section in the middle of the year; chiefs stay. */
export const moveSome = (teams: readonly Team[], random: Random): void => {
  for (const team of teams) {
    const member = team.members.find(({ role, from, until }) => role === 'staff' && from === 0 && until > 1);
    if (member === undefined || !random.chance(0.25)) continue;
    const target = random.pick(teams);
    if (target !== team) move(member, team, target, random.between(0.3, 0.7));
  }
};

/** Who is there at a share of the year; the chief always is. */
export const membersAt = (members: readonly Member[], share: number): readonly Member[] =>
  members.filter(({ from, until }) => from <= share && share < until);

/** Hands a case to somebody of the section, to the busy more often. */
export const pickHolder = (members: readonly Member[], share: number, random: Random): Member =>
  random.weighted(membersAt(members, share).map((member) => [member, member.load] as const));
