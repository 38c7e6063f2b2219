import { type Failure, TimescaleError } from '../../failure.js';
import type { CsvReader } from './csv-reader.js';

/** A failure placed in a CSV file. */
export function failureAt(
  error: unknown,
  line: number,
  column: string | null,
  counts: CsvReader['counts'],
): Failure {
  if (!(error instanceof TimescaleError)) throw error;
  return { ...error.toJSON(), path: placeOf(line, column, counts) };
}

/** The failure of a row that is written wrongly. */
export function failureOfProblem(reader: CsvReader, columns: readonly string[]): Failure {
  const { code, line, cell, value, message } = reader.problem!;
  const column = cell === null ? null : (columns[cell] ?? String(cell + 1));
  return { code, path: placeOf(line, column, reader.counts), value, message };
}

const placeOf = (line: number, column: string | null, counts: CsvReader['counts']): string =>
  column === null ? `${counts} ${line}` : `${counts} ${line}, column "${column}"`;

export function missingCase(): TimescaleError {
  return new TimescaleError(
    'MISSING_CASE',
    '',
    '',
    'The row has no name of a case; fill in the column "case".',
  );
}
