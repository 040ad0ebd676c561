import type { z } from 'zod';
import { textOf } from '../cases/data-fields.js';
import type { Fact } from '../events/fact.js';
import type { ReferenceProblem } from './reference.js';

/** A body that is read or refused with the reason. */
export type BodyReading<Value> = { readonly value: Value } | { readonly reason: string };

/** Where in a body something is wrong, and what. */
export const issueText = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || '(whole)'}: ${message}`).join('; ');

export const nameOf = ({ subject, data }: Fact): string => textOf(data['name']) ?? subject;

/** Reads the body of a `*.defined` fact; what cannot be used is reported and left out, so that one bad file harms nobody else. */
export const readBody = <Value>(
  read: (body: unknown) => BodyReading<Value>,
  problems: ReferenceProblem[],
): ((fact: Fact) => Value | null) => (fact) => {
  const reading = read(fact.data['body']);
  if ('value' in reading) return reading.value;
  problems.push({ type: fact.type, subject: nameOf(fact), version: textOf(fact.data['version']), reason: reading.reason });
  return null;
};
