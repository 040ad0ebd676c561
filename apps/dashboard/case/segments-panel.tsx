import { Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.js';
import type { Words } from '../i18n/words.js';
import type { CasePanelProps } from './case-header.js';
import { prepareSegments, type SegmentRow, type SegmentsView } from './prepare-segments.js';
import { Hatches, spanFill } from './timeline-hatches.js';
import './segments-panel.css';

const columnsOf = (words: Words): TableColumnsType<SegmentRow> => [
  { key: 'from', title: words.of('segments.from'), dataIndex: 'from', className: 'number' },
  { key: 'to', title: words.of('segments.to'), dataIndex: 'to', className: 'number' },
  { key: 'kind', title: words.of('segments.kind'), dataIndex: 'label' },
  { key: 'length', title: words.of('segments.length'), dataIndex: 'length', className: 'number', align: 'right' },
  { key: 'holder', title: words.of('segments.holder'), dataIndex: 'holder' },
  { key: 'reason', title: words.of('segments.reason'), dataIndex: 'reason' },
];

/** The kinds of time side by side, in the fills of the drawing above. */
const SumsBar = ({ sums }: Pick<SegmentsView, 'sums'>) => (
  <div className="sums-bar" aria-hidden="true">
    {sums.map(({ kind, percent }) => (
      <svg key={kind} width={`${percent}%`} height="12">
        <Hatches prefix={`sum-${kind}`} />
        <rect width="100%" height="12" fill={spanFill(kind, `sum-${kind}`)} />
      </svg>
    ))}
  </div>
);

const Sums = ({ sums, total }: SegmentsView) => {
  const words = useWords();
  return (
    <>
      <SumsBar sums={sums} />
      <table className="sums number">
        <caption className="visually-hidden">{words.of('segments.sums')}</caption>
        <tbody>
          {sums.map(({ kind, label, length, percent }) => (
            <tr key={kind}>
              <th scope="row">{label}</th>
              <td>{length}</td>
              <td>{percent.toFixed(1)}%</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {words.of('segments.total', { total })}
            </th>
          </tr>
        </tfoot>
      </table>
    </>
  );
};

/** How the case's time adds up; the single pieces, often many, on request. */
export const SegmentsPanel = ({ detail, context }: CasePanelProps) => {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const view = prepareSegments(detail.segments, context);
  return (
    <section className="card segments card-with-table">
      <div className="card-head">
        <h2>{words.of('segments.title')}</h2>
      </div>
      {view.rows.length === 0 ? <p className="hint">{words.of('segments.none')}</p> : <Sums {...view} />}
      {view.rows.length > 0 && (
        <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>{words.of('segments.show', { n: view.rows.length })}</summary>
          {open && <Table<SegmentRow> rowKey="key" columns={columnsOf(words)} dataSource={[...view.rows]} size="small" pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }} />}
        </details>
      )}
    </section>
  );
};
