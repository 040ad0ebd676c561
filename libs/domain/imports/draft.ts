import { catalogue } from '../events/catalogue.js';
import type { JsonObject } from './cloud-event-json.js';
import type { StatedTime } from './time-format.js';

/** An event on its way out of the mapping: everything but its identity. */
export type Draft = {
  readonly type: string;
  readonly at: StatedTime;
  readonly data: JsonObject;
  /** Place of its row among the rows of the case in order of time; null when the case as a whole makes it. */
  readonly row: number | null;
  /** A suspension without an end of its own. */
  readonly endsAtNextEvent: boolean;
};

/**
 * Says why the door would not understand the data, or null. Asked here, since a row that is rejected with its line can
 * be mended in the file, and an event that was parked cannot.
 */
export const whyNotUnderstood = (type: string, data: JsonObject): string | null => {
  const issue = catalogue.find(type, 1)?.schema.safeParse(data).error?.issues[0];
  return issue === undefined ? null : `${type}: ${issue.path.join('.') || 'data'}: ${issue.message}`;
};
