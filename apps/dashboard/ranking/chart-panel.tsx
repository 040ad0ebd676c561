import type { DashboardDefinition } from '@mingxiao/contracts/dashboards';
import { Link, useNavigate } from '@tanstack/react-router';
import { Segmented, Skeleton } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useWords } from '../i18n/use-words.js';
import { casesBehind } from '../search/case-search.js';
import './chart-panel.css';
import { prepareRankingChart, shownEnds, type BarGroup, type ShownEnd, type UnrankedUnit } from './prepare-ranking-chart.js';
import type { PanelProps } from './ranking-panels.js';

/** The drawing library is the heaviest part of the page and comes after the figures. */
const RankingBars = lazy(async () => ({ default: (await import('./ranking-bars.js')).RankingBars }));

type BarsPanel = Extract<DashboardDefinition['panels'][number], { type: 'bars' }>;
type ChartPanelProps = PanelProps & { readonly panel: BarsPanel; readonly drill: DashboardDefinition['drill'] };

const unrankedShown = 24;

const Unranked = ({ list, question, minimum, drill }: Pick<ChartPanelProps, 'question' | 'drill'> & { readonly list: readonly UnrankedUnit[]; readonly minimum: number }) => {
  const words = useWords();
  return (
    <div className="unranked">
      <h3>{words.of('chart.unranked')}</h3>
      <span className="hint">{words.of('chart.unranked.hint', { minimum })}</span>
      <ul>
        {list.slice(0, unrankedShown).map(({ key, unit, name, figure, note }) => (
          <li key={key}>
            <Link to="/cases" search={casesBehind(question, drill.measure, unit)}>
              <span>{name}</span>
              <span className="number">{note === 'no-data' ? words.of('chart.note.no-data') : figure}</span>
            </Link>
          </li>
        ))}
        {list.length > unrankedShown && <li className="hint">{words.of('chart.unranked.more', { n: list.length - unrankedShown })}</li>}
      </ul>
    </div>
  );
};

type GroupsProps = Pick<ChartPanelProps, 'question' | 'drill'> & { readonly groups: readonly BarGroup[] };

const Groups = ({ groups, question, drill }: GroupsProps) => {
  const words = useWords();
  const navigate = useNavigate();
  if (groups.length === 0) return <p className="hint">{words.of('chart.none')}</p>;
  return (
    <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
      <div className="chart-groups">
        {groups.map(({ end, bars }) => (
          <div key={end} className="chart-group">
            {groups.length > 1 && <h3>{words.of(`chart.group.${end}`)}</h3>}
            <div className={bars.length > 24 ? 'chart-scroll' : ''} {...(bars.length > 24 ? { tabIndex: 0, role: 'group', 'aria-label': words.of('chart.group.all') } : {})}>
              <RankingBars
                bars={bars}
                label={words.of('chart.label', { n: bars.length, by: words.of(`by.${question.by}`) })}
                onOpen={(unit) => void navigate({ to: '/cases', search: casesBehind(question, drill.measure, unit) })}
              />
            </div>
          </div>
        ))}
      </div>
    </Suspense>
  );
};

const Legend = () => {
  const words = useWords();
  return (
    <p className="chart-legend hint">
      <span>{words.of('chart.onTime')}</span>
      <span className="chart-legend-late">{words.of('chart.late')}</span>
      <span className="chart-legend-interval">{words.of('chart.interval')}</span>
    </p>
  );
};

/** On-time rates as bars: both ends of a long ranking at first, and beside them the units too small to be ranked. */
export const ChartPanel = ({ panel, drill, ranking, question, units }: ChartPanelProps) => {
  const words = useWords();
  const [shown, setShown] = useState<ShownEnd>('both');
  const view = useMemo(() => prepareRankingChart(ranking.rows, shown, panel.rowsMax, { units, words }), [ranking.rows, shown, panel.rowsMax, units, words]);
  if (view.state === 'empty') return null;
  const options = shownEnds.map((end) => ({ value: end, label: words.of(`chart.show.${end}`, { n: panel.rowsMax }) }));
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{words.text(panel.title)}</h2>
          <Legend />
        </div>
        {view.long && (
          <div role="group" aria-label={words.of('chart.show')} className="no-print">
            <Segmented<ShownEnd> name="shown" size="small" value={shown} options={options} onChange={setShown} />
          </div>
        )}
      </div>
      <Groups groups={view.groups} question={question} drill={drill} />
      {view.unranked.length > 0 && <Unranked list={view.unranked} question={question} minimum={ranking.minimumCases} drill={drill} />}
    </section>
  );
};
