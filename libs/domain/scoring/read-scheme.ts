import { accept, reject, type Result } from '../kernel/result.js';
import { checkFigures, type SchemeProblem } from './check-figures.js';
import type { KnownFigures } from './figures.js';
import { scoringScheme, type ScoringScheme } from './scheme.js';

/**
 * Reads a scheme from a file's or a request's content. Either it is good, or every problem is listed by field.
 *
 * @param known what the registry has; null: not checked, as for a scheme that the log holds already
 */
export const readScheme = (content: unknown, known: KnownFigures | null): Result<ScoringScheme, readonly SchemeProblem[]> => {
  const parsed = scoringScheme.safeParse(content);
  if (!parsed.success) return reject(parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })));
  const problems = known === null ? [] : checkFigures(parsed.data, known);
  return problems.length > 0 ? reject(problems) : accept(parsed.data);
};
