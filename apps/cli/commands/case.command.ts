import { caseDetail, type CaseDetail } from '@mingxiao/contracts/cases';
import type { Command } from 'commander';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { printJson, printLine } from '../output/print.js';
import { none } from '../output/words.js';
import { withConnection } from './connection-options.js';

type Options = ConnectionOptions & { at?: string; json?: boolean };

export const addCaseCommand = (program: Command): void => {
  withConnection(program.command('case <id>'))
    .description('one case: its facts, who held it and how its time ran')
    .option('--at <instant>', 'read an open case for this instant (default: now), ISO 8601 with offset')
    .option('--json', 'print everything as JSON')
    .action((id: string, options: Options) => withServer(options, async (api) => {
      await caughtUp(api);
      const answer = await api.get(`/v1/cases/${encodeURIComponent(id)}`, caseDetail, { at: options.at });
      if (options.json === true) printJson(answer);
      else printCase(answer);
    }));
};

const printCase = (detail: CaseDetail): void => {
  printLine(`${detail.id}  ${detail.state}${detail.outcome === null ? '' : ` (${detail.outcome})`}`);
  printLine(`kind ${detail.kind ?? none} · item ${detail.item ?? none} · unit ${nameOf(detail, detail.unit)} · holder ${detail.holder ?? none}`);
  printLine(`accepted ${detail.acceptedAt ?? none} · finished ${detail.finishedAt ?? none}`);
  printLine(`promised until ${detail.promisedDueAt ?? none}${late(detail.latePromised)} · statutory until ${detail.statutoryDueAt ?? none}${late(detail.lateStatutory)}`);
  if (detail.flags.length > 0) printLine(`worth a look: ${detail.flags.join(', ')}`);
  printLine('');
  for (const fact of detail.facts) printLine(`${fact.time}  ${fact.type.padEnd(28)} ${fact.standing === 'counts' ? '' : `[${fact.standing}] `}${JSON.stringify(fact.data)}`);
};

const nameOf = (detail: CaseDetail, id: string | null): string => (id === null ? none : (detail.names[id]?.zh ?? id));

const late = (verdict: boolean | null): string => (verdict === true ? ' (late)' : '');
