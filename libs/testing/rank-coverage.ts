import { randomBeta, randomNormal } from 'd3-random';
import { chanceOf, type Chance } from '@mingxiao/domain/scoring/ranks/chance';
import { rankRates, type RateUnit } from '@mingxiao/domain/scoring/ranks/rank-rates';
import { wilsonRanks } from '@mingxiao/domain/scoring/ranks/wilson-ranks';

/** Invented classes of units: how many, with how many cases each, and where their true rates come from. */
export type CoverageSetting = {
  readonly units: number;
  readonly cases: readonly [least: number, most: number];
  /** How often the whole is invented anew. */
  readonly rounds: number;
  readonly draws: number;
  readonly seed: number;
  /** Where the true rates come from. */
  readonly truth: (chance: Chance) => number;
};

/** What became of the ranges: the share that held the true rank, and how many ranks they span on average. */
export type Coverage = { readonly covered: number; readonly width: number; readonly wilsonCovered: number; readonly wilsonWidth: number };

type Range = { readonly from: number; readonly to: number };

/** True rates as the fit assumes them: a beta distribution. */
export const betaTruths = (mean: number, size: number) => (chance: Chance): number => randomBeta.source(chance)(size * mean, size * (1 - mean))();

/** True rates normal on the logit scale: not the family that the fit assumes, as real classes are not. */
export const logitNormalTruths = (mean: number, spread: number) => (chance: Chance): number =>
  1 / (1 + Math.exp(-(Math.log(mean / (1 - mean)) + randomNormal.source(chance)(0, spread)())));

const successesOf = (trials: number, rate: number, chance: Chance): number => {
  let successes = 0;
  for (let trial = 0; trial < trials; trial += 1) if (chance() < rate) successes += 1;
  return successes;
};

type Invented = RateUnit & { readonly truth: number };

const invent = ({ units, cases: [least, most], seed, truth }: CoverageSetting, round: number): readonly Invented[] => {
  const chance = chanceOf(seed, `invented ${round}`);
  return Array.from({ length: units }, (_, index) => {
    const rate = truth(chance);
    const trials = least + Math.floor(chance() * (most - least + 1));
    return { unit: `S-${index}`, unitClass: 'all', truth: rate, trials, successes: successesOf(trials, rate, chance) };
  });
};

const trueRanks = (units: readonly Invented[]): readonly number[] => units.map(({ truth }) => 1 + units.filter((other) => other.truth > truth).length);

const holds = (range: Range | undefined, rank: number): boolean => range !== undefined && range.from <= rank && rank <= range.to;

const roundOf = (setting: CoverageSetting, round: number): Coverage => {
  const units = invent(setting, round);
  const truths = trueRanks(units);
  const ranges = rankRates(units, { draws: setting.draws, seed: setting.seed + round, minimumCases: 1 }).map(({ range }) => range ?? { from: 1, to: units.length });
  const plain = wilsonRanks(units, 90);
  const mean = (of: (index: number) => number): number => units.reduce((sum, _, index) => sum + of(index), 0) / units.length;
  const width = (list: readonly Range[]) => mean((index) => 1 + (list[index]?.to ?? 0) - (list[index]?.from ?? 0));
  const covered = (list: readonly Range[]) => mean((index) => Number(holds(list[index], truths[index] ?? 0)));
  return { covered: covered(ranges), width: width(ranges), wilsonCovered: covered(plain), wilsonWidth: width(plain) };
};

/** Invents classes whose truth is known, ranks them by what was observed, and looks how often the ranges hold the truth. */
export const coverageOf = (setting: CoverageSetting): Coverage => {
  const rounds = Array.from({ length: setting.rounds }, (_, round) => roundOf(setting, round));
  const mean = (of: (one: Coverage) => number): number => rounds.reduce((sum, one) => sum + of(one), 0) / rounds.length;
  return { covered: mean((one) => one.covered), width: mean((one) => one.width), wilsonCovered: mean((one) => one.wilsonCovered), wilsonWidth: mean((one) => one.wilsonWidth) };
};
