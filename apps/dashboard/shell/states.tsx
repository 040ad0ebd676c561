import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.js';
import { errorInWords } from './prepare-error.js';
import './states.css';

type MessageProps = { readonly title: string; readonly hint: string; readonly heading?: 'h1' | 'h2'; readonly children?: ReactNode };

/** `heading` is h1 where the message is all there is on the page. */
const Message = ({ title, hint, heading: Heading = 'h2', children }: MessageProps) => (
  <section className="card state">
    <Heading>{title}</Heading>
    <p>{hint}</p>
    {children}
  </section>
);

/** Nothing to show, and what to try instead. */
export const EmptyState = (message: MessageProps) => <Message {...message} />;

/** What went wrong, what to do, and a way to try again. */
export const ErrorState = ({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) => {
  const words = useWords();
  return (
    <div role="alert">
      <Message title={words.of('error.title')} hint={errorInWords(error, words)}>
        <Button type="primary" onClick={onRetry}>
          {words.of('error.retry')}
        </Button>
      </Message>
    </div>
  );
};

/** The shape of what is coming. */
export const LoadingState = ({ rows = 8 }: { readonly rows?: number }) => {
  const words = useWords();
  return (
    <section className="card" aria-busy="true" aria-label={words.of('loading')}>
      <Skeleton active title={{ width: '32%' }} paragraph={{ rows }} />
    </section>
  );
};

export const NotFoundPage = () => {
  const words = useWords();
  return (
    <Message heading="h1" title={words.of('notFound.title')} hint={words.of('notFound.hint')}>
      <Link to="/">{words.of('notFound.home')}</Link>
    </Message>
  );
};
