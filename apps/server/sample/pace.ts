import type { CaseScript } from './case-script.js';

/** The median case takes less than half of what was promised. */
const medianShare = 0.41;
const spread = 0.4;

/** Work that would end just over the limit is often hurried to end just before it, in some sections nearly always. */
const hurried = (script: CaseScript, share: number): number =>
  share > 0.97 && share < 1.3 && script.random.chance(script.section.character.rush) ? script.random.between(0.9, 0.995) : share;

/**
 * The share of the promised limit that a case will use, above 1 when late: log-normal, shifted by the section and by the
 * person, with a few that get stuck for weeks and so break the statutory limit too.
 */
export const drawPace = (script: CaseScript): number => {
  const { random, section, holder } = script;
  const usual = Math.log(medianShare) + section.character.slowness + holder.slowness + random.normal() * spread;
  const stuck = random.chance(0.07) ? random.between(0.9, 3.1) : 0;
  return hurried(script, Math.exp(usual + stuck));
};
