import type { WhatIfAnswer } from '@mingxiao/contracts/what-if';
import { pointsText } from '@mingxiao/domain/scoring/points';
import { basisText } from './basis-text.js';
import { table } from './table.js';
import { none } from './words.js';

type Language = 'zh' | 'en';
type Move = WhatIfAnswer['moves'][number];

const words = {
  zh: {
    against: '对比',
    moves: ['单位', '现名次', '候选名次', '名次变动', '分数变动', '超出误差', '备注'],
    yes: '是',
    no: '否',
    fails: '将不合格',
    passes: '不再不合格',
    sensitivity: ['权重', '变动', '名次变化的单位', '最多变动名次'],
    noUnits: '没有可比较的单位。',
  },
  en: {
    against: 'against',
    moves: ['unit', 'rank now', 'candidate', 'places', 'points', 'beyond uncertainty', 'note'],
    yes: 'yes',
    no: 'no',
    fails: 'would fail',
    passes: 'would no longer fail',
    sensitivity: ['weight', 'change', 'units that move', 'most places'],
    noUnits: 'There is no unit to compare.',
  },
} as const;

const signed = (value: number): string => (value > 0 ? `+${value}` : String(value));
const rankOf = (standing: Move['before']): string => (standing?.rank == null ? none : String(standing.rank));

const moveRow = ({ unit, before, after, places, points, beyondUncertainty, failsAnew, failsNoMore }: Move, language: Language): readonly string[] => {
  const word = words[language];
  return [
    unit,
    rankOf(before),
    rankOf(after),
    places === null ? none : signed(places),
    points === null ? none : `${points > 0 ? '+' : ''}${pointsText(points)}`,
    beyondUncertainty === null ? none : beyondUncertainty ? word.yes : word.no,
    failsAnew ? word.fails : failsNoMore ? word.passes : '',
  ];
};

/** Who would move under a candidate scheme, the most moved first, and what each weight does. */
export const whatIfText = ({ candidate, against, from, to, moves, sensitivity, basis }: WhatIfAnswer, language: Language): string => {
  const word = words[language];
  return [
    `${candidate.name} ${candidate.version} ${word.against} ${against.name} ${against.version} · ${from} – ${to}`,
    moves.length === 0 ? word.noUnits : table(word.moves, moves.map((move) => moveRow(move, language))),
    ...(sensitivity.length === 0 ? [] : ['', table(word.sensitivity, sensitivity.map(({ component, change, moved, placesMax }) => [component, String(change), String(moved), String(placesMax)]))]),
    basisText(basis, language),
  ].join('\n');
};
