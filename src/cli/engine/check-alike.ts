import { join } from 'node:path';
import type { CheckOutput } from '../check-output/check-output.js';
import { counted } from '../dates.js';
import type { CaseDesks } from '../read/case-desks.js';
import { type AlikeCases, alikeCases } from './alike-cases.js';
import { Cursor } from './cursor.js';
import type { Duckdb } from './duckdb.js';
import type { FileLines } from './file-lines.js';
import { hasOpenQuote } from './plain-lines.js';
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

/** Who answers for the cases, and where the answers go. */
export interface Answering {
  readonly desks: CaseDesks;
  readonly output: CheckOutput;
}

/**
 * Checks a file of cases of which many are alike in all but their names: DuckDB finds the different histories, each is
 * checked once, and all cases that have it get its answer. What is refused is read again row by row, since an error
 * names its line. Gives null, or why nothing was done and the file has to be read row by row as a whole.
 */
export async function checkAlike(
  duckdb: Duckdb,
  file: FileLines,
  { desks, output }: Answering,
  limits = LIMITS,
): Promise<string | null> {
  let found: Found | string;
  try {
    found = await findAnswers(duckdb, file, desks, output, limits);
  } catch (error) {
    found = `DuckDB gave it up (${wordsOfDuckdb(error)})`;
  }
  if (typeof found === 'string') return found;
  const { cases, answers, oddLines, path } = found;
  for (const answer of answers) if (answer !== null) count(answer, desks);
  const kept = answers.map((answer) => answer && output.keep(answer.results));
  const lines = [...oddLines.keys()];
  const odd = await Cursor.over(lines.length === 0 ? null : file.casesOn(lines, desks));
  if (path) await showLines(path, kept, odd, oddLines, desks, output.againAfter!);
  else {
    const listed = answers.flatMap((answer, number) =>
      answer?.results.some(output.isListed) ? [number] : [],
    );
    await showRows(cases.casesOf(listed), kept, odd, file.firstLine, desks, output);
  }
  return null;
}

interface Found {
  readonly cases: AlikeCases;
  readonly answers: readonly (Answer | null)[];
  /** The lines of the file that are read again, and how many of the cases without an odd line come before each. */
  readonly oddLines: ReadonlyMap<number, number>;
  /** A file of the cases without an odd line, where the output asks for no more of them. */
  readonly path: string | undefined;
}

/** All that is found out before anything is counted or written, or why it can't be. */
async function findAnswers(
  duckdb: Duckdb,
  file: FileLines,
  desks: CaseDesks,
  output: CheckOutput,
  limits: Limits,
): Promise<Found | string> {
  await duckdb.run(`CREATE TABLE given AS ${file.query}`);
  if (file.mayGoOn && (await duckdb.number(OPEN_QUOTES)) > 0) return OPEN_QUOTE;
  if (file.hidesNames && (await duckdb.number(QUOTES)) > 0) return HIDDEN_NAME;
  const alike = await alikeCases(duckdb, file.shape);
  if (alike.histories * desks.rules > limits.answers)
    return `there are ${alike.histories.toLocaleString('en-GB')} different histories of cases, and each has to be checked`;
  if (file.mayGoOn && (await alike.hasOpenQuote())) return OPEN_QUOTE;
  const histories = join(duckdb.folder, 'histories');
  await alike.writeHistories(histories, file.beforeName, file.afterName);
  const sizes = await alike.sizes();
  const path = output.againAfter && join(duckdb.folder, 'cases');
  // Started before the trial, which lets nothing else have its turn.
  const written = path && alike.writeCases(path);
  const answers = tryHistories(histories, sizes, file, desks);
  await written;
  const odd = await alike.linesOf(answers.flatMap((answer, number) => (answer === null ? [number] : [])));
  if (odd.cases > limits.oddCases || odd.lines.length > limits.oddLines)
    return `the rows of ${counted(odd.cases, 'case')} have to be read one by one, for what is refused in them or for how they are written`;
  const oddLines = new Map(odd.lines.map(({ place, casesBefore }) => [place + file.firstLine, casesBefore]));
  return { cases: alike, answers, oddLines, path };
}

const OPEN_QUOTE = 'a quote is still open at the end of a line';
const OPEN_QUOTES = `SELECT count(*)::INTEGER FROM given WHERE ${hasOpenQuote('odd')}`;

const HIDDEN_NAME = 'some rows have quotes before the name of the case or around it';
const QUOTES = `SELECT count(*)::INTEGER FROM given WHERE contains(odd, '"')`;

function count({ desk, results, cases, rows }: Answer, desks: CaseDesks): void {
  desk.count(results, cases);
  desks.good(cases * rows);
}

/** DuckDB's own words for what went wrong; what did not come from it is a bug of ours. */
function wordsOfDuckdb(error: unknown): string {
  const words = error instanceof Error ? error.message.split('\n', 1)[0]!.trim() : '';
  if (!/^[A-Z][A-Za-z ]* Error: /.test(words)) throw error;
  return words;
}
