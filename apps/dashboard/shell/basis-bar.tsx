import type { Basis } from '@mingxiao/contracts/basis';
import { useWords } from '../i18n/use-words.js';
import './basis-bar.css';
import { prepareBasis } from './prepare-basis.js';

/** The foot of every page with figures: the data, the lag and the versions they rest on. */
export const BasisBar = ({ basis }: { readonly basis: Basis }) => {
  const words = useWords();
  return (
    <section className="basis" aria-label={words.of('basis.title')}>
      <h2>{words.of('basis.title')}</h2>
      <dl className="number">
        {prepareBasis(basis, words).map(({ key, label, value, attention }) => (
          <div key={key} className={attention ? 'attention' : ''}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
