import type { ScorecardList, StandingName } from '@mingxiao/contracts/scorecards';
import { Link } from '@tanstack/react-router';
import { Segmented, Table, type TableColumnsType } from 'antd';
import { useMemo, type ReactNode, type TdHTMLAttributes } from 'react';
import '../cases/case-table.css';
import { useWords } from '../i18n/use-words.js';
import type { Words } from '../i18n/words.js';
import '../ranking/table-panel.css';
import type { UnitIndex } from '../ranking/unit-names.js';
import type { CardSearch } from '../search/scorecard-search.js';
import { prepareScorecardLines, rankedIn, standingsIn, type ScorecardLine, type StandingView } from './prepare-scorecard-rows.js';
import { RankScale } from './rank-scale.js';
import './scorecards.css';

type Column = TableColumnsType<ScorecardLine>[number];

/** On a narrow screen each row becomes a sheet of its own, where the cell says what the heads of its column said. */
const column = (key: string, title: string, render: (row: ScorecardLine) => ReactNode, above = ''): Column => ({
  key,
  title,
  className: `number scorecard-${key.split('-')[0] ?? key}`,
  render: (_: unknown, row: ScorecardLine) => render(row),
  onCell: () => ({ 'data-label': above === '' ? title : `${above} · ${title}`, 'data-column': key.split('-')[0] }) as TdHTMLAttributes<HTMLTableCellElement>,
});

const pointsCell = (standing: StandingView | undefined, words: Words): ReactNode => (
  <>
    <strong>{standing?.points}</strong>
    {standing?.failed === true && <span className="mark mark-failed">{words.of('scores.failed')}</span>}
  </>
);

const rankCell = (standing: StandingView | undefined, words: Words): ReactNode => (
  <>
    {standing?.rank}
    {standing !== undefined && standing.group !== null && <span className="cell-sub">{words.of('scores.group', { n: standing.group })}</span>}
  </>
);

type Sorting = { readonly sort: StandingName | undefined; readonly onSort: (sort: StandingName | undefined) => void };

const standingColumns = (name: StandingName, ranked: number, sort: StandingName | undefined, above: string, words: Words): Column[] => [
  { ...column(`points-${name}`, words.of('scores.points'), ({ standings }) => pointsCell(standings[name], words), above), align: 'right' },
  {
    ...column(`rank-${name}`, words.of('scores.rank'), ({ standings }) => rankCell(standings[name], words), above),
    align: 'right',
    sorter: true,
    sortOrder: sort === name ? 'ascend' : null,
    sortDirections: ['ascend'],
    showSorterTooltip: false,
  },
  column(
    `range-${name}`,
    words.of('scores.range', { n: ranked }),
    ({ standings }) => {
      const place = standings[name]?.place ?? null;
      return place === null ? null : <RankScale place={place} />;
    },
    above,
  ),
];

type NameCellProps = { readonly row: ScorecardLine; readonly scheme: string; readonly search: CardSearch };

const NameCell = ({ row, scheme, search }: NameCellProps) => (
  <>
    <Link to="/scorecards/$scheme/$unit" params={{ scheme, unit: row.unit }} search={search}>
      {row.name}
    </Link>
    {row.parent !== null && <span className="cell-sub">{row.parent}</span>}
  </>
);

type TableProps = Sorting & { readonly list: ScorecardList; readonly units: UnitIndex; readonly search: CardSearch };

const columnsOf = ({ list, search, sort }: Omit<TableProps, 'onSort' | 'units'>, words: Words): TableColumnsType<ScorecardLine> => {
  const names = standingsIn(list);
  const some = (value: (row: ScorecardList['rows'][number]) => unknown): boolean => list.rows.some((row) => value(row) !== null);
  return [
    { ...column('name', words.of('table.name'), (row) => <NameCell row={row} scheme={list.scheme.name} search={search} />), className: 'cell-name', rowScope: 'row' },
    ...(some(({ unitClass }) => unitClass) ? [column('class', words.of('scores.class'), ({ unitClass }) => unitClass)] : []),
    { ...column('n', words.of('scores.n'), ({ n }) => n), align: 'right' },
    ...names.flatMap((name) => {
      const title = words.of(`standing.${name}`);
      const columns = standingColumns(name, rankedIn(list.rows, name), sort, names.length > 1 ? title : '', words);
      return names.length > 1 ? [{ key: name, title, className: 'standing-head', children: columns }] : columns;
    }),
    ...(some(({ development }) => development) ? [{ ...column('development', words.of('scores.development'), ({ development }) => development), align: 'right' as const }] : []),
    ...(some(({ differentiated }) => differentiated) ? [{ ...column('differentiated', words.of('scores.differentiated'), ({ differentiated }) => differentiated), align: 'right' as const }] : []),
  ];
};

const OrderChoice = ({ list, sort, onSort }: Sorting & { readonly list: ScorecardList }) => {
  const words = useWords();
  const names = standingsIn(list);
  const labelOf = (name: StandingName): string => (names.length > 1 ? words.of('scores.order.rankOf', { standing: words.of(`standing.${name}`) }) : words.of('scores.order.rank'));
  return (
    <Segmented<StandingName | 'official'>
      name="order"
      aria-label={words.of('scores.order')}
      value={sort ?? 'official'}
      options={[{ value: 'official' as const, label: words.of('scores.order.official') }, ...names.map((name) => ({ value: name, label: labelOf(name) }))]}
      onChange={(next) => onSort(next === 'official' ? undefined : next)}
    />
  );
};

const rowClass = ({ grouped, groupFirst, groupLast }: ScorecardLine): string =>
  ['scorecard-row', grouped ? 'grouped' : '', groupFirst ? 'group-first' : '', groupLast ? 'group-last' : ''].filter((name) => name !== '').join(' ');

/** All units in official order, or by rank; then a bracket holds together those that cannot be told apart. */
export const ScorecardTable = ({ list, units, search, sort, onSort }: TableProps) => {
  const words = useWords();
  const lines = useMemo(() => prepareScorecardLines(list, sort, { words, units }), [list, sort, words, units]);
  const columns = useMemo(() => columnsOf({ list, search, sort }, words), [list, search, sort, words]);
  return (
    <section className="card card-with-table scorecard-list">
      <div className="card-head">
        <OrderChoice list={list} sort={sort} onSort={onSort} />
        <p className="hint">{words.of('scores.hint', { minimum: list.minimumCases })}</p>
      </div>
      <div className="table-box">
        <div className="table-scroll" role="region" aria-label={words.of('scores.scroll')} tabIndex={0}>
          <Table<ScorecardLine>
            rowKey="unit"
            columns={columns}
            dataSource={[...lines]}
            size="small"
            pagination={lines.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
            rowClassName={rowClass}
            onChange={(_pages, _filters, sorter, { action }) => {
              const key = Array.isArray(sorter) ? undefined : sorter.columnKey;
              if (action === 'sort') onSort(standingsIn(list).find((name) => key === `rank-${name}` && name !== sort));
            }}
            aria-label={words.of('scores.caption')}
          />
        </div>
      </div>
    </section>
  );
};
