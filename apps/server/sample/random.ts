/** Chance that can be repeated: the same seed and name give the same numbers on every machine. */
export type Random = {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** A number in [low, high). */
  readonly between: (low: number, high: number) => number;
  /** A whole number from low to high, both included. */
  readonly integer: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  /** One of a list that is not empty; an empty one is a bug and throws. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of a list, each with its own weight. */
  readonly weighted: <T>(list: readonly (readonly [T, number])[]) => T;
  /** Standard normal. */
  readonly normal: () => number;
  /** How often something rare happens when it happens `mean` times on average. */
  readonly poisson: (mean: number) => number;
};

/** Spreads a text over four 32-bit words (cyrb128, public domain). */
const wordsOf = (text: string): [number, number, number, number] => {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  return [a, b, c, d];
};

/** Small fast counting generator (sfc32, public domain); the first numbers are thrown away to mix the seed. */
const sfc32 = ([first, second, third, fourth]: [number, number, number, number]): (() => number) => {
  let [a, b, c, d] = [first, second, third, fourth];
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
};

const normalFrom = (next: () => number): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

/** Knuth's product method: fine for the small means of one item on one day. */
const poissonFrom = (next: () => number, mean: number): number => {
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = next(); product > floor; product *= next()) count++;
  return count;
};

const pickFrom = <T>(next: () => number, list: readonly T[]): T => {
  if (list.length === 0) throw new Error('There is nothing to pick from');
  return list[Math.floor(next() * list.length)] as T;
};

const weightedFrom = <T>(next: () => number, list: readonly (readonly [T, number])[]): T => {
  let rest = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of list) {
    rest -= weight;
    if (rest < 0) return value;
  }
  return pickFrom(next, list)[0];
};

/** A stream of chance of its own for each name, so that a change in one does not shift the others. */
export const createRandom = (name: string): Random => {
  const next = sfc32(wordsOf(name));
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => pickFrom(next, list),
    weighted: (list) => weightedFrom(next, list),
    normal: () => normalFrom(next),
    poisson: (mean) => poissonFrom(next, mean),
  };
};
