/** What a rating is made of: the names that ratings.sql, its places and its measures use, and the lists of the case row they are in. */
const lists = {
  at: 'rated.at',
  marks: 'rated.marks',
  rectify_due_at: 'rated.rectify_due_at',
  rated_section: 'rated.section',
  rated_staff: 'rated.staff',
  rated_unit: 'ratings.unit',
  rated_department: 'ratings.department',
  rated_district: 'ratings.district',
  rated_channel: 'ratings.channel',
  service: 'ratings.service',
  revisited_at: 'ratings.revisited_at',
  revisit_satisfied: 'ratings.revisit_satisfied',
} as const;

/** What the source's own names stand on. */
const behind: readonly (readonly [string, keyof typeof lists])[] = [
  ['rated_here', 'at'],
  ['rectify_due_here', 'rectify_due_at'],
];

/**
 * The lists that the texts of a statement name, to be unfolded together. The engine leaves out by itself what nobody looks at,
 * but not in a part of a statement of several: seven times the work.
 */
export const ratingLists = (texts: readonly string[]): string => {
  const text = texts.join(' ');
  const names = (word: string): boolean => new RegExp(`\\b${word}\\b`).test(text);
  const isNamed = (name: string): boolean => name === 'marks' || names(name) || behind.some(([word, list]) => list === name && names(word));
  return Object.entries(lists)
    .filter(([name]) => isNamed(name))
    .map(([name, list]) => `${list} AS ${name}`)
    .join(', ');
};
