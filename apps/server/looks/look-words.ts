import type { Look } from '@mingxiao/contracts/cases';
import { flagWords } from '@mingxiao/domain/explain/words/flag-words';

/** Something worth a look in words, its innocent reading beside it. */
export const lookOf = (flag: string): Look => ({ flag, ...flagWords(flag) });

export const overtaking = lookOf('overtaken-in-the-queue');
export const nearTheLimit = lookOf('finishes-just-before-limit');
