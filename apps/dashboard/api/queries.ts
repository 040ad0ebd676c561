import { caseDetail, caseList } from '@mingxiao/contracts/cases';
import { caseClock, type ClockRequest } from '@mingxiao/contracts/clock';
import { dashboardDefinition } from '@mingxiao/contracts/dashboards';
import { health, type Health } from '@mingxiao/contracts/health';
import { jointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import { caseLooks, looks } from '@mingxiao/contracts/looks';
import { metricList } from '@mingxiao/contracts/metrics';
import { publicationList } from '@mingxiao/contracts/publications';
import { ranking } from '@mingxiao/contracts/rankings';
import { scorecard, scorecardList, schemeList, type ScorecardAnswer } from '@mingxiao/contracts/scorecards';
import { signalList } from '@mingxiao/contracts/signals';
import { surveyList } from '@mingxiao/contracts/surveys';
import { unitList } from '@mingxiao/contracts/units';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { casesPerPage, type CaseSearch } from '../search/case-search.js';
import { looksRequest, type LooksQuestion } from '../search/looks-search.js';
import type { Fairness, RankingQuestion } from '../search/ranking-search.js';
import { scorecardRequest, type ScorecardQuestion } from '../search/scorecard-search.js';
import { signalRequest, signalsPerPage, type SignalLevel, type SignalSearch } from '../search/signal-search.js';
import type { SurveySearch } from '../search/survey-search.js';
import { stringifyUrlSearch } from '../search/url-search.js';
import { getAwaitable, getJson, type Awaitable, type Schema } from './get-json.js';

const calm = 15_000;
const busy = 2_000;

/** While the sample city loads or a backlog is folded, the page follows along. */
const isBusy = (state: Health | undefined): boolean => state !== undefined && (state.sample?.running === true || state.status === 'behind');

export const healthQuery = () =>
  queryOptions({
    queryKey: ['health'],
    queryFn: ({ signal }) => getJson('/v1/health', health, signal),
    refetchInterval: ({ state }) => (isBusy(state.data) ? busy : calm),
  });

export const dashboardQuery = (id: string) =>
  queryOptions({
    queryKey: ['dashboard', id],
    queryFn: ({ signal }) => getJson(`/v1/dashboards/${encodeURIComponent(id)}`, dashboardDefinition, signal),
    staleTime: Infinity,
  });

/** While a read model is being built the same question is asked again; one that failed waits for a person. */
const untilBuilt = ({ state }: { readonly state: { readonly data: Awaitable<unknown> | undefined } }): number | false => {
  const building = state.data?.building ?? null;
  return building !== null && building.state !== 'failed' ? busy : false;
};

/** What every figure is called and means. */
export const metricsQuery = () =>
  queryOptions({ queryKey: ['metrics'], queryFn: ({ signal }) => getJson('/v1/metrics', metricList, signal), staleTime: Infinity });

/** The organisation grows while the sample city loads. */
export const unitsQuery = (state?: Health) =>
  queryOptions({
    queryKey: ['units'],
    queryFn: ({ signal }) => getJson('/v1/units', unitList, signal),
    staleTime: 60_000,
    refetchInterval: isBusy(state) ? busy : false,
  });

export const rankingQuery = (question: RankingQuestion, fairness: Fairness, state: Health | undefined) =>
  queryOptions({
    queryKey: ['ranking', question, fairness],
    queryFn: ({ signal }) => getJson(`/v1/rankings${stringifyUrlSearch({ ...question, ...fairness })}`, ranking, signal),
    placeholderData: keepPreviousData,
    refetchInterval: isBusy(state) ? busy : false,
  });

/** The same ranking for a spreadsheet. */
export const rankingCsvAddress = (question: RankingQuestion, fairness: Fairness): string => `/v1/rankings/csv${stringifyUrlSearch({ ...question, ...fairness })}`;

export const casesQuery = ({ page = 1, ...search }: CaseSearch) =>
  queryOptions({
    queryKey: ['cases', search, page],
    queryFn: ({ signal }) =>
      getAwaitable(`/v1/cases${stringifyUrlSearch({ ...search, limit: casesPerPage, offset: (page - 1) * casesPerPage })}`, caseList, signal),
    placeholderData: keepPreviousData,
    refetchInterval: untilBuilt,
  });

export const caseQuery = (id: string) =>
  queryOptions({ queryKey: ['case', id], queryFn: ({ signal }) => getJson(`/v1/cases/${encodeURIComponent(id)}`, caseDetail, signal) });

/** The case's clock explained, in the language of the page; `before` asks for older ones of its earlier verdicts. */
export const clockQuery = (id: string, lang: ClockRequest['lang'], before?: string) =>
  queryOptions({
    queryKey: ['clock', id, lang, before],
    queryFn: ({ signal }) => getJson(`/v1/cases/${encodeURIComponent(id)}/clock${stringifyUrlSearch({ lang, before })}`, caseClock, signal),
  });

export const signalsQuery = ({ page = 1, ...search }: SignalSearch, state?: Health) =>
  queryOptions({
    queryKey: ['signals', search, page],
    queryFn: ({ signal }) =>
      getJson(`/v1/signals${stringifyUrlSearch({ ...signalRequest(search), limit: signalsPerPage, offset: (page - 1) * signalsPerPage })}`, signalList, signal),
    placeholderData: keepPreviousData,
    refetchInterval: isBusy(state) ? calm : false,
  });

/** How many there are of one level, whichever level is listed. */
export const signalCountQuery = (search: SignalSearch, level: SignalLevel, state?: Health) =>
  queryOptions({
    queryKey: ['signal-count', level, signalRequest({ ...search, level })],
    queryFn: async ({ signal }) => (await getJson(`/v1/signals${stringifyUrlSearch({ ...signalRequest({ ...search, level }), limit: 1 })}`, signalList, signal)).total,
    placeholderData: keepPreviousData,
    refetchInterval: isBusy(state) ? calm : false,
  });

export const looksQuery = (question: LooksQuestion) =>
  queryOptions({
    queryKey: ['looks', looksRequest(question)],
    queryFn: ({ signal }) => getJson(`/v1/looks${stringifyUrlSearch(looksRequest(question))}`, looks, signal),
    placeholderData: keepPreviousData,
  });

export const caseLooksQuery = (id: string) =>
  queryOptions({ queryKey: ['case-looks', id], queryFn: ({ signal }) => getJson(`/v1/cases/${encodeURIComponent(id)}/looks`, caseLooks, signal) });

export const jointCaseQuery = (id: string) =>
  queryOptions({ queryKey: ['joint-case', id], queryFn: ({ signal }) => getJson(`/v1/cases/${encodeURIComponent(id)}/joint`, jointCaseAnswer, signal) });

export const schemesQuery = () => queryOptions({ queryKey: ['schemes'], queryFn: ({ signal }) => getJson('/v1/scorecards', schemeList, signal), staleTime: 60_000 });

export const publicationsQuery = () =>
  queryOptions({ queryKey: ['publications'], queryFn: ({ signal }) => getJson('/v1/publications', publicationList, signal) });

export const scorecardsQuery = (question: ScorecardQuestion) =>
  queryOptions({
    queryKey: ['scorecards', question],
    queryFn: ({ signal }) => getAwaitable(scorecardRequest(question), scorecardList, signal),
    placeholderData: keepPreviousData,
    refetchInterval: untilBuilt,
  });

/** A schema that knows itself ends where its own type begins: the trees are typed by hand, and checked node by node where they are read. */
const scorecardSchema: Schema<ScorecardAnswer> = { parse: (value) => scorecard.parse(value) as ScorecardAnswer };

export const scorecardQuery = (question: ScorecardQuestion, unit: string) =>
  queryOptions({
    queryKey: ['scorecard', question, unit],
    queryFn: ({ signal }) => getAwaitable(scorecardRequest(question, unit), scorecardSchema, signal),
    refetchInterval: untilBuilt,
  });

export const surveysQuery = (search: SurveySearch) =>
  queryOptions({ queryKey: ['surveys', search], queryFn: ({ signal }) => getJson(`/v1/surveys${stringifyUrlSearch(search)}`, surveyList, signal) });
