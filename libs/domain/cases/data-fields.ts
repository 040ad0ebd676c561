import { amountUnits, type Amount, type AmountUnit } from '../events/fields.js';
import { instantOf, type Instant } from '../kernel/instant.js';

/**
 * Reading fields of a fact's data. The door has checked known fields against their schema; whoever wrote straight
 * into the log has not, so a field of another type reads as absent instead of breaking the case.
 */
export type FactData = Readonly<Record<string, unknown>>;

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value.length > 0 ? value : null);

export const flagOf = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

export const instantIn = (value: unknown): Instant | null => (typeof value === 'string' ? instantOf(value) : null);

const units: ReadonlySet<unknown> = new Set(amountUnits);

const isAmount = (value: object): value is { amount: number; unit: AmountUnit } =>
  'amount' in value && 'unit' in value && typeof value.amount === 'number' && value.amount >= 0 && units.has(value.unit);

export const amountOf = (value: unknown): Amount | null =>
  typeof value === 'object' && value !== null && isAmount(value) ? { amount: value.amount, unit: value.unit } : null;
