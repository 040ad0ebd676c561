import { rankingRow, type Grouping, type RankingRow } from '@mingxiao/contracts/rankings';
import { reconciliation, type Reconciliation } from '@mingxiao/contracts/reconciliation';
import { z } from 'zod';
import { mingxiao, type CommandOutcome } from './command.js';

/** What a command printed as JSON; throws with all it said when it failed. */
export const jsonOf = <Schema extends z.ZodType>({ code, stdout, stderr }: CommandOutcome, schema: Schema): z.output<Schema> => {
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  return schema.parse(JSON.parse(stdout));
};

export type RankingOptions = { readonly by: Grouping; readonly from: string; readonly to: string; readonly at: string };

const flagsOf = ({ by, from, to, at }: RankingOptions) => ['--by', by, '--from', from, '--to', to, '--at', at];

/** The very text that `ranking --json` prints. */
export const rankingText = async (where: readonly string[], options: RankingOptions): Promise<string> => {
  const outcome = await mingxiao('ranking', ...where, ...flagsOf(options), '--json');
  jsonOf(outcome, z.array(rankingRow));
  return outcome.stdout;
};

export const rowsOf = (text: string): RankingRow[] => z.array(rankingRow).parse(JSON.parse(text));

export const reconcile = async (...where: readonly string[]): Promise<Reconciliation> => jsonOf(await mingxiao('reconcile', ...where, '--json'), reconciliation);

/** What an import reports with --json. */
export const importReport = z.object({
  rowsRead: z.number(),
  rejected: z.number(),
  cases: z.number().nullable(),
  events: z.number(),
  accepted: z.number(),
  duplicates: z.number(),
  conflicts: z.number(),
  parked: z.number(),
  refused: z.number(),
  retracted: z.number(),
  source: z.string().nullable(),
  dryRun: z.boolean(),
});
export type ImportReport = z.output<typeof importReport>;

export const importFile = async (...parameters: readonly string[]): Promise<ImportReport> => jsonOf(await mingxiao('import', ...parameters, '--json'), importReport);

export const sumOf = (rows: readonly RankingRow[], figure: (row: RankingRow) => number): number => rows.reduce((sum, row) => sum + figure(row), 0);
