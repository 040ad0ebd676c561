import { caseDetail, type CaseDetail } from '@mingxiao/contracts/cases';
import { caseClock, clockLanguages, type ClockRequest } from '@mingxiao/contracts/clock';
import { jointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import { Option, type Command } from 'commander';
import type { Api } from '../connection/api.js';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { clockText } from '../output/clock-text.js';
import { jointText } from '../output/joint-text.js';
import { printJson, printLine } from '../output/print.js';
import { none } from '../output/words.js';
import { withConnection } from './connection-options.js';

type Options = ConnectionOptions & { at?: string; knownAt?: string; explain?: boolean; lang: ClockRequest['lang']; json?: boolean };

export const addCaseCommand = (program: Command): void => {
  withConnection(program.command('case <id>'))
    .description('one case: its facts, who held it and how its time ran')
    .option('--at <instant>', 'read an open case for this instant (default: now), ISO 8601 with offset')
    .option('--explain', 'explain its clock: every segment, the arithmetic of both limits, earlier verdicts')
    .option('--known-at <instant>', 'with --explain: only what was known then, ISO 8601 with offset')
    .addOption(new Option('--lang <language>', 'with --explain: language of the words').choices(clockLanguages).default('en'))
    .option('--json', 'print everything as JSON')
    .action((id: string, options: Options) =>
      withServer(options, async (api) => {
        await caughtUp(api);
        await (options.explain === true ? explain(api, id, options) : show(api, id, options));
      }),
    );
};

const show = async (api: Api, id: string, { at, json }: Options): Promise<void> => {
  const answer = await api.get(`/v1/cases/${encodeURIComponent(id)}`, caseDetail, { at });
  if (json === true) printJson(answer);
  else printCase(answer);
};

const explain = async (api: Api, id: string, { at, knownAt, lang, json }: Options): Promise<void> => {
  const path = `/v1/cases/${encodeURIComponent(id)}`;
  const clock = await api.get(`${path}/clock`, caseClock, { at, knownAt, lang });
  const { joint, names } = await api.get(`${path}/joint`, jointCaseAnswer);
  if (json === true) return printJson({ ...clock, joint });
  printLine(clockText(clock));
  if (joint !== null) printLine(`\n${jointText(joint, names, lang)}`);
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
