import type { Column } from '@mingxiao/ports/analytics-store/analytics-store';
import type { FoldedCase } from './cases.columns.js';
import { smallLists, textLists, wholeLists } from './cells.js';

/** Yes 1, no 0; what nobody said is a code of its own, for it is neither. */
const notSaid = 2;
const code = (answer: boolean | null): number => (answer === null ? notSaid : Number(answer));

/** The ratings of each case that count, with the tree above whom they belong to. */
export const ratingColumns = (cases: readonly Pick<FoldedCase, 'state' | 'ratingTrees'>[]): Column[] => {
  const ratings = cases.map(({ state }) => state.ratings);
  const trees = cases.map(({ ratingTrees }) => ratingTrees);
  return [
    wholeLists('rating_at', ratings, ({ at }) => at),
    smallLists('rating_level', ratings, ({ level }) => level),
    smallLists('rating_active', ratings, ({ mode }) => (mode === 'active' ? 1 : 0)),
    smallLists('rating_set_aside', ratings, ({ setAside }) => (setAside ? 1 : 0)),
    textLists('rating_unit', ratings, ({ unit }) => unit),
    textLists('rating_staff', ratings, ({ staff }) => staff),
    textLists('rating_section', trees, ({ section }) => section),
    textLists('rating_department', trees, ({ department }) => department),
    textLists('rating_district', trees, ({ district }) => district),
    textLists('rating_service', ratings, ({ service }) => service),
    textLists('rating_channel', ratings, ({ channel }) => channel),
    smallLists('rating_named', ratings, ({ named }) => code(named)),
    wholeLists('rating_verified_at', ratings, ({ verifiedAt }) => verifiedAt ?? 0),
    wholeLists('rating_rectify_due_at', ratings, ({ rectifyDueAt }) => rectifyDueAt ?? 0),
    wholeLists('rating_rectified_at', ratings, ({ rectifiedAt }) => rectifiedAt ?? 0),
    wholeLists('rating_revisited_at', ratings, ({ revisitedAt }) => revisitedAt ?? 0),
    smallLists('rating_revisit_satisfied', ratings, ({ satisfiedAfterRevisit }) => code(satisfiedAfterRevisit)),
  ];
};
