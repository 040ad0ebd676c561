import type { CaseDetail } from '@mingxiao/contracts/cases';
import { nothing } from '../format/format-number.js';
import type { Words } from '../i18n/words.js';

export type NameOf = (id: string | null) => string;

/** Names of the units, people and items that occur in a case; what nothing defines keeps its bare id. */
export const namesOf =
  (names: CaseDetail['names'], words: Words): NameOf =>
  (id) => {
    if (id === null || id === '') return nothing;
    const name = names[id];
    return name === undefined ? id : words.text(name);
  };

/** `注册登记科 · U-17`: who had the case, as far as it is known. */
export const holderLabel = (unit: string | null, holder: string | null, nameOf: NameOf): string =>
  [unit, holder].filter((id): id is string => id !== null && id !== '').map(nameOf).join(' · ') || nothing;
