import type { MeasureId } from '@mingxiao/contracts/metrics';
import { useQuery } from '@tanstack/react-query';
import { metricsQuery } from '../api/queries.js';
import { useWords } from './use-words.js';

/** Measures by the names the registry gives them; until it has answered by their ids. */
export const useMeasureNames = (): ((id: MeasureId) => string) => {
  const words = useWords();
  const { data } = useQuery(metricsQuery());
  return (id) => {
    const measure = data?.measures.find((known) => known.id === id);
    return measure === undefined ? id : words.text(measure.name);
  };
};
