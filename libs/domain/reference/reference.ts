import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { FoldVersions } from '../cases/case-state.js';
import type { TargetChange } from '../comparisons/targets.js';
import type { Amount } from '../events/fields.js';
import type { CaseKind } from '../kinds/kind.js';
import type { Instant } from '../kernel/instant.js';
import type { ScoringScheme } from '../scoring/scheme.js';

export type Names = { readonly zh: string | null; readonly en: string | null };

export type UnitDefinition = {
  readonly unit: string;
  readonly name: Names;
  readonly type: string | null;
  readonly parent: string | null;
  /** The official order of units, which is never the alphabet's. */
  readonly sortNo: number | null;
  /** The peer class for differentiated assessment. */
  readonly peerClass: string | null;
};

/** Somebody's service in a unit, [from, until). */
export type Posting = {
  readonly staff: string;
  readonly unit: string;
  readonly role: string | null;
  readonly name: Names;
  readonly from: Instant;
  readonly until: Instant | null;
};

export type ItemDefinition = {
  readonly item: string;
  readonly name: Names;
  readonly kind: string | null;
  readonly unit: string | null;
  readonly promised: Amount | null;
  readonly statutory: Amount | null;
};

/** Somebody is chief of a unit in [from, until). */
export type ChiefSpan = { readonly staff: string; readonly from: Instant; readonly until: Instant };

/** Where a unit stands in the organisation. Bare ids where nothing is defined; null where no unit is named. */
export type TreePlace = { readonly section: string | null; readonly department: string | null; readonly district: string | null };

/** A definition by file whose body could not be used; it counts as not defined. */
export type ReferenceProblem = { readonly type: string; readonly subject: string; readonly version: string | null; readonly reason: string };

/**
 * What was known of organisation, items, kinds and calendars, each as of an instant: of several definitions the one
 * that took effect last. Before the first of them the first holds: an organisation is often imported later than its
 * first cases happened, and a name known too late beats none.
 */
export type Reference = {
  unitAt(unit: string, at: Instant): UnitDefinition | null;
  /** Every unit that was defined by then, in official order. */
  unitsAt(at: Instant): readonly UnitDefinition[];
  treeAt(unit: string | null, at: Instant): TreePlace;
  /** Where somebody serves at an instant, the posting that began last first. */
  postingsAt(staff: string, at: Instant): readonly Posting[];
  chiefAt(unit: string, at: Instant): string | null;
  /** Who was chief of a unit when within [from, until), in order; time without a chief is in no span. */
  chiefsOf(unit: string, from: Instant, until: Instant): readonly ChiefSpan[];
  itemAt(item: string | null, at: Instant): ItemDefinition | null;
  kindAt(name: string | null, at: Instant): CaseKind | null;
  calendarAt(name: string | null, at: Instant): WorkingCalendar | null;
  /** The body of a signal rule, as its file says it. */
  signalRuleAt(name: string | null, at: Instant): unknown;
  /** The scheme of that name as its file says it. */
  schemeAt(name: string | null, at: Instant): ScoringScheme | null;
  /** Every scheme that has taken effect by then, by name. */
  schemesAt(at: Instant): readonly ScoringScheme[];
  /** Everybody's service in a unit within [from, until), cut to it, by staff and then by begin. */
  servedIn(unit: string, from: Instant, until: Instant): readonly Posting[];
  /** Every target that was set, changed or lifted. */
  readonly targets: readonly TargetChange[];
  /** Short and stable: the same definitions give the same text, in whatever order they came. */
  readonly versions: FoldVersions;
  readonly problems: readonly ReferenceProblem[];
};
