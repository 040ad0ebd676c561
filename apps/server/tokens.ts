/** What the composition root binds; see platform.ts. */
export const EVENT_LOG = Symbol('EventLog');
export const ANALYTICS_STORE = Symbol('AnalyticsStore');
export const CLOCK = Symbol('Clock');
export const CONFIGURATION = Symbol('Configuration');
export const LOGGER = Symbol('Logger');
export const INSTANCE = Symbol('Instance');
/** Whether other processes may work on the same log and store: true where neither lies in this process alone. */
export const SHARED = Symbol('Shared');
/** See telemetry/. */
export const METERS = Symbol('Meters');
export const SPANS = Symbol('Spans');
/** See project/progress.ts. */
export const PROGRESS = Symbol('Progress');
