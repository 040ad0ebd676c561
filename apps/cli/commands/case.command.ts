import { caseDetail, type CaseDetail } from '@mingxiao/contracts/cases';
import { caseClock, clockLanguages, type ClockRequest } from '@mingxiao/contracts/clock';
import { jointCaseAnswer } from '@mingxiao/contracts/joint-cases';
import { Option, type Command } from 'commander';
import type { Api } from '../connection/api.js';
import { caughtUp } from '../connection/caught-up.js';
import { withServer, type ConnectionOptions } from '../connection/with-server.js';
import { clockText } from '../output/clock-text.js';
import { interruptible } from '../output/interruptible.js';
import { jointText } from '../output/joint-text.js';
import { printJson, printLine } from '../output/print.js';
import { none } from '../output/words.js';
import { withConnection } from './connection-options.js';

type Options = ConnectionOptions & { at?: string; knownAt?: string; earlierBefore?: string; explain?: boolean; lang: ClockRequest['lang']; json?: boolean };

export const addCaseCommand = (program: Command): void => {
  withConnection(program.command('case <id>'))
    .description('one case: its facts, who held it and how its time ran')
    .option('--at <instant>', 'read an open case for this instant (default: now, or what was known at --known-at), ISO 8601 with offset')
    .option('--explain', 'explain its clock: every segment, the arithmetic of both limits, its steps, earlier verdicts')
    .option('--known-at <instant>', 'only what was known then, ISO 8601 with offset')
    .option('--earlier-before <instant>', 'with --explain: the earlier verdicts that held before this, ISO 8601 with offset')
    .addOption(new Option('--lang <language>', 'language of names, and with --explain of the words').choices(clockLanguages).default('en'))
    .option('--json', 'print everything as JSON')
    .action((id: string, options: Options) =>
      withServer(options, async (api) => {
        await caughtUp(api);
        await (options.explain === true ? explain(api, id, options) : show(api, id, options));
      }),
    );
};

const show = async (api: Api, id: string, { at, knownAt, lang, json }: Options): Promise<void> => {
  const answer = await api.get(`/v1/cases/${encodeURIComponent(id)}`, caseDetail, { at, knownAt });
  if (json === true) printJson(answer);
  else printCase(answer, lang);
};

const explain = async (api: Api, id: string, { at, knownAt, earlierBefore, lang, json }: Options): Promise<void> => {
  const path = `/v1/cases/${encodeURIComponent(id)}`;
  const clock = await api.get(`${path}/clock`, caseClock, { at, knownAt, lang, before: earlierBefore });
  const { joint, names } = await interruptible((signal) => api.getWhenReady(`${path}/joint`, jointCaseAnswer, { knownAt }, { onProgress: () => undefined, signal }));
  if (json === true) return printJson({ ...clock, joint });
  printLine(clockText(clock));
  if (joint !== null) printLine(`\n${jointText(joint, names, lang)}`);
};

const printCase = (detail: CaseDetail, lang: Options['lang']): void => {
  const { outcome, looks, facts } = detail;
  printLine(`${detail.id}  ${detail.state}${outcome === null ? '' : ` (${outcome})`}`);
  printLine(`kind ${or(detail.kind)} · item ${or(detail.item)} · unit ${nameOf(detail, detail.unit, lang)} · holder ${or(detail.holder)}`);
  printLine(`accepted ${or(detail.acceptedAt)} · finished ${or(detail.finishedAt)}`);
  printLine(`promised until ${or(detail.promisedDueAt)}${late(detail.latePromised)} · statutory until ${or(detail.statutoryDueAt)}${late(detail.lateStatutory)}`);
  for (const { title, innocent } of looks) printLine(`worth a look: ${title.en}. ${innocent.en}`);
  printLine('');
  for (const { time, type, standing, data } of facts) printLine(`${time}  ${type.padEnd(28)} ${standing === 'counts' ? '' : `[${standing}] `}${JSON.stringify(data)}`);
};

const or = (text: string | null): string => text ?? none;

const nameOf = (detail: CaseDetail, id: string | null, lang: Options['lang']): string => (id === null ? none : (detail.names[id]?.[lang] ?? detail.names[id]?.zh ?? id));

const late = (verdict: boolean | null): string => (verdict === true ? ' (late)' : '');
