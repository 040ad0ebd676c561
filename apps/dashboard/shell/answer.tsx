import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, LoadingState } from './states.js';

type AnswerProps<T> = {
  readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>;
  readonly rows?: number;
  readonly children: (data: T) => ReactNode;
};

/** An answer, or the shape of it while it is awaited, or what went wrong with a way to try again. */
export const Answer = <T,>({ query: { data, error, refetch }, rows = 8, children }: AnswerProps<T>) => {
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data === undefined ? <LoadingState rows={rows} /> : children(data);
};
