import type { CheckOutput } from '../check-output/check-output.js';
import type { RowWriter } from '../check-output/row-writer.js';
import type { CaseDesks } from '../read/case-desks.js';
import type { CsvHeader } from '../read/csv-header.js';
import type { CsvReader } from '../read/csv-reader.js';
import { alikeCases } from './alike-cases.js';
import { Cursor } from './cursor.js';
import type { Duckdb } from './duckdb.js';
import { oddCases } from './odd-cases.js';
import { showLines, showRows } from './show.js';
import { type Answer, tryHistories } from './tried-histories.js';

const LIMITS = {
  /** Answers that are kept for all cases that are alike. */
  answers: 300_000,
  /** As many as the reader of rows holds open at a time, so that none is closed before its last row. */
  oddCases: 50_000,
  oddLines: 250_000,
};

export type Limits = typeof LIMITS;

/** A file of which DuckDB finds the lines. */
export interface LinesInDuckdb {
  readonly header: CsvHeader;
  /** A query of all lines under the header: `name`, `said` and `odd`. */
  readonly lines: string;
  /** The line of the file that has the place 0. */
  readonly firstLine: number;
  /** The whole file as CSV, and a reader for it. */
  pieces(): Promise<AsyncIterable<Buffer>>;
  reader(): CsvReader;
}

/**
 * Checks a file of cases of which many are alike in all but their names: DuckDB finds the different histories, each is
 * checked once, and all cases that have it get its answer. What is refused is read again row by row, since an error
 * names its line. Gives null, or why nothing was done and the file has to be read row by row as a whole.
 */
export async function checkAlike(
  duckdb: Duckdb,
  file: LinesInDuckdb,
  desks: CaseDesks,
  output: CheckOutput,
  writer: RowWriter,
  limits = LIMITS,
): Promise<string | null> {
  try {
    await duckdb.run(`CREATE TABLE given AS ${file.lines}`);
  } catch (error) {
    return `DuckDB could not take it as it is (${firstLineOf(error)})`;
  }
  if ((await duckdb.number(OPEN_QUOTES)) > 0) return OPEN_QUOTE;
  const cases = await alikeCases(duckdb, file.header.shape);
  if (cases.histories * desks.rules > limits.answers)
    return `there are ${cases.histories.toLocaleString('en-GB')} different histories of cases, and each has to be checked`;
  const { answers, hasOpenQuote } = await tryHistories(cases, file.header, desks);
  if (hasOpenQuote) return OPEN_QUOTE;
  const odd = await cases.linesOf(answers.flatMap((answer, number) => (answer === null ? [number] : [])));
  if (odd.cases > limits.oddCases || odd.places.length > limits.oddLines)
    return `${odd.cases.toLocaleString('en-GB')} cases have something in them that is refused, or quotes`;
  for (const answer of answers) if (answer !== null) count(answer, desks);
  const lines = odd.places.map((place) => place + file.firstLine);
  const cursor = await Cursor.over(
    lines.length === 0 ? null : oddCases(await file.pieces(), lines, file.reader(), desks),
  );
  const shown = { cases, answers, odd: cursor, firstLine: file.firstLine, desks, output };
  if (!output.afterName) await showRows(shown);
  else await showLines(shown, output.afterName, odd.places, { folder: duckdb.folder, writer });
  return null;
}

const OPEN_QUOTE = 'a quote is still open at the end of a line';
const OPEN_QUOTES = `SELECT count(*)::INTEGER FROM given WHERE (length(odd) - length(replace(odd, '"', ''))) % 2 = 1`;

function count({ desk, results, cases, rows }: Answer, desks: CaseDesks): void {
  desk.countAgain(results, cases);
  desks.good(cases * rows);
}

const firstLineOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!.trim();
