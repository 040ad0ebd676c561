import type { Names } from '../../reference/reference.js';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** A name in a language; where it is missing the other one stands in, else the bare code. */
export const nameIn = (language: Language, names: Names | undefined, code: string): string => {
  if (names === undefined) return code;
  return (language === 'zh' ? (names.zh ?? names.en) : (names.en ?? names.zh)) ?? code;
};
