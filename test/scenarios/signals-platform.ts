import { caseDetail, type CaseDetail } from '@mingxiao/contracts/cases';
import { ingestAnswer } from '@mingxiao/contracts/events';
import { signalList, watchRound, type SignalList, type WatchRound } from '@mingxiao/contracts/signals';
import { instantOf } from '@mingxiao/domain/kernel/instant';
import { linesOf, startTestPlatform } from '@mingxiao/server/platform.fixture';
import type { z } from 'zod';

/** `2018-10-15T10:00` as read off a wall clock in Beijing. */
export const beijing = (text: string): number => instantOf(`${text}:00+08:00`) ?? Number.NaN;

export type CaseEventPart = { readonly id: string; readonly type: string; readonly time: string; readonly data?: object; readonly subject?: string; readonly historical?: boolean };

export const eventFor = (subject: string, { id, type, time, data = {}, ...rest }: CaseEventPart) => ({
  specversion: '1.0',
  id,
  source: 'urn:test:hall',
  type,
  subject,
  time: `${time}:00+08:00`,
  data,
  ...rest,
});

/** A whole platform on a clock that a test sets, whose watch works only when asked. */
export const startWatchedPlatform = async (start: string) => {
  let now = beijing(start);
  const platform = await startTestPlatform({ clock: { now: () => now }, watch: false });
  const read = async <Schema extends z.ZodType>(path: string, schema: Schema, init: RequestInit = {}): Promise<z.output<Schema>> => {
    const response = await fetch(new URL(path, platform.url), init);
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(body)}`);
    return schema.parse(body);
  };
  const post = (path: string, type: string, body: string) => ({ path, init: { method: 'POST', headers: { 'content-type': type }, body } });
  return {
    ...platform,
    setTime: (text: string) => {
      now = beijing(text);
    },
    send: async (events: readonly unknown[]) => {
      const { path, init } = post('/v1/events', 'application/x-ndjson', linesOf(events));
      const answer = await read(path, ingestAnswer, init);
      await platform.caughtUp();
      return answer.counts;
    },
    watch: (): Promise<WatchRound> => read('/v1/watch/rounds', watchRound, { method: 'POST' }),
    detail: (id: string): Promise<CaseDetail> => read(`/v1/cases/${encodeURIComponent(id)}`, caseDetail),
    signals: (query = ''): Promise<SignalList> => read(`/v1/signals?${query}`, signalList),
    command: async (id: string, body: object) => {
      const response = await fetch(new URL(`/v1/cases/${encodeURIComponent(id)}/commands`, platform.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
  };
};

export type WatchedPlatform = Awaited<ReturnType<typeof startWatchedPlatform>>;

/** `level state` of every signal of a case, in the order in which they fell due. */
export const shownSignals = ({ signals }: CaseDetail): string[] => signals.map(({ level, state }) => `${level} ${state}`);
