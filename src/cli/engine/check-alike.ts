import { join } from 'node:path';
import type { CheckOutput } from '../check-output/check-output.js';
import type { RowWriter } from '../check-output/row-writer.js';
import { counted } from '../dates.js';
import type { CaseDesks } from '../read/case-desks.js';
import { type AlikeCases, alikeCases } from './alike-cases.js';
import { Cursor } from './cursor.js';
import type { Duckdb } from './duckdb.js';
import type { FileLines } from './file-lines.js';
import { type LinesTogether, lineEnds, showLines, showRows } from './show.js';
import { type Answer, tryHistories } from './tried-histories.js';

const LIMITS = {
  /** Answers that are kept for all cases that are alike. */
  answers: 300_000,
  /** As many as the reader of rows holds open at a time, so that none is closed before its last row. */
  oddCases: 50_000,
  oddLines: 250_000,
};

export type Limits = typeof LIMITS;

/** Who answers for the cases, and where the answers go: `output` writes through `writer`. */
export interface Answering {
  readonly desks: CaseDesks;
  readonly output: CheckOutput;
  readonly writer: RowWriter;
}

/**
 * Checks a file of cases of which many are alike in all but their names: DuckDB finds the different histories, each is
 * checked once, and all cases that have it get its answer. What is refused is read again row by row, since an error
 * names its line. Gives null, or why nothing was done and the file has to be read row by row as a whole.
 */
export async function checkAlike(
  duckdb: Duckdb,
  file: FileLines,
  { desks, output, writer }: Answering,
  limits = LIMITS,
): Promise<string | null> {
  let found: Found | string;
  try {
    found = await findAnswers(duckdb, file, desks, output, limits);
  } catch (error) {
    found = `DuckDB gave it up (${wordsOfDuckdb(error)})`;
  }
  if (typeof found === 'string') return found;
  const { cases, answers, oddLines, lines } = found;
  for (const answer of answers) if (answer !== null) count(answer, desks);
  const cursor = await Cursor.over(oddLines.length === 0 ? null : file.casesOn(oddLines, desks));
  if (lines === null) await showRows(cases, answers, cursor, file.firstLine, desks, output);
  else await showLines(lines, cursor, desks, writer);
  return null;
}

interface Found {
  readonly cases: AlikeCases;
  readonly answers: readonly (Answer | null)[];
  /** The lines of the file that are read again. */
  readonly oddLines: readonly number[];
  readonly lines: LinesTogether | null;
}

/** All that DuckDB is needed for before anything is counted or written, or why it can't be done. */
async function findAnswers(
  duckdb: Duckdb,
  file: FileLines,
  desks: CaseDesks,
  output: CheckOutput,
  limits: Limits,
): Promise<Found | string> {
  await duckdb.run(`CREATE TABLE given AS ${file.query}`);
  if (file.mayGoOn && (await duckdb.number(OPEN_QUOTES)) > 0) return OPEN_QUOTE;
  const cases = await alikeCases(duckdb, file.shape);
  if (cases.histories * desks.rules > limits.answers)
    return `there are ${cases.histories.toLocaleString('en-GB')} different histories of cases, and each has to be checked`;
  const { answers, hasOpenQuote } = await tryHistories(cases, file, desks);
  if (hasOpenQuote) return OPEN_QUOTE;
  const odd = await cases.linesOf(answers.flatMap((answer, number) => (answer === null ? [number] : [])));
  if (odd.cases > limits.oddCases || odd.places.length > limits.oddLines)
    return `the rows of ${counted(odd.cases, 'case')} have to be read one by one, for what is refused in them or for how they are written`;
  const oddLines = odd.places.map((place) => place + file.firstLine);
  if (!output.afterName) return { cases, answers, oddLines, lines: null };
  const path = join(duckdb.folder, 'lines.csv');
  const before = await cases.writeLines(path, lineEnds(answers, output, output.afterName), odd.places);
  const lines = { path, before: new Map(oddLines.map((line, at) => [line, before[at]!])) };
  return { cases, answers, oddLines, lines };
}

const OPEN_QUOTE = 'a quote is still open at the end of a line';
const OPEN_QUOTES = `SELECT count(*)::INTEGER FROM given WHERE (length(odd) - length(replace(odd, '"', ''))) % 2 = 1`;

function count({ desk, results, cases, rows }: Answer, desks: CaseDesks): void {
  desk.countAgain(results, cases);
  desks.good(cases * rows);
}

/** DuckDB's own words for what went wrong; what did not come from it is a bug of ours. */
function wordsOfDuckdb(error: unknown): string {
  const words = error instanceof Error ? error.message.split('\n', 1)[0]!.trim() : '';
  if (!/^[A-Z][A-Za-z ]* Error: /.test(words)) throw error;
  return words;
}
