import type { CaseState } from '@mingxiao/domain/cases/case-state';
import type { Column } from '@mingxiao/ports/analytics-store/analytics-store';
import { textLists, wholeLists } from './cells.js';

/** Who had each case, where they stood, and what of it was theirs. */
export const holderColumns = (states: readonly CaseState[]): Column[] => {
  const holders = states.map((state) => state.holders);
  const trees = states.map((state) => state.holderTrees);
  const parts = states.map((state) => state.holderParts);
  return [
    wholeLists('holder_from', holders, ({ from }) => from),
    wholeLists('holder_until', holders, ({ to }) => to ?? 0),
    textLists('holder_unit', holders, ({ unit }) => unit),
    textLists('holder_staff', holders, ({ holder }) => holder),
    textLists('holder_section', trees, ({ section }) => section),
    textLists('holder_department', trees, ({ department }) => department),
    textLists('holder_district', trees, ({ district }) => district),
    wholeLists('holder_used_ms', parts, ({ usedMs }) => usedMs),
    wholeLists('holder_delay_ms', parts, ({ delayMs }) => delayMs),
    wholeLists('holder_share_ppm', parts, ({ sharePpm }) => sharePpm),
  ];
};
