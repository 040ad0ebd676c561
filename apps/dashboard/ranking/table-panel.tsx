import type { DashboardDefinition, RankingColumn } from '@mingxiao/contracts/dashboards';
import { useNavigate } from '@tanstack/react-router';
import { Table, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { rankingCsvAddress } from '../api/queries.js';
import { formatCount } from '../format/format-number.js';
import { useWords } from '../i18n/use-words.js';
import type { Words } from '../i18n/words.js';
import { casesBehind } from '../search/case-search.js';
import type { RankingQuestion } from '../search/ranking-search.js';
import { isInteractive } from '../shell/is-interactive.js';
import { FairnessChoice } from './fairness-choice.js';
import { compareRows, prepareRankingRow, type RankingTableRow } from './prepare-ranking-table.js';
import { inRankOrder } from './rank-order.js';
import { NameCell, RankingCellView } from './ranking-cell.js';
import type { PanelProps } from './ranking-panels.js';
import './table-panel.css';

type TablePanelDefinition = Extract<DashboardDefinition['panels'][number], { type: 'table' }>;
type TablePanelProps = PanelProps & { readonly panel: TablePanelDefinition; readonly drill: DashboardDefinition['drill'] };

const rowsPerPage = 100;
const startsHigh: ReadonlySet<RankingColumn> = new Set(['accepted', 'finished', 'openOverdue', 'reopened']);

const columnsOf = (columns: readonly RankingColumn[], question: RankingQuestion, measure: DashboardDefinition['drill']['measure'], words: Words): TableColumnsType<RankingTableRow> =>
  columns.map((column) => ({
    key: column,
    title: words.of(`table.${column}`),
    align: column === 'name' ? 'left' : 'right',
    className: column === 'name' ? 'cell-name' : 'number',
    sorter: compareRows(column),
    sortDirections: startsHigh.has(column) ? ['descend', 'ascend'] : ['ascend', 'descend'],
    showSorterTooltip: false,
    ...(column === 'name' ? { rowScope: 'row' as const } : {}),
    render: (_: unknown, row: RankingTableRow) =>
      column === 'name' ? (
        <NameCell row={row} search={casesBehind(question, measure, row.unit)} />
      ) : (
        <RankingCellView row={row} column={column} question={question} />
      ),
  }));

/** Every figure of every unit: the ranking itself, and the chart in words. */
export const TablePanel = ({ panel, drill, ranking, question, units, fairness, onFairness }: TablePanelProps) => {
  const words = useWords();
  const navigate = useNavigate();
  const rows = useMemo(() => inRankOrder(ranking.rows).map((row) => prepareRankingRow(row, { units, words })), [ranking.rows, units, words]);
  const columns = useMemo(() => columnsOf(panel.columns, question, drill.measure, words), [panel.columns, question, drill.measure, words]);
  const open = ({ unit }: RankingTableRow) => void navigate({ to: '/cases', search: casesBehind(question, drill.measure, unit) });
  return (
    <section className="card card-with-table">
      <div className="card-head">
        <h2>{words.text(panel.title)}</h2>
        <p className="hint">
          {words.of('table.total', { n: formatCount(rows.length) })} · {words.of('table.hint')}{' '}
          <a className="no-print download" href={rankingCsvAddress(question, fairness)} download>
            {words.of('table.csv')}
          </a>
        </p>
        <FairnessChoice by={question.by} fairness={fairness} onChange={onFairness} />
      </div>
      <div className="table-box">
        <div className="table-scroll" role="region" aria-label={words.of('table.scroll')} tabIndex={0}>
          <Table<RankingTableRow>
            rowKey="key"
            columns={columns}
            dataSource={rows}
            size="small"
            pagination={rows.length > rowsPerPage ? { pageSize: rowsPerPage, showSizeChanger: false } : false}
            rowClassName={({ cells }) => (cells.rank.sort === null ? 'row-link row-unranked' : 'row-link')}
            onRow={(row) => ({ onClick: ({ target }) => (isInteractive(target) ? undefined : open(row)) })}
            aria-label={words.of('table.caption', { by: words.of(`by.${question.by}`) })}
          />
        </div>
      </div>
    </section>
  );
};
