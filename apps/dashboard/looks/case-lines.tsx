import { Link } from '@tanstack/react-router';
import { Pagination } from 'antd';
import { looksPerPage } from '../search/looks-search.js';
import type { LookLine } from './prepare-looks.js';

type CaseLinesProps = { readonly lines: readonly LookLine[]; readonly total: number; readonly page: number; readonly onPage: (page: number) => void };

/** Cases, each in three lines that also fit a telephone; pages where there are more. */
export const CaseLines = ({ lines, total, page, onPage }: CaseLinesProps) => (
  <>
    <ul className="lines number">
      {lines.map(({ caseId, place, what }) => (
        <li key={caseId}>
          <strong>
            <Link to="/cases/$caseId" params={{ caseId }}>
              {caseId}
            </Link>
          </strong>
          <div>{what}</div>
          <span className="hint">{place}</span>
        </li>
      ))}
    </ul>
    {total > looksPerPage && <Pagination size="small" className="look-pages no-print" current={page} total={total} pageSize={looksPerPage} showSizeChanger={false} onChange={onPage} />}
  </>
);
