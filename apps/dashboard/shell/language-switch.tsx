import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../i18n/language-choice.js';
import { useWords } from '../i18n/use-words.js';

/** Names the other language in that language; the document says which one is in force. */
export const LanguageSwitch = () => {
  const { i18n } = useTranslation();
  const words = useWords();
  const other = words.language === 'en' ? 'zh-CN' : 'en';
  useEffect(() => {
    document.documentElement.lang = words.language;
    document.title = `${words.of('product.name')} · ${words.of('product.slogan')}`;
  }, [words]);
  return (
    <button type="button" className="shell-language" lang={other} onClick={() => void chooseLanguage(i18n, other)}>
      {words.of('language.other')}
    </button>
  );
};
