import type { SurveyList } from '@mingxiao/contracts/surveys';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { surveysQuery, unitsQuery } from '../api/queries.js';
import { instantFormat } from '../format/format-instant.js';
import { useWords } from '../i18n/use-words.js';
import '../ranking/ranking-page.css';
import { indexUnits, nameOf } from '../ranking/unit-names.js';
import type { SurveySearch } from '../search/survey-search.js';
import { Answer } from '../shell/answer.js';
import { BasisBar } from '../shell/basis-bar.js';
import { KnownAtNotice } from '../shell/known-at-notice.js';
import { EmptyState } from '../shell/states.js';
import { defaultTimeZone } from '../shell/today.js';
import { prepareTotal, prepareWave, type WaveView } from './prepare-surveys.js';
import './surveys.css';

const route = getRouteApi('/surveys');

const Wave = ({ view: { wave, days, facts, hidden } }: { readonly view: WaveView }) => (
  <section className="card wave">
    <h2>{wave}</h2>
    <p className="number hint">{days}</p>
    <dl className="number">
      {facts.map(({ key, label, value }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
    {hidden !== null && <p className="hint">{hidden}</p>}
  </section>
);

const Waves = ({ list: { waves } }: { readonly list: SurveyList }) => {
  const words = useWords();
  if (waves.length === 0) return <EmptyState title={words.of('surveys.empty.title')} hint={words.of('surveys.empty.hint')} />;
  return waves.map((wave) => <Wave key={wave.wave} view={prepareWave(wave, words)} />);
};

const Head = ({ search: { department, from, to }, list }: { readonly search: SurveySearch; readonly list: SurveyList | undefined }) => {
  const words = useWords();
  const units = useQuery(unitsQuery()).data;
  const name = department === undefined ? words.of('surveys.allDepartments') : nameOf(indexUnits(units), department, words);
  return (
    <header>
      <Link to="/scorecards" className="page-back no-print">
        ← {words.of('scorecard.back')}
      </Link>
      <h1 className="page-title">{words.of('surveys.title', { unit: name })}</h1>
      {from !== undefined && to !== undefined && <p className="page-answer number">{words.of('surveys.began', { from, to })}</p>}
      {department !== undefined && list !== undefined && list.waves.length > 0 && <p className="number">{prepareTotal(list.waves, words)}</p>}
    </header>
  );
};

/** The waves of surveys that began in a period: what a scorecard's points for surveys add up from. */
export const SurveysPage = () => {
  const search = route.useSearch();
  const query = useQuery(surveysQuery(search));
  const words = useWords();
  const { at, knownAt = at } = search;
  return (
    <div className="page">
      <Head search={search} list={query.data} />
      {knownAt !== undefined && <KnownAtNotice text={words.of('surveys.knownAt', { at: instantFormat(defaultTimeZone).minute(knownAt) })} />}
      <Answer query={query}>
        {(list) => (
          <>
            <Waves list={list} />
            <BasisBar basis={list.basis} />
          </>
        )}
      </Answer>
    </div>
  );
};
