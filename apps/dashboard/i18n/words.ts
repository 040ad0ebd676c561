import type { LocalizedText } from '@mingxiao/contracts/basis';
import { createInstance, type i18n as I18n } from 'i18next';
import { formatCount } from '../format/format-number.js';
import en from './en.json' with { type: 'json' };
import zh from './zh-CN.json' with { type: 'json' };

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];
export type WordKey = keyof typeof zh;
type Values = Readonly<Record<string, string | number>>;

/** The words of one language, as the preparing functions need them: a value, so that they stay pure. */
export type Words = {
  readonly language: Language;
  readonly of: (key: WordKey, values?: Values) => string;
  /** For names that come with the data: the word when there is one, else the fallback. */
  readonly maybe: (key: string, fallback: string) => string;
  readonly text: (text: LocalizedText) => string;
};

/** Keys are flat: the dots in them are part of the name. */
export const createI18n = (language: Language): I18n => {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: 'zh-CN',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { 'zh-CN': { translation: zh }, en: { translation: en } },
    initAsync: false,
  });
  return instance;
};

export const asLanguage = (value: string | null | undefined): Language => (value === 'en' ? 'en' : 'zh-CN');

/** Numbers among words are counts, and written as everywhere. */
const written = (values: Values = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? formatCount(value) : value]));

export const wordsOf = (i18n: I18n): Words => {
  const language = asLanguage(i18n.language);
  return {
    language,
    of: (key, values) => i18n.t(key, written(values)),
    maybe: (key, fallback) => (i18n.exists(key, { lng: language }) ? i18n.t(key) : fallback),
    text: ({ zh: chinese, en: english }) => (language === 'en' ? english || chinese : chinese || english),
  };
};
