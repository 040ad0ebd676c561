import type { CalendarDefinition } from '@mingxiao/domain/calendar/calendar';
import type { Fact } from '@mingxiao/domain/events/fact';
import type { CaseKind } from '@mingxiao/domain/kinds/kind';
import { defaultCalendarName, neutralKind } from '@mingxiao/domain/kinds/neutral-kind';
import { definedByFile, fact } from './facts.js';

const longAgo = '2004-01-01';

/** Monday to Friday, 09:00–12:00 and 13:30–17:00 in Beijing, without a single holiday: dates are easy to count in the head. */
export const plainWeek: CalendarDefinition = {
  name: defaultCalendarName,
  version: '1',
  timeZone: 'Asia/Shanghai',
  workingWeekdays: [1, 2, 3, 4, 5],
  exceptions: {},
  officeHours: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:00' },
  ],
  gazettedUntil: null,
};

/** A kind of which a test states only what it is about. */
export const kindOf = (name: string, part: Partial<CaseKind> = {}): CaseKind => ({ ...neutralKind, name, title: { en: name }, ...part });

export const calendarFact = (definition: CalendarDefinition = plainWeek, time = longAgo): Fact => definedByFile('calendar.defined', time, definition);

export const kindFact = (kind: CaseKind, time = longAgo): Fact => definedByFile('kind.defined', time, kind);

/** A unit and where it stands: `unitFact('S-1', 'section', 'D-1')`. */
export const unitFact = (unit: string, type: string, parent: string | null = null, time = longAgo): Fact =>
  fact('org.unit-defined', time, { unit, type, parent }, { subject: unit, id: `${unit}@${time}` });

export const postingFact = (staff: string, unit: string, role: 'staff' | 'chief' = 'staff', time = longAgo): Fact =>
  fact('org.posting', time, { staff, unit, role }, { subject: staff, id: `${staff}@${unit}@${time}` });
