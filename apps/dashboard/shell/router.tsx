import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { parseCaseSearch } from '../search/case-search.js';
import { parseLooksSearch } from '../search/looks-search.js';
import { parseRankingSearch } from '../search/ranking-search.js';
import { parseCardSearch, parseScorecardSearch } from '../search/scorecard-search.js';
import { parseSignalSearch } from '../search/signal-search.js';
import { parseSurveySearch } from '../search/survey-search.js';
import { parseUrlSearch, stringifyUrlSearch } from '../search/url-search.js';
import { AppShell } from './app-shell.js';
import { ErrorState, LoadingState, NotFoundPage } from './states.js';

const root = createRootRoute({ component: AppShell, notFoundComponent: NotFoundPage });

const rankingRoute = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: parseRankingSearch,
  component: lazyRouteComponent(() => import('../ranking/ranking-page.js'), 'RankingPage'),
});

const rankingAlias = createRoute({
  getParentRoute: () => root,
  path: '/ranking',
  validateSearch: parseRankingSearch,
  beforeLoad: ({ search }) => {
    throw redirect({ to: '/', search });
  },
});

const casesRoute = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  validateSearch: parseCaseSearch,
  component: lazyRouteComponent(() => import('../cases/case-list-page.js'), 'CaseListPage'),
});

/** A case id may hold anything; in the address it is percent-encoded. */
const caseRoute = createRoute({
  getParentRoute: () => root,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('../case/case-page.js'), 'CasePage'),
});

const signalsRoute = createRoute({
  getParentRoute: () => root,
  path: '/signals',
  validateSearch: parseSignalSearch,
  component: lazyRouteComponent(() => import('../signals/signals-page.js'), 'SignalsPage'),
});

const looksRoute = createRoute({
  getParentRoute: () => root,
  path: '/looks',
  validateSearch: parseLooksSearch,
  component: lazyRouteComponent(() => import('../looks/looks-page.js'), 'LooksPage'),
});

const scorecardsRoute = createRoute({
  getParentRoute: () => root,
  path: '/scorecards',
  validateSearch: parseScorecardSearch,
  component: lazyRouteComponent(() => import('../scorecards/scorecards-page.js'), 'ScorecardsPage'),
});

const scorecardRoute = createRoute({
  getParentRoute: () => root,
  path: '/scorecards/$scheme/$unit',
  validateSearch: parseCardSearch,
  component: lazyRouteComponent(() => import('../scorecard/scorecard-page.js'), 'ScorecardPage'),
});

const surveysRoute = createRoute({
  getParentRoute: () => root,
  path: '/surveys',
  validateSearch: parseSurveySearch,
  component: lazyRouteComponent(() => import('../surveys/surveys-page.js'), 'SurveysPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([rankingRoute, rankingAlias, casesRoute, caseRoute, signalsRoute, looksRoute, scorecardsRoute, scorecardRoute, surveysRoute]),
  parseSearch: parseUrlSearch,
  stringifySearch: stringifyUrlSearch,
  defaultPreload: false,
  scrollRestoration: true,
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
