import { Link, useNavigate } from '@tanstack/react-router';
import { Table, type TableColumnsType } from 'antd';
import { useMemo, type ReactNode, type TdHTMLAttributes } from 'react';
import '../case/remark-panels.css';
import '../cases/case-table.css';
import { useWords } from '../i18n/use-words.js';
import type { Words } from '../i18n/words.js';
import '../ranking/table-panel.css';
import { signalsPerPage } from '../search/signal-search.js';
import { isInteractive } from '../shell/is-interactive.js';
import type { SignalRow, TwoLines } from './prepare-signal-list.js';
import './signals.css';

type Column = TableColumnsType<SignalRow>[number];

const lines = ({ text, note }: TwoLines): ReactNode => (
  <span className="cell-lines">
    {text}
    {note !== '' && <span className="cell-sub">{note}</span>}
  </span>
);

/** On a narrow screen each row becomes a sheet of its own, where the cell says what the head of the column said. */
const column = (key: string, title: string, render: (row: SignalRow) => ReactNode): Column => ({
  key,
  title,
  className: 'number',
  render: (_: unknown, row: SignalRow) => render(row),
  onCell: () => ({ 'data-label': title, 'data-column': key, style: { '--cell': key } }) as TdHTMLAttributes<HTMLTableCellElement>,
});

const caseCell = ({ caseId, caseNote }: SignalRow): ReactNode => (
  <span className="cell-lines">
    <Link to="/cases/$caseId" params={{ caseId }}>
      {caseId}
    </Link>
    <span className="cell-sub">{caseNote}</span>
  </span>
);

const levelCell = ({ mark, level }: SignalRow): ReactNode => (
  <span className="cell-lines">
    <strong className={`signal signal-${mark}`}>{level.text}</strong>
    {level.note !== '' && <span className="cell-sub">{level.note}</span>}
  </span>
);

const columnsOf = (words: Words): TableColumnsType<SignalRow> => [
  column('level', words.of('signals.level'), levelCell),
  { ...column('case', words.of('cases.id'), caseCell), className: 'cell-name number', rowScope: 'row' },
  column('unit', words.of('signals.unit'), ({ unit }) => lines(unit)),
  column('clock', words.of('signals.clock'), ({ clock }) => lines(clock)),
  column('fellDue', words.of('signals.fellDue'), ({ fellDue }) => fellDue),
  { ...column('since', words.of('signals.since'), ({ since }) => since), align: 'right' },
  column('state', words.of('signals.state'), ({ state }) => lines(state)),
  column('rule', words.of('signals.rule'), ({ rule }) => lines(rule)),
];

type SignalTableProps = { readonly rows: readonly SignalRow[]; readonly total: number; readonly page: number; readonly onPage: (page: number) => void };

/** A page of warnings and cards in the server's order. */
export const SignalTable = ({ rows, total, page, onPage }: SignalTableProps) => {
  const words = useWords();
  const navigate = useNavigate();
  const columns = useMemo(() => columnsOf(words), [words]);
  return (
    <section className="card case-list signal-list">
      <div className="table-box">
        <div className="table-scroll" role="region" aria-label={words.of('signals.scroll')} tabIndex={0}>
          <Table<SignalRow>
            rowKey="key"
            columns={columns}
            dataSource={[...rows]}
            size="small"
            pagination={total > signalsPerPage ? { current: page, total, pageSize: signalsPerPage, showSizeChanger: false, onChange: onPage } : false}
            rowClassName="row-link"
            onRow={({ caseId }) => ({ onClick: ({ target }) => (isInteractive(target) ? undefined : void navigate({ to: '/cases/$caseId', params: { caseId } })) })}
            aria-label={words.of('signals.caption')}
          />
        </div>
      </div>
    </section>
  );
};
