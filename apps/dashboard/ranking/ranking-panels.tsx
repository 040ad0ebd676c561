import type { DashboardDefinition } from '@mingxiao/contracts/dashboards';
import type { Ranking } from '@mingxiao/contracts/rankings';
import type { Fairness, RankingQuestion } from '../search/ranking-search.js';
import { ChartPanel } from './chart-panel.js';
import { HeadlinePanel } from './headline-panel.js';
import { TablePanel } from './table-panel.js';
import type { UnitIndex } from './unit-names.js';

type Panel = DashboardDefinition['panels'][number];
export type PanelProps = { readonly ranking: Ranking; readonly question: RankingQuestion; readonly units: UnitIndex; readonly fairness: Fairness; readonly onFairness: (next: Fairness) => void };
type PanelsProps = PanelProps & { readonly definition: DashboardDefinition; readonly stale: boolean };

const DrawnPanel = ({ panel, definition, ...shown }: PanelProps & { readonly panel: Panel; readonly definition: DashboardDefinition }) => {
  switch (panel.type) {
    case 'figures':
      return <HeadlinePanel figures={panel.figures} {...shown} />;
    case 'bars':
      return <ChartPanel panel={panel} drill={definition.drill} {...shown} />;
    case 'table':
      return <TablePanel panel={panel} drill={definition.drill} {...shown} />;
  }
};

/** Draws the panels of a definition in its order. */
export const RankingPanels = ({ definition, stale, ...shown }: PanelsProps) => (
  <div className={stale ? 'page stale' : 'page'} aria-busy={stale}>
    {definition.panels.map((panel) => (
      <DrawnPanel key={panel.type} panel={panel} definition={definition} {...shown} />
    ))}
  </div>
);
