import { Link, useNavigate } from '@tanstack/react-router';
import { Table, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { useWords } from '../i18n/use-words.js';
import type { Words } from '../i18n/words.js';
import '../ranking/ranking-page.css';
import '../ranking/table-panel.css';
import { casesPerPage } from '../search/case-search.js';
import { isInteractive } from '../shell/is-interactive.js';
import './case-table.css';
import type { CaseRow } from './prepare-case-list.js';

type Column = TableColumnsType<CaseRow>[number];
type TextField = 'state' | 'accepted' | 'finished' | 'due' | 'elapsedDays' | 'usedDays' | 'rating';

const textColumn = (title: string, field: TextField, align: 'left' | 'right' = 'left'): Column => ({ key: field, title, dataIndex: field, align, className: 'number' });

const twoLines = (first: string, second: string) => (
  <>
    {first}
    <span className="cell-sub">{second}</span>
  </>
);

const caseLink: Pick<Column, 'key' | 'render' | 'className'> & { rowScope: 'row' } = {
  key: 'id',
  className: 'cell-name number',
  rowScope: 'row',
  render: (_: unknown, { id }: CaseRow) => (
    <Link to="/cases/$caseId" params={{ caseId: id }}>
      {id}
    </Link>
  ),
};

const columnsOf = (words: Words): TableColumnsType<CaseRow> => [
  { ...caseLink, title: words.of('cases.id') },
  { key: 'item', title: words.of('cases.item'), render: (_: unknown, row: CaseRow) => twoLines(row.item, row.kind) },
  textColumn(words.of('cases.state'), 'state'),
  { key: 'holder', title: words.of('cases.holder'), render: (_: unknown, row: CaseRow) => twoLines(row.unit, row.holder) },
  textColumn(words.of('cases.accepted'), 'accepted'),
  textColumn(words.of('cases.finished'), 'finished'),
  textColumn(words.of('cases.due'), 'due'),
  {
    key: 'verdict',
    title: words.of('cases.verdict'),
    render: (_: unknown, { verdict }: CaseRow) => <span className={`verdict-${verdict.tone}`}>{verdict.text}</span>,
  },
  textColumn(words.of('cases.elapsed'), 'elapsedDays', 'right'),
  textColumn(words.of('cases.used'), 'usedDays', 'right'),
  textColumn(words.of('cases.rating'), 'rating'),
  { key: 'flags', title: words.of('cases.flags'), render: (_: unknown, { flags }: CaseRow) => (flags === 0 ? '' : words.of('cases.flags.value', { n: flags })) },
];

type CaseTableProps = { readonly rows: readonly CaseRow[]; readonly total: number; readonly page: number; readonly onPage: (page: number) => void };

/** A page of cases; the server pages, so that the list holds as many as the figure counts. */
export const CaseTable = ({ rows, total, page, onPage }: CaseTableProps) => {
  const words = useWords();
  const navigate = useNavigate();
  const columns = useMemo(() => columnsOf(words), [words]);
  return (
    <section className="card case-list">
      <div className="table-box">
        <div className="table-scroll" role="region" aria-label={words.of('cases.scroll')} tabIndex={0}>
          <Table<CaseRow>
            rowKey="id"
            columns={columns}
            dataSource={[...rows]}
            size="small"
            pagination={total > casesPerPage ? { current: page, total, pageSize: casesPerPage, showSizeChanger: false, onChange: onPage } : false}
            rowClassName="row-link"
            onRow={({ id }) => ({ onClick: ({ target }) => (isInteractive(target) ? undefined : void navigate({ to: '/cases/$caseId', params: { caseId: id } })) })}
            aria-label={words.of('cases.caption')}
          />
        </div>
      </div>
    </section>
  );
};
