import { Progress } from 'antd';
import { useWords } from '../i18n/use-words.js';
import './notice-bar.css';
import type { Notice } from './prepare-basis.js';

const NoticeText = ({ notice }: { readonly notice: Notice }) => {
  const words = useWords();
  if (notice.kind === 'behind') return <p>{words.of('notice.behind', { n: notice.lag })}</p>;
  if (notice.kind === 'missing') return <p>{words.of('notice.missing', { n: notice.events })}</p>;
  if (notice.kind === 'failing')
    return (
      <>
        <p>{words.of('notice.failing')}</p>
        <ul>
          {notice.problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      </>
    );
  return (
    <>
      <strong>{words.of('notice.loading')}</strong>
      <Progress percent={notice.percent} aria-label={words.of('notice.loading')} status="normal" />
      <span className="hint number">{words.of('notice.loading.detail', { sent: notice.sent, total: notice.total })}</span>
    </>
  );
};

/** Says above the page what limits its figures just now; nothing when all is well. */
export const NoticeBar = ({ notice }: { readonly notice: Notice | null }) =>
  notice === null ? null : (
    <div className={`notice notice-${notice.kind}`} role="status">
      <div className="notice-inner">
        <NoticeText notice={notice} />
      </div>
    </div>
  );
