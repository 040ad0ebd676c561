// How often the stated 90 % ranges of ranks hold the true rank, and how wide they are, beside those of plain Wilson
// intervals: classes are invented, so that the truth is known. A deterministic count, not a measurement of time.
// Usage: node test/bench/ranks.mjs [rounds for the largest class]
import { compositeCoverageOf } from '@mingxiao/testing/composite-coverage';
import { betaTruths, coverageOf, logitNormalTruths } from '@mingxiao/testing/rank-coverage';

const rounds = Number(process.argv[2] ?? 8);
const worlds = {
  'beta, mean 0.92': betaTruths(0.92, 45),
  'beta, mean 0.60': betaTruths(0.6, 60),
  'logit-normal, mean about 0.92': logitNormalTruths(0.92, 0.6),
};
const least = 0.88;
const most = 0.92;
const largest = 400;

const percent = (share) => `${(share * 100).toFixed(1)} %`;
const cells = (...texts) => `${texts.map((text) => String(text).padStart(11)).join('')}\n`;

let broken = false;
for (const [world, truth] of Object.entries(worlds)) {
  process.stdout.write(`\ntruths: ${world}\n${cells('units', 'cases', 'covered', 'width', 'Wilson', 'width')}`);
  for (const cases of [[30, 300], [500, 5000]]) {
    for (const units of [12, 60, largest]) {
      const seed = 1;
      const { covered, width, wilsonCovered, wilsonWidth } = coverageOf({ units, cases, truth, seed, draws: 2000, rounds: Math.ceil((rounds * largest) / units / 2) });
      process.stdout.write(cells(units, cases.join('–'), percent(covered), width.toFixed(1), percent(wilsonCovered), wilsonWidth.toFixed(1)));
      broken ||= covered < least || (units === largest && cases[0] === 30 && covered > most);
    }
  }
}
process.stdout.write(`\na composite of two shares and of cards\n${cells('units', 'cases', 'covered', 'width')}`);
for (const cases of [[30, 300], [500, 5000]]) {
  for (const units of [12, 60, largest]) {
    const { covered, width } = compositeCoverageOf({ units, cases, seed: 1, rounds: Math.ceil((rounds * largest) / units / 2) });
    process.stdout.write(cells(units, cases.join('–'), percent(covered), width.toFixed(1)));
    broken ||= covered < least || (units === largest && cases[0] === 30 && covered > most);
  }
}
if (broken) {
  process.stderr.write('\nthe ranges do not keep their promise\n');
  process.exitCode = 1;
}
