/** What the composition root binds; see platform.ts. */
export const EVENT_LOG = Symbol('EventLog');
export const ANALYTICS_STORE = Symbol('AnalyticsStore');
export const CLOCK = Symbol('Clock');
export const CONFIGURATION = Symbol('Configuration');
export const LOGGER = Symbol('Logger');
export const INSTANCE = Symbol('Instance');
