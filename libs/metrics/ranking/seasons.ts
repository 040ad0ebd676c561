import { datesOfPeriod } from '@mingxiao/contracts/scorecards';
import { addDays } from '@mingxiao/domain/calendar/zone';

type Dates = { readonly from: string; readonly to: string };

/** A quarter of the year, wherever the year: what is alike in spring is compared with spring. */
export type Season = Dates & { readonly season: string };

const quarterOf = (date: string): number => Math.ceil(Number(date.slice(5, 7)) / 3);

/** The calendar quarters that dates reach into, cut at both ends, in order. */
export const seasonsOf = ({ from, to }: Dates): readonly Season[] => {
  const seasons: Season[] = [];
  for (let start = from; start <= to; ) {
    const quarter = quarterOf(start);
    const end = datesOfPeriod(`${start.slice(0, 4)}-Q${quarter}`)?.to ?? to;
    seasons.push({ season: `Q${quarter}`, from: start, to: end < to ? end : to });
    start = addDays(end, 1);
  }
  return seasons;
};
