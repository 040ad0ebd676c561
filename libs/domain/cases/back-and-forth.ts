/** A holder as a handover names them: a unit, and a person in it where one is named. */
export type Holder = { readonly unit: string | null; readonly holder: string | null };

const withoutRepeats = (names: readonly string[]): readonly string[] => names.filter((name, index) => name !== names[index - 1]);

/** A → B → A → B: passed on, passed back, and passed on once more. Passing back once is how questions are asked. */
const alternates = (names: readonly string[]): boolean => names.some((name, index) => name === names[index + 2] && names[index + 1] !== undefined && names[index + 1] === names[index + 3]);

/**
 * Whether a case went back and forth between the same two units, or the same two people of one unit (domain guide §6).
 *
 * @param path whoever was handed the case, in order
 */
export const wentBackAndForth = (path: readonly Holder[]): boolean =>
  path.length >= 4 && (alternates(withoutRepeats(path.map(({ unit }) => String(unit)))) || alternates(withoutRepeats(path.map(({ unit, holder }) => `${unit ?? ''}\u0000${holder ?? ''}`))));
