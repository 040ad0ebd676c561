import type { ReactNode } from 'react';
import '../case/remark-panels.css';
import './looks.css';

type LookCardProps = { readonly title: string; readonly innocent: string; readonly note?: string; readonly children: ReactNode };

/** One kind of thing worth a look: what it is, and right beside it why it is mostly nothing. */
export const LookCard = ({ title, innocent, note = '', children }: LookCardProps) => (
  <section className="card remarks look-card">
    <div className="look-head">
      <h2>{title}</h2>
      <p className="hint">{innocent}</p>
      {note !== '' && <p className="hint number">{note}</p>}
    </div>
    {children}
  </section>
);
