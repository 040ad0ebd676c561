import type { PublicationSummary } from '@mingxiao/contracts/publications';
import type { ScorecardList } from '@mingxiao/contracts/scorecards';
import type { InstantFormat } from '../format/format-instant.js';
import type { Words } from '../i18n/words.js';

/** A publication of the scheme over the period, in words. `same`: whether these figures are what was published. */
export type PublicationView = { readonly id: string; readonly title: string; readonly detail: string; readonly state: string; readonly same: boolean };

type Shown = Pick<ScorecardList, 'scheme' | 'from' | 'to' | 'fingerprint'>;
type Context = { readonly words: Words; readonly format: InstantFormat };

/** Those that cover exactly this scheme and period, the newest first. What was published last counts: a restatement, where there is one. */
export const preparePublications = (publications: readonly PublicationSummary[], { scheme, from, to, fingerprint }: Shown, { words, format }: Context): readonly PublicationView[] =>
  publications
    .filter((one) => one.scheme === scheme.name && one.from === from && one.to === to)
    .sort((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt))
    .map(({ id, title, actor, publishedAt, schemeVersion, restatements, fingerprint: first }) => {
      const same = (restatements.at(-1)?.fingerprint ?? first) === fingerprint;
      const restated = restatements.length === 0 ? '' : words.of('publication.restated', { n: restatements.length });
      return {
        id,
        title: title ?? id,
        detail: words.of('publication.detail', { at: format.minute(publishedAt), actor, version: schemeVersion }) + restated,
        state: words.of(same ? 'publication.same' : 'publication.differs'),
        same,
      };
    });
