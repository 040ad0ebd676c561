import type { Problem } from '@mingxiao/contracts/events';

/** A refusal with words for the caller, RFC 9457. Internal causes never travel in it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly problem: Problem & Record<string, unknown>,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(problem.detail ?? problem.title);
  }
}

type Kind = { readonly status: number; readonly title: string };

const kinds = {
  'invalid-request': { status: 400, title: 'The request cannot be understood' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'This address does not answer that method' },
  conflict: { status: 409, title: 'The present state does not allow this' },
  'too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'This kind of content is not understood' },
  'too-slow': { status: 408, title: 'The request took too long to arrive' },
  misdirected: { status: 421, title: 'Another process answers this' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Not possible right now; try again later' },
} as const satisfies Record<string, Kind>;

export type ProblemKind = keyof typeof kinds;

/** Builds a problem of a known kind; `extra` adds members such as `errors`. */
export const problemOf = (kind: ProblemKind, detail: string, extra: Record<string, unknown> = {}): Problem & Record<string, unknown> => ({
  type: `/problems/${kind}`,
  title: kinds[kind].title,
  status: kinds[kind].status,
  detail,
  ...extra,
});

export const refuse = (kind: ProblemKind, detail: string, extra: Record<string, unknown> = {}, headers: Record<string, string> = {}): ProblemError =>
  new ProblemError(problemOf(kind, detail, extra), headers);
