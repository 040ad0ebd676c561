import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.js';
import './known-at-notice.css';

/** Says that a page shows what was known then, and leads back to what is known now: the same address without it. */
export const KnownAtNotice = ({ text }: { readonly text: string }) => {
  const words = useWords();
  return (
    <p className="known-at" role="status">
      <span className="number">{text}</span>
      <Link to="." search={({ at: _at, asOf: _asOf, knownAt: _knownAt, referenceKnownAt: _reference, ...rest }) => rest}>
        {words.of('knownAt.now')}
      </Link>
    </p>
  );
};
