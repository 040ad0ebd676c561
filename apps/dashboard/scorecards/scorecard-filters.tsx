import type { SchemeList } from '@mingxiao/contracts/scorecards';
import { Select } from 'antd';
import { useWords } from '../i18n/use-words.js';
import '../ranking/ranking-page.css';
import { daysIn, type CardSearch, type ScorecardSearch } from '../search/scorecard-search.js';
import { AsOfChoice } from './as-of-choice.js';
import { PeriodChoice } from './period-choice.js';
import { schemeTitle } from './scheme-title.js';
import './scorecards.css';

type SchemeSelectProps = { readonly schemes: SchemeList['schemes']; readonly value: string; readonly onChange: (scheme: string) => void };

const SchemeSelect = ({ schemes, value, onChange }: SchemeSelectProps) => {
  const words = useWords();
  const options = schemes.map((scheme) => ({ value: scheme.name, label: schemeTitle(scheme, words) }));
  const known = options.some((option) => option.value === value);
  return (
    <div className="filters-field scheme-select">
      <label className="filters-label" htmlFor="filter-scheme">
        {words.of('scores.scheme')}
      </label>
      <Select<string> id="filter-scheme" value={value} options={known ? options : [{ value, label: value }, ...options]} popupMatchSelectWidth={false} onChange={onChange} />
    </div>
  );
};

type FiltersProps = {
  readonly schemes: SchemeList['schemes'];
  readonly scheme: string;
  readonly period: string;
  readonly search: ScorecardSearch;
  readonly onChange: (next: ScorecardSearch) => void;
};

/** Scheme, period and the day whose knowledge counts. Each change becomes a new address. */
export const ScorecardFilters = ({ schemes, scheme, period, search, onChange }: FiltersProps) => {
  const words = useWords();
  const { sort: _sort, ...withoutSort } = search;
  return (
    <section className="card filters no-print" aria-label={words.of('filter.title')}>
      <div className="filters-row">
        <SchemeSelect schemes={schemes} value={scheme} onChange={(next) => onChange({ ...withoutSort, scheme: next })} />
      </div>
      <CardFilters period={period} search={search} onChange={onChange} />
    </section>
  );
};

type CardFiltersProps<Search extends CardSearch> = { readonly period: string; readonly search: Search; readonly onChange: (next: Search) => void };

/** What one scorecard and the list of them are asked for alike. */
export const CardFilters = <Search extends CardSearch>({ period, search, onChange }: CardFiltersProps<Search>) => {
  const { asOf: _asOf, ...withoutAsOf } = search;
  const { from: _from, to: _to, ...withoutDays } = search;
  return (
    <div className="filters-row">
      <PeriodChoice period={period} days={daysIn(search)} onChange={(next) => onChange({ ...withoutDays, period: next } as Search)} />
      <AsOfChoice asOf={search.asOf} onChange={(asOf) => onChange((asOf === undefined ? withoutAsOf : { ...search, asOf }) as Search)} />
    </div>
  );
};
