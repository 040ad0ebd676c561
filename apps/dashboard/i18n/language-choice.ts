import type { i18n as I18n } from 'i18next';
import { asLanguage, type Language } from './words.js';

const storageKey = 'mingxiao.language';

/** The language chosen last time, Chinese at first. Storage may be forbidden; the choice is then kept for the visit only. */
export const rememberedLanguage = (): Language => {
  try {
    return asLanguage(localStorage.getItem(storageKey));
  } catch {
    return 'zh-CN';
  }
};

export const chooseLanguage = async (i18n: I18n, language: Language): Promise<void> => {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // The page works without a memory.
  }
  await i18n.changeLanguage(language);
};
