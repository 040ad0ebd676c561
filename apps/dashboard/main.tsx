import './shell/without-eval.js';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { rememberedLanguage } from './i18n/language-choice.js';
import { createI18n } from './i18n/words.js';
import { App } from './shell/app.js';
import './shell/base.css';

const i18n = createI18n(rememberedLanguage());
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');
document.documentElement.lang = i18n.language;

createRoot(root).render(
  <StrictMode>
    <App i18n={i18n} />
  </StrictMode>,
);
