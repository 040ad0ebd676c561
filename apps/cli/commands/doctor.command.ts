import type { Command } from 'commander';
import { examine } from '../doctor/examine.js';
import type { Finding } from '../doctor/finding.js';
import { exitCodes } from '../exit-codes.js';
import { findingLines } from '../output/finding-text.js';
import { printJson, printLine } from '../output/print.js';

type Options = { data?: string; host?: string; port?: string; role?: string; json?: boolean };

export const addDoctorCommand = (program: Command): void => {
  program
    .command('doctor')
    .description('check configuration, machine, data folder, log, brokers and ClickHouse, and say what to do; changes nothing; exit code 1 when something fails, 2 when the configuration is wrong')
    .option('--data <dir>', 'data folder (default: $MINGXIAO_DATA or ./var); a server may hold it')
    .option('--host <address>', 'address the server would listen on')
    .option('--port <number>', 'port the server would listen on')
    .option('--role <roles>', 'roles the process would have')
    .option('--json', 'print everything as JSON')
    .action(async ({ data, host, port, role, json }: Options) => {
      const findings = await examine({ data, host, port, role }, process.env);
      if (json === true) printJson({ ok: !hasFailed(findings), findings });
      else findingLines(findings).forEach(printLine);
      if (hasFailed(findings)) process.exitCode = isMisconfigured(findings) ? exitCodes.usage : exitCodes.failed;
    });
};

/** The same code as `serve` would end with. */
const isMisconfigured = (findings: readonly Finding[]): boolean => findings.some(({ check, verdict }) => check === 'configuration' && verdict === 'fail');

const hasFailed = (findings: readonly Finding[]): boolean => findings.some(({ verdict }) => verdict === 'fail');
