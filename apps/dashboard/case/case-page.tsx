import type { CaseDetail } from '@mingxiao/contracts/cases';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo } from 'react';
import { RequestFailed } from '../api/get-json.js';
import { caseQuery } from '../api/queries.js';
import { instantFormat } from '../format/format-instant.js';
import { useWords } from '../i18n/use-words.js';
import { Answer } from '../shell/answer.js';
import { BasisBar } from '../shell/basis-bar.js';
import { EmptyState } from '../shell/states.js';
import { CaseHeader } from './case-header.js';
import './case-page.css';
import { ClockPanel } from './clock-panel.js';
import { FactList } from './fact-list.js';
import { JointPanel } from './joint-panel.js';
import { namesOf } from './names.js';
import type { CaseContext } from './prepare-case-header.js';
import { OvertakingPanel } from './overtaking-panel.js';
import { RatingsPanel, RemarksPanel, SignalsPanel } from './remark-panels.js';
import { SegmentsPanel } from './segments-panel.js';
import { TimelinePanel } from './timeline-panel.js';

const route = getRouteApi('/cases/$caseId');

const CaseBody = ({ detail }: { readonly detail: CaseDetail }) => {
  const words = useWords();
  const context: CaseContext = useMemo(() => ({ words, format: instantFormat(detail.basis.timeZone), nameOf: namesOf(detail.names, words) }), [detail, words]);
  return (
    <>
      <CaseHeader detail={detail} context={context} />
      <TimelinePanel detail={detail} context={context} />
      <ClockPanel id={detail.id} />
      <div className="case-columns">
        <div>
          <FactList detail={detail} context={context} />
        </div>
        <div>
          <SegmentsPanel detail={detail} context={context} />
          <JointPanel detail={detail} context={context} />
          <SignalsPanel detail={detail} context={context} />
          <RatingsPanel detail={detail} context={context} />
          <RemarksPanel detail={detail} context={context} />
          <OvertakingPanel detail={detail} context={context} />
        </div>
      </div>
      <BasisBar basis={detail.basis} />
    </>
  );
};

const BackButton = () => {
  const words = useWords();
  const router = useRouter();
  return (
    <div className="no-print">
      <Button type="link" className="page-back" style={{ padding: 0, height: 'auto' }} onClick={() => router.history.back()}>
        ← {words.of('case.back')}
      </Button>
    </div>
  );
};

/** One case: where it stands, how it went, and every fact behind that. */
export const CasePage = () => {
  const words = useWords();
  const { caseId: id = '' } = route.useParams();
  const query = useQuery(caseQuery(id));
  const missing = query.error instanceof RequestFailed && query.error.status === 404;
  return (
    <div className="page">
      <BackButton />
      {missing ? (
        <EmptyState heading="h1" title={words.of('error.caseMissing.title')} hint={words.of('error.caseMissing.hint', { id })} />
      ) : (
        <Answer query={query} rows={12}>
          {(detail) => <CaseBody detail={detail} />}
        </Answer>
      )}
    </div>
  );
};
