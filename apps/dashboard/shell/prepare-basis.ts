import type { Basis } from '@mingxiao/contracts/basis';
import type { Health } from '@mingxiao/contracts/health';
import { formatCount } from '../format/format-number.js';
import { instantFormat } from '../format/format-instant.js';
import type { Words } from '../i18n/words.js';

export type BasisItem = { readonly key: string; readonly label: string; readonly value: string; readonly attention: boolean };

const versionItems = ({ versions }: Basis, words: Words): BasisItem[] => [
  { key: 'rules', label: words.of('basis.rules'), value: versions.rules, attention: false },
  { key: 'calendar', label: words.of('basis.calendar'), value: versions.calendar, attention: false },
  { key: 'organisation', label: words.of('basis.organisation'), value: versions.organisation, attention: false },
];

/** What a page's figures rest on, in the order a checker asks for it. */
export const prepareBasis = (basis: Basis, words: Words): BasisItem[] => [
  { key: 'at', label: words.of('basis.at'), value: `${instantFormat(basis.timeZone).minute(basis.at)} ${basis.timeZone}`, attention: false },
  {
    key: 'position',
    label: words.of('basis.position'),
    value: words.of('basis.position.value', { n: formatCount(basis.position.reduce((sum, offset) => sum + offset, 0)), log: basis.generation.slice(0, 8) }),
    attention: false,
  },
  { key: 'lag', label: words.of('basis.lag'), value: words.of('basis.events', { n: formatCount(basis.lag) }), attention: basis.lag > 0 },
  { key: 'parked', label: words.of('basis.parked'), value: words.of('basis.events', { n: formatCount(basis.parked) }), attention: basis.parked > 0 },
  ...versionItems(basis, words).filter(({ value }) => value !== ''),
];

export type Notice =
  | { readonly kind: 'loading'; readonly percent: number; readonly sent: string; readonly total: string }
  | { readonly kind: 'behind'; readonly lag: string }
  | { readonly kind: 'missing'; readonly events: string }
  | { readonly kind: 'failing'; readonly problems: readonly string[] };

/** A lag below this is the ordinary breath of a live feed and not worth a banner. */
const lagWorthSaying = 500;

/** What the reader must know before trusting the figures: null when all is well. */
export const prepareNotice = (health: Health | undefined): Notice | null => {
  if (health === undefined) return null;
  if (health.status === 'failing') return { kind: 'failing', problems: health.problems };
  // Log and store disagree: the figures do not rest on all that was taken in.
  if (health.reconciliation?.ok === false) return { kind: 'failing', problems: health.reconciliation.problems };
  const { sample } = health;
  if (sample !== null && sample.running && sample.sent < sample.total)
    return { kind: 'loading', percent: Math.floor((sample.sent * 100) / sample.total), sent: formatCount(sample.sent), total: formatCount(sample.total) };
  const lag = Math.max(health.facts.lag, health.cases.lag);
  if (health.status === 'behind' || lag >= lagWorthSaying) return { kind: 'behind', lag: formatCount(lag) };
  const missing = health.reconciliation?.missing ?? 0;
  return missing > 0 ? { kind: 'missing', events: formatCount(missing) } : null;
};
