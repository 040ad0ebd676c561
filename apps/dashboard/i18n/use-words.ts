import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsOf, type Words } from './words.js';

/** The words of the language in force; a new value when it changes. */
export const useWords = (): Words => {
  const { i18n } = useTranslation();
  const { language } = i18n;
  // The instance stays the same when the language changes, so the language is named as well.
  return useMemo(() => wordsOf(i18n), [i18n, language]);
};
