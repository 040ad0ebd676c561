import type { RankingColumn } from '@mingxiao/contracts/dashboards';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useMeasureNames } from '../i18n/use-measure-names.js';
import { useWords } from '../i18n/use-words.js';
import { casesBehind, type CaseSearch } from '../search/case-search.js';
import type { RankingQuestion } from '../search/ranking-search.js';
import type { Figure, RankingTableRow } from './prepare-ranking-table.js';

type CellProps = { readonly row: RankingTableRow; readonly column: RankingColumn; readonly question: RankingQuestion };

/** A figure that counts cases is a link to them. */
const FigureLink = ({ figure, row, question }: { readonly figure: Figure } & Omit<CellProps, 'column'>) => {
  const words = useWords();
  const nameOfMeasure = useMeasureNames();
  const { text, measure, late } = figure;
  if (measure === null) return <span>{text}</span>;
  return (
    <Link
      to="/cases"
      search={casesBehind(question, measure, row.unit)}
      className={late === true ? 'late' : ''}
      aria-label={words.of('table.drill', { name: row.name, measure: nameOfMeasure(measure), text })}
    >
      {text}
    </Link>
  );
};

/** Numerator and denominator with a stroke between them, then the late ones. */
const separatorBefore = (index: number): string => ['', '/', ' · '][index] ?? ' ';

export const RankingCellView = ({ row, column, question }: CellProps) => {
  const { main, parts, notes = [] } = row.cells[column];
  return (
    <>
      <FigureLink figure={main} row={row} question={question} />
      {parts.length > 0 && (
        <span className="cell-parts">
          {parts.map((figure, index) => (
            <Fragment key={figure.text + String(index)}>
              {separatorBefore(index)}
              <FigureLink figure={figure} row={row} question={question} />
            </Fragment>
          ))}
        </span>
      )}
      {notes.map((note) => (
        <span key={note} className="cell-sub">
          {note}
        </span>
      ))}
    </>
  );
};

export const NameCell = ({ row, search }: { readonly row: RankingTableRow; readonly search: CaseSearch }) => (
  <>
    <Link to="/cases" search={search}>
      {row.name}
    </Link>
    {row.parent !== null && <span className="cell-sub">{row.parent}</span>}
  </>
);
