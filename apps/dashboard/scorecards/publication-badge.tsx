import type { ScorecardAnswer, ScorecardList } from '@mingxiao/contracts/scorecards';
import { useQuery } from '@tanstack/react-query';
import { publicationsQuery } from '../api/queries.js';
import { instantFormat } from '../format/format-instant.js';
import { useWords } from '../i18n/use-words.js';
import { preparePublications } from './prepare-publications.js';
import './scorecards.css';

/** Whether these figures were published, when and by whom, and whether they are still what was published. Nothing where they were not. */
export const PublicationBadge = ({ list }: { readonly list: ScorecardList | ScorecardAnswer }) => {
  const words = useWords();
  const publications = useQuery(publicationsQuery()).data?.publications ?? [];
  const views = preparePublications(publications, list, { words, format: instantFormat(list.basis.timeZone) });
  // The fingerprint of one card is not that of the whole list: only the list can be compared.
  const compares = 'rows' in list;
  return views.map(({ id, title, detail, state, same }) => (
    <p key={id} className="publication">
      <strong className="mark">{words.of('publication.mark')}</strong>
      <span>{title}</span>
      <span className="hint number">{detail}</span>
      {compares && <span className={same ? 'good' : 'publication-differs'}>{state}</span>}
    </p>
  ));
};
