import { filterFields } from '@mingxiao/contracts/metrics';
import { Option, type Command } from 'commander';

/** Which cases count: those that name each of these; an empty one: those that name none. */
export type FilterOptions = { readonly [Name in keyof typeof filterFields]?: string };

const filters = [
  ['--district <id>', 'only cases of this district'],
  ['--department <id>', 'only cases of this department'],
  ['--section <id>', 'only cases of this section'],
  ['--staff <id>', 'only cases of this person'],
  ['--item <id>', 'only cases of this service item'],
  ['--kind <kind>', 'only cases of this kind'],
  ['--channel <channel>', 'only cases that came in this way'],
  ['--applicant-type <type>', 'only cases of this kind of applicant'],
  ['--service <service>', 'only ratings of this service'],
  ['--level <level>', 'only ratings of this level, 1 to 5'],
] as const;

/** What every question about figures can be narrowed to; see `filterFields` of the contracts. */
export const withFilters = (command: Command): Command => {
  for (const [flags, description] of filters) command.addOption(new Option(flags, description));
  return command;
};

export const filtersOf = (options: FilterOptions): Record<string, string> =>
  Object.fromEntries(Object.keys(filterFields).flatMap((name) => {
    const value = options[name as keyof FilterOptions];
    return value === undefined ? [] : [[name, value]];
  }));
