import { randomUUID } from 'node:crypto';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '@mingxiao/contracts/commands';
import { commandSource, type CaseCommand, type CommandDraft } from '@mingxiao/domain/commands/case-command';
import { commandContext, type CommandContext } from '@mingxiao/domain/commands/command-context';
import { decideCommand } from '@mingxiao/domain/commands/decide-command';
import { outcomeOfCommand, type CommandOutcome } from '@mingxiao/domain/commands/outcome-of-command';
import { toIso } from '@mingxiao/domain/kernel/instant';
import type { Clock } from '@mingxiao/ports/clock/clock';
import type { EventLog } from '@mingxiao/ports/event-log/event-log';
import { factsOfCases, toFacts, type StoredFact } from '@mingxiao/projections/facts/facts.reads';
import { refuse } from '../http/problem.js';
import { Door } from '../ingest/door.js';
import type { Progress } from '../project/progress.js';
import { References } from '../project/references.js';
import { Reads } from '../query/reads.js';
import { CLOCK, EVENT_LOG, PROGRESS } from '../tokens.js';
import { GiveCaseCommand } from './give-case-command.command.js';

/** So long the sender is kept waiting for the figures; after that it is told where to ask. */
const waitMilliseconds = 5_000;

/** Load, decide, append; then ask the facts whether the log let it win. No lock: of two on one version the first counts. */
@CommandHandler(GiveCaseCommand)
export class GiveCaseCommandHandler implements ICommandHandler<GiveCaseCommand> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PROGRESS) private readonly progress: Progress,
    private readonly references: References,
    private readonly reads: Reads,
    private readonly door: Door,
  ) {}

  async execute({ caseId, command }: GiveCaseCommand): Promise<CommandAnswer> {
    const facts = await this.factsOf(caseId);
    if (facts.length === 0) throw refuse('not-found', `no fact speaks of a case ${JSON.stringify(caseId)}`);
    const earlier = command.id === undefined ? null : outcomeOfCommand(facts, command.id);
    if (earlier !== null) return answerTo(earlier);
    const { reference } = await this.references.current();
    const context = commandContext(caseId, facts, reference, this.clock.now());
    const event = toEvent(caseId, command, context, decided(command, context));
    await this.append(JSON.stringify(event));
    return this.answerAfterFold(caseId, event);
  }

  private async factsOf(caseId: string): Promise<StoredFact[]> {
    const facts: StoredFact[] = [];
    for await (const block of this.reads.stream(factsOfCases, { subjects: [caseId] })) facts.push(...toFacts(block));
    return facts;
  }

  private async append(text: string): Promise<void> {
    const [result] = await this.door.take([text], 'person');
    if (result?.status === 'rejected' || result?.status === 'parked') throw refuse('invalid-request', result.problem ?? 'the command makes no valid event');
    if (result?.status !== 'accepted') throw refuse('conflict', 'another command carries this id', { code: 'id-taken' });
  }

  private async answerAfterFold(caseId: string, event: CommandEvent): Promise<CommandAnswer> {
    try {
      await this.progress.caughtUp(AbortSignal.timeout(waitMilliseconds));
    } catch {
      return { status: 'pending', event: shortOf(event), version: null, position: [...(await this.log.end())], ask: `/v1/cases/${encodeURIComponent(caseId)}` };
    }
    const outcome = outcomeOfCommand(await this.factsOf(caseId), event.id);
    if (outcome === null) throw new Error(`command ${event.id} is in the log but not among the facts of its case`);
    return answerTo(outcome);
  }
}

type CommandEvent = { readonly source: string; readonly id: string; readonly type: string; readonly time: string };

/** Refuses a command that was decided on something else than what stands, or that the case does not allow. */
const decided = (command: CaseCommand, context: CommandContext): CommandDraft => {
  const { lastCommand } = context.state;
  if (command.expectedVersion !== undefined && JSON.stringify(command.expectedVersion) !== JSON.stringify(lastCommand)) {
    const winner = context.facts.find(({ source, id }) => source === lastCommand?.source && id === lastCommand.id);
    throw refuse('conflict', 'another command was applied since', { code: 'version-is-not-current', version: lastCommand, winner: winner === undefined ? null : winnerOf(winner) });
  }
  const decision = decideCommand(command, context);
  if (!decision.ok) throw refuse('conflict', decision.rejection.detail, { code: decision.rejection.code, version: lastCommand });
  return decision.value;
};

const toEvent = (caseId: string, { actor, id }: CaseCommand, { state, now }: CommandContext, { type, data }: CommandDraft) => ({
  specversion: '1.0',
  id: id ?? randomUUID(),
  source: commandSource,
  type,
  subject: caseId,
  time: toIso(now),
  data: { ...data, actor, expectedVersion: state.lastCommand },
});

const shortOf = ({ source, id, type, time }: CommandEvent): CommandEvent => ({ source, id, type, time });

const winnerOf = ({ source, id, type, time, data }: CommandOutcome['command']) => ({ source, id, type, time: toIso(time), actor: data['actor'] ?? null });

const answerTo = ({ command, applied, winner }: CommandOutcome): CommandAnswer => {
  const { source, id, type, time } = command;
  if (applied) return { status: 'applied', event: { source, id, type, time: toIso(time) }, version: { source, id } };
  throw refuse('conflict', 'another command was first', { code: 'lost-the-race', event: { source, id, type, time: toIso(time) }, winner: winner === null ? null : winnerOf(winner) });
};
