import { findJsonProblem } from '@mingxiao/domain/json/strict-json';
import { refuse } from './problem.js';

const depthMax = 16;

/** A JSON body as it was meant: duplicate names, lone surrogates and unsafe integers are refused. Throws a problem. */
export const jsonOf = (text: string): unknown => {
  const problem = findJsonProblem(text, { depthMax });
  if (problem !== null) throw refuse('invalid-request', problem.message);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw refuse('invalid-request', `the body is not JSON: ${(error as Error).message}`);
  }
};
