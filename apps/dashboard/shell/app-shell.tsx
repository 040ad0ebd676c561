import { Link, Outlet } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { healthQuery } from '../api/queries.js';
import { useWords } from '../i18n/use-words.js';
import './app-shell.css';
import { LanguageSwitch } from './language-switch.js';
import { NoticeBar } from './notice-bar.js';
import { prepareNotice } from './prepare-basis.js';

/** What stands around every page: product name, navigation, language, and what the reader must know before trusting the figures. */
export const AppShell = () => {
  const words = useWords();
  const health = useQuery(healthQuery());
  return (
    <div className="shell">
      <a className="shell-skip" href="#content">
        {words.of('nav.skip')}
      </a>
      <header className="shell-top">
        <div className="shell-top-inner">
          <Link to="/" className="shell-brand">
            <strong>{words.of('product.name')}</strong>
            <span>{words.of('product.slogan')}</span>
          </Link>
          <nav className="shell-nav" aria-label={words.of('nav.label')}>
            <Link to="/" activeOptions={{ exact: true, includeSearch: false }}>
              {words.of('nav.ranking')}
            </Link>
            <Link to="/signals" activeOptions={{ includeSearch: false }}>
              {words.of('nav.signals')}
            </Link>
            <Link to="/looks" activeOptions={{ includeSearch: false }}>
              {words.of('nav.looks')}
            </Link>
            <Link to="/scorecards" activeOptions={{ includeSearch: false }}>
              {words.of('nav.scorecards')}
            </Link>
          </nav>
          <LanguageSwitch />
        </div>
      </header>
      <NoticeBar notice={prepareNotice(health.data)} />
      <main className="shell-main" id="content" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
};
