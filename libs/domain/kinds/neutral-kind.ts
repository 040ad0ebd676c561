import type { CaseKind } from './kind.js';

/** The calendar of a case whose kind names none of its own: the organisation's. */
export const defaultCalendarName = 'cn-national';

/**
 * What holds for a case that names no kind, or one that nobody has defined: no limits but those its own facts
 * bring, any reason stops the clock, one rateable service.
 */
export const neutralKind: CaseKind = {
  name: 'neutral',
  version: '1',
  title: { zh: '未分类', en: 'Unclassified' },
  effectiveFrom: '1970-01-01',
  legalBasis: [],
  calendar: defaultCalendarName,
  counting: 'clock',
  limits: { promised: null, statutory: null },
  limitsByUrgency: {},
  stages: [],
  pauses: [],
  supplementPauses: false,
  finishing: { by: ['holder'], check: 'none' },
  rating: { rateable: true, services: [], silence: null, rectifyWithin: null },
  signalRule: null,
  onRedCard: null,
  dueRequired: false,
  dueFinal: false,
};
