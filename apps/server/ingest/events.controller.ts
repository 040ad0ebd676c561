import type { Readable } from 'node:stream';
import { Controller, Post, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { IngestAnswer, ItemResult } from '@mingxiao/contracts/events';
import { elementsOf } from '@mingxiao/domain/json/members';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { linesOf, textOf } from '../http/bodies.js';
import { toProblemError } from '../http/problem.filter.js';
import { refuse } from '../http/problem.js';
import { eventDepthMax } from './classify.js';
import { countsOf } from './counts-of.js';
import { IngestEventsCommand } from './ingest-events.command.js';

const batchItemsMax = 10_000;
/** Lines of a stream that pass the door together, and how many characters of them at most. */
const streamItems = 1_000;
const streamCharacters = 4 * 1_048_576;

@Controller('v1/events')
export class EventsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const body: unknown = request.body;
    const answer = isStream(body) ? await this.takeStream(body) : await this.takeWhole(textOf(body));
    void reply.status(200).send(answer);
  }

  private async takeWhole(text: string): Promise<IngestAnswer> {
    const items = itemsOf(text);
    const results = await this.commands.execute(new IngestEventsCommand(items.texts, items.parsed));
    const [only] = results;
    if (items.parsed === null && only?.status === 'rejected') throw refuse('invalid-request', only.problem ?? 'not an event', { results });
    return answerOf(results);
  }

  /** Each thousand lines are acknowledged by the log before the next is read: the sender feels the pressure, memory does not. */
  private async takeStream(stream: Readable): Promise<IngestAnswer> {
    const results: ItemResult[] = [];
    let waiting: string[] = [];
    let characters = 0;
    const flush = async () => {
      const taken = await this.commands.execute(new IngestEventsCommand(waiting));
      const first = results.length;
      for (const result of taken) results.push({ ...result, index: first + result.index });
      waiting = [];
      characters = 0;
    };
    const add = async (texts: readonly string[]) => {
      for (const text of texts) {
        waiting.push(text);
        characters += text.length;
        if (waiting.length >= streamItems || characters >= streamCharacters) await flush();
      }
    };
    try {
      for await (const lines of linesOf(stream)) await add(textsIn(lines));
      if (waiting.length > 0) await flush();
    } catch (error) {
      throw interrupted(error, results);
    }
    return answerOf(results);
  }
}

/** Bytes that are no UTF-8 become a text that is no JSON: a rejected item, not a lost line. Empty lines are none. */
const textsIn = (lines: readonly (string | null)[]): string[] => lines.map((line) => (line ?? '(not valid UTF-8)').trim()).filter((text) => text !== '');

const isStream = (body: unknown): body is Readable => typeof body === 'object' && body !== null && 'pipe' in body;

/** Says how far the stream was taken: those results stand, the rest was not read. */
const interrupted = (error: unknown, results: readonly ItemResult[]) => {
  const { problem, headers } = toProblemError(error);
  const kindOfInput = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
  if (kindOfInput) return refuse('invalid-request', 'the gzip stream is damaged', { processed: results.length });
  return Object.assign(toProblemError(error), { problem: { ...problem, processed: results.length, counts: countsOf(results) }, headers });
};

/** The texts of the events of a body; of a batch also what they say, since it is parsed as a whole to know that it is JSON. */
const itemsOf = (text: string): { texts: string[]; parsed: unknown[] | null } => {
  const trimmed = text.replace(/^\ufeff/, '').trim();
  if (!trimmed.startsWith('[')) return { texts: [trimmed], parsed: null };
  const texts = elementsOf(trimmed, eventDepthMax);
  if (texts === null) throw refuse('invalid-request', `an event of the batch is nested deeper than ${eventDepthMax} levels`);
  const parsed = batchOf(trimmed);
  if (texts.length > batchItemsMax) throw refuse('too-large', `a batch may hold at most ${batchItemsMax} events; send more as a stream of lines (application/x-ndjson)`);
  return { texts, parsed };
};

const batchOf = (text: string): unknown[] => {
  try {
    return JSON.parse(text) as unknown[];
  } catch (error) {
    throw refuse('invalid-request', `the body is not JSON: ${(error as Error).message}`);
  }
};

const answerOf = (results: ItemResult[]): IngestAnswer => ({ results, counts: countsOf(results) });
