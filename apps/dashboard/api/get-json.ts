import { problem as problemSchema, type Problem } from '@mingxiao/contracts/events';

/** Anything that parses: the contracts' schemas. */
export type Schema<T> = { readonly parse: (value: unknown) => T };

/** A question that got no usable answer. `status` 0: the server was not reached. */
export class RequestFailed extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem | null,
  ) {
    super(problem?.detail ?? problem?.title ?? `status ${status}`);
    this.name = 'RequestFailed';
  }
}

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch {
    return null;
  }
};

const reach = async (path: string, signal: AbortSignal): Promise<Response> => {
  try {
    return await fetch(path, { signal, headers: { accept: 'application/json' } });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new RequestFailed(0, null);
  }
};

/** Fetches and checks an answer; throws RequestFailed for problems, and for answers that break the contract. */
export const getJson = async <T>(path: string, schema: Schema<T>, signal: AbortSignal): Promise<T> => {
  const response = await reach(path, signal);
  const body = await readJson(response);
  if (!response.ok) throw new RequestFailed(response.status, problemSchema.safeParse(body).data ?? null);
  try {
    return schema.parse(body);
  } catch {
    throw new RequestFailed(response.status, { type: 'about:blank', title: 'unexpected-answer', status: response.status });
  }
};
