import { useWords } from '../i18n/use-words.js';
import { useWidth } from '../shell/use-width.js';
import type { CasePanelProps } from './case-header.js';
import { prepareTimeline } from './prepare-timeline.js';
import { TimelineDrawing } from './timeline-drawing.js';
import { Hatches, spanFill } from './timeline-hatches.js';
import './timeline-panel.css';

/** The case as a drawing; the facts and segments below say the same in words. */
export const TimelinePanel = ({ detail, context }: CasePanelProps) => {
  const words = useWords();
  const { ref, width } = useWidth(900);
  const view = prepareTimeline(detail, context);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.of('timeline.title')}</h2>
        <p className="hint">{words.of('timeline.hint')}</p>
      </div>
      <div className="timeline-box" ref={ref}>
        {view === null ? <p className="hint">{words.of('timeline.none')}</p> : <TimelineDrawing view={view} width={Math.max(width, 280)} timeZone={detail.basis.timeZone} format={context.format} />}
      </div>
      {view !== null && (
        <p className="timeline-legend hint">
          {view.kinds.map((kind) => (
            <span key={kind}>
              <svg width="22" height="12" aria-hidden="true">
                <Hatches prefix={`legend-${kind}`} />
                <rect width="22" height="12" rx="2" fill={spanFill(kind, `legend-${kind}`)} stroke="#9fb3b8" strokeWidth="0.6" />
              </svg>
              {words.of(`segment.${kind}`)}
            </span>
          ))}
        </p>
      )}
    </section>
  );
};
