import type { Model } from '@mingxiao/contracts/models';
import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import type { Awaitable } from '../api/get-json.js';
import { useWords } from '../i18n/use-words.js';
import { Answer } from './answer.js';
import { prepareBuilding } from './prepare-building.js';
import './states.css';

/** How far the read model is that an answer waits for. The page asks again by itself; the button asks at once. */
const BuildingState = ({ model, onRetry }: { readonly model: Model; readonly onRetry: () => void }) => {
  const words = useWords();
  const { title, hint, percent } = prepareBuilding(model, words);
  return (
    <section className="card state" role="status">
      <h2>{title}</h2>
      <p>{hint}</p>
      {percent !== null && <Progress percent={percent} status="normal" aria-label={title} />}
      <Button onClick={onRetry}>{words.of('building.again')}</Button>
    </section>
  );
};

type AwaitableAnswerProps<T> = {
  readonly query: Pick<UseQueryResult<Awaitable<T>>, 'data' | 'error' | 'refetch'>;
  readonly children: (data: T) => ReactNode;
};

/** As `Answer`, for what was known at an instant: its read model may have to be built first. */
export const AwaitableAnswer = <T,>({ query, children }: AwaitableAnswerProps<T>) => (
  <Answer query={query}>{({ answer, building }) => (building === null ? children(answer) : <BuildingState model={building} onRetry={() => void query.refetch()} />)}</Answer>
);
