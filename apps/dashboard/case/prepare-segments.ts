import type { CaseDetail } from '@mingxiao/contracts/cases';
import { durationInWords } from '../format/format-duration.js';
import { nothing } from '../format/format-number.js';
import type { CaseContext } from './prepare-case-header.js';
import { holderLabel } from './names.js';
import type { SpanKind } from './prepare-timeline.js';

export type SegmentRow = {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly kind: SpanKind;
  readonly label: string;
  readonly holder: string;
  readonly reason: string;
  readonly length: string;
  readonly seconds: number;
};
export type SegmentSum = { readonly kind: SpanKind; readonly label: string; readonly length: string; readonly percent: number };
export type SegmentsView = { readonly rows: readonly SegmentRow[]; readonly sums: readonly SegmentSum[]; readonly total: string };

const order: readonly SpanKind[] = ['running', 'waiting-for-applicant', 'suspended', 'off-hours', 'holiday', 'closed'];

const sumsOf = (segments: CaseDetail['segments'], { words }: CaseContext): SegmentSum[] => {
  const total = segments.reduce((sum, { seconds }) => sum + seconds, 0);
  return order.flatMap((kind) => {
    const seconds = segments.filter((segment) => segment.kind === kind).reduce((sum, segment) => sum + segment.seconds, 0);
    if (seconds === 0) return [];
    return [{ kind, label: words.of(`segment.${kind}`), length: durationInWords(seconds, words), percent: total === 0 ? 0 : (seconds * 100) / total }];
  });
};

/** The clock piece by piece, and what the pieces of each kind add up to; the sums make the total. */
export const prepareSegments = (segments: CaseDetail['segments'], context: CaseContext): SegmentsView => {
  const { words, format, nameOf } = context;
  return {
    rows: segments.map(({ from, to, kind, seconds, unit, holder, reason }, index) => ({
      key: String(index),
      from: format.minute(from),
      to: format.minute(to),
      kind,
      label: words.of(`segment.${kind}`),
      holder: holderLabel(unit, holder, nameOf),
      reason: reason === null ? nothing : words.maybe(`reason.${reason}`, reason),
      length: durationInWords(seconds, words),
      seconds,
    })),
    sums: sumsOf(segments, context),
    total: durationInWords(segments.reduce((sum, { seconds }) => sum + seconds, 0), words),
  };
};
