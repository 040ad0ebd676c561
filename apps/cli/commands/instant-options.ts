import { Option, type Command } from 'commander';

/** For which instant a question is read, and whose knowledge it rests on; see `knownAtFields` of the contracts. */
export type InstantOptions = { readonly at?: string; readonly knownAt?: string; readonly referenceKnownAt?: string };

export const referenceKnownAtOption = (): Option => new Option('--reference-known-at <instant>', 'under the rules, calendars and organisation known then, ISO 8601 with offset');

export const withInstants = (command: Command): Command =>
  command
    .option('--at <instant>', 'read for this instant: open cases as they stood, nothing that happened later (default: now, or what was known at --known-at), ISO 8601 with offset')
    .option('--known-at <instant>', 'only what was known then, facts and reference data, ISO 8601 with offset')
    .addOption(referenceKnownAtOption());
