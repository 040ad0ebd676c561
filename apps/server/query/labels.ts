import type { LocalizedText } from '@mingxiao/contracts/basis';
import type { Instant } from '@mingxiao/domain/kernel/instant';
import type { Names, Reference } from '@mingxiao/domain/reference/reference';
import type { UnitLabel } from '@mingxiao/metrics/ranking/ranking-rows';

/** A name in both languages: where one is missing the other stands in, else the bare id. */
export const localized = (name: Names, id: string): LocalizedText => ({
  zh: name.zh ?? name.en ?? id,
  en: name.en ?? name.zh ?? id,
});

export const labelOfUnit = (reference: Reference, unit: string, at: Instant): UnitLabel => {
  const definition = reference.unitAt(unit, at);
  return definition === null ? null : { name: localized(definition.name, unit), sortNo: definition.sortNo };
};

export const labelOfItem = (reference: Reference, item: string, at: Instant): UnitLabel => {
  const definition = reference.itemAt(item, at);
  return definition === null ? null : { name: localized(definition.name, item), sortNo: null };
};

export const labelOfStaff = (reference: Reference, staff: string, at: Instant): UnitLabel => {
  const [posting] = reference.postingsAt(staff, at);
  return posting === undefined ? null : { name: localized(posting.name, staff), sortNo: null };
};
