import type { Dimension, Policy } from '@mingxiao/contracts/metrics';
import type { SourceId } from '../measures/measure.js';

/** The expression of each dimension in a source: the only identifiers that a request can choose. */
export type Places = Readonly<Record<Dimension, string>>;

/** In arrays '-' stands for none. */
const orNone = (column: string): string => `if(${column} = '-', '', ${column})`;

const ofCase = { item: 'item', kind: 'kind', channel: 'channel', applicantType: 'applicant_type', service: "''", level: "''" };

/** How a rating came in and what it is about; where it does not say how, the way the case came in stands for it. */
const ofRating = { ...ofCase, channel: "if(rated_channel IN ('', '-'), toString(channel), rated_channel)", service: orNone('service'), level: 'toString(level)' };

const finisher = { district: 'district', department: 'department', section: 'section', unit: 'unit', staff: 'holder' };

const firstReceiver = {
  district: 'accepted_district',
  department: 'accepted_department',
  section: 'accepted_section',
  unit: 'accepted_unit',
  staff: 'accepted_holder',
};

const inArrays = (prefix: string) => ({
  district: orNone(`${prefix}_district`),
  department: orNone(`${prefix}_department`),
  section: orNone(`${prefix}_section`),
  unit: orNone(`${prefix}_unit`),
  staff: orNone(`${prefix}_staff`),
});

const casePlaces: Readonly<Record<Policy, Omit<Places, keyof typeof ofCase>>> = {
  finisher,
  'first-receiver': firstReceiver,
  'holding-share': inArrays('shared'),
};

/**
 * Whom the rows of a source count for. Under the usual policy a rating counts for whom it names; under the others whoever
 * answers for the case answers for how it was rated. A holding counts for its holder whatever the policy.
 */
export const placesOf = (source: SourceId, policy: Policy): Places => {
  if (source === 'holdings') return { ...ofCase, ...inArrays('held') };
  if (source === 'cases') return { ...ofCase, ...casePlaces[policy] };
  return { ...ofRating, ...(policy === 'finisher' ? inArrays('rated') : casePlaces[policy]) };
};
