import { Command, CommanderError } from 'commander';
import { version } from '@mingxiao/server/version';
import { addCaseCommand } from './commands/case.command.js';
import { addDoctorCommand } from './commands/doctor.command.js';
import { addExplainCommand } from './commands/explain.command.js';
import { addImportCommand } from './commands/import.command.js';
import { addLogCommand } from './commands/log.command.js';
import { addParkedCommands } from './commands/parked.command.js';
import { addPublicationCommands } from './commands/publications.command.js';
import { addRankingCommand } from './commands/ranking.command.js';
import { addRebuildCommand } from './commands/rebuild.command.js';
import { addReconcileCommand } from './commands/reconcile.command.js';
import { addScorecardCommand } from './commands/scorecard.command.js';
import { addServeCommand } from './commands/serve.command.js';
import { addWatchCommand } from './commands/watch.command.js';
import { addWhatIfCommand } from './commands/what-if.command.js';
import { CommandFailure, exitCodes } from './exit-codes.js';
import { say } from './output/print.js';

const createProgram = (): Command => {
  const program = new Command('mingxiao')
    .description('Mingxiao (明效): timeliness, satisfaction and section scores, every figure explained down to the events behind it')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(--help lists what there is)')
    .addHelpText('after', '\nExit codes: 0 ok, 1 failed, 2 wrong usage, 3 log and store disagree, 4 only part of the input was taken.');
  addServeCommand(program);
  addImportCommand(program);
  addRankingCommand(program);
  addExplainCommand(program);
  addScorecardCommand(program);
  addPublicationCommands(program);
  addWhatIfCommand(program);
  addCaseCommand(program);
  addReconcileCommand(program);
  addParkedCommands(program);
  addRebuildCommand(program);
  addWatchCommand(program);
  addLogCommand(program);
  addDoctorCommand(program);
  return program;
};

/** Runs the command line and resolves with the exit code. */
export const main = async (argv: readonly string[]): Promise<number> => {
  // Whoever reads our output may close it early, as `head` does: that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? exitCodes.ok : exitCodes.failed));
  try {
    await createProgram().parseAsync([...argv]);
    return Number(process.exitCode ?? exitCodes.ok);
  } catch (error) {
    return explain(error);
  }
};

/** Words for errors a person can act on; for a bug, where it happened. */
const explain = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof CommandFailure) {
    say(`mingxiao: ${error.message}`);
    return error.exitCode;
  }
  const systemProblem = systemProblemInWords(error);
  if (systemProblem !== null) {
    say(`mingxiao: ${systemProblem}`);
    return exitCodes.failed;
  }
  const name = error instanceof Error ? error.name : '';
  if (usageErrors.has(name)) {
    say(`mingxiao: ${(error as Error).message}`);
    return exitCodes.usage;
  }
  if (knownErrors.has(name)) {
    say(`mingxiao: ${(error as Error).message}`);
    return name === 'LogDamaged' ? exitCodes.integrity : exitCodes.failed;
  }
  say(`mingxiao: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return exitCodes.failed;
};

/** What the system refused, and what a person can do about it. */
const systemProblemInWords = (error: unknown): string | null => {
  if (!(error instanceof Error) || !('code' in error)) return null;
  if (error.code === 'EADDRINUSE') return `${error.message}: another program listens there; choose another --port (0 takes a free one)`;
  if (error.code === 'EACCES' || error.code === 'EROFS') return `${error.message}: this folder or port is not ours to use; choose another --data or --port`;
  if (error.code === 'ENOENT') return `${error.message}`;
  return null;
};

const usageErrors = new Set(['ConfigurationError', 'LogRefused', 'CatalogueRefused', 'MappingRefused', 'ImportRefused', 'CopyRefused']);
const knownErrors = new Set(['LogHeldElsewhere', 'LogDamaged', 'LogUnavailable', 'LogFileFailure', 'StoreRefused', 'ComeBackLater']);
