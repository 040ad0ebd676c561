import type { Dimension, Policy } from '@mingxiao/contracts/metrics';
import type { SourceId } from '../measures/measure.js';

/** Where a source has a dimension: what rows are put together by, and what it is called. */
export type Place = { readonly key: string; readonly name: string };

/** The place of each dimension in a source: the only identifiers that a request can choose. */
export type Places = Readonly<Record<Dimension, Place>>;

const plain = (column: string): Place => ({ key: column, name: `toString(${column})` });

/** In arrays '-' stands for none. Said of each group rather than of each row, which costs a sixth of a statement less. */
const orNone = (column: string): Place => ({ key: column, name: `if(${column} = '-', '', ${column})` });

const nothing = plain("''");
const ofCase = { item: plain('item'), kind: plain('kind'), channel: plain('channel'), applicantType: plain('applicant_type'), service: nothing, level: nothing };

/** How a rating came in and what it is about; where it does not say how, the way the case came in stands for it. */
const ofRating = { ...ofCase, channel: plain("if(rated_channel = '-', toString(channel), rated_channel)"), service: orNone('service'), level: plain('level') };

const finisher = { district: plain('district'), department: plain('department'), section: plain('section'), unit: plain('unit'), staff: plain('holder') };

const firstReceiver = {
  district: plain('accepted_district'),
  department: plain('accepted_department'),
  section: plain('accepted_section'),
  unit: plain('accepted_unit'),
  staff: plain('accepted_holder'),
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
