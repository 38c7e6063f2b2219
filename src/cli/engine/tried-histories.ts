import { type CheckRow, isFailure } from '../../cases/check.js';
import type { CaseDesk } from '../read/case-desk.js';
import type { CaseDesks } from '../read/case-desks.js';
import type { AlikeCases } from './alike-cases.js';
import type { LineForm } from './file-lines.js';

/** What all cases with one history are told. */
export interface Answer {
  readonly desk: CaseDesk;
  readonly results: readonly CheckRow[];
  readonly cases: number;
  /** Rows of the file that each of the cases has. */
  readonly rows: number;
}

export interface TriedHistories {
  /** By the number of the history; null for one whose cases have to be read row by row. */
  readonly answers: readonly (Answer | null)[];
  /** Whether a quote is open at a line's end, so that lines are not rows. */
  readonly hasOpenQuote: boolean;
}

const PIECE = 64 * 1024;

/**
 * Has one case of each history checked as the file's own rows would be, with its number for a name. A history in
 * which anything is refused gets no answer, since errors name the lines in which they stand.
 */
export async function tryHistories(
  cases: AlikeCases,
  form: LineForm,
  desks: CaseDesks,
): Promise<TriedHistories> {
  const found: (CheckRow[] | null)[] = [];
  const deskOf: CaseDesk[] = [];
  const refuse = (name: string) => {
    found[Number(name)] = null;
  };
  const sink = desks.trial(
    (desk, name, results) => {
      const number = Number(name);
      // A second answer means two authorities for one name, which are two cases.
      if (found[number] !== undefined || results.some(isFailure)) refuse(name);
      else found[number] = results as CheckRow[];
      deskOf[number] = desk;
    },
    ({ case: name }) => refuse(name),
  );
  const taker = form.taker(sink);
  const sizes: { cases: number; rows: number }[] = [];
  let piece = '';
  for await (const { number, rows: text, cases: count } of cases.all()) {
    const lines = text.split('\n');
    sizes[number] = { cases: count, rows: lines.length };
    if (form.mayGoOn && text.includes('"') && lines.some(hasOddQuotes))
      return { answers: [], hasOpenQuote: true };
    for (const line of lines) piece += `${form.lineOf(String(number), line)}\n`;
    if (piece.length < PIECE) continue;
    taker.give(Buffer.from(piece));
    piece = '';
  }
  taker.give(Buffer.from(piece));
  taker.end();
  const answers = sizes.map((size, number) => {
    const results = found[number] ?? null;
    return results && { ...size, results, desk: deskOf[number]! };
  });
  return { answers, hasOpenQuote: false };
}

const hasOddQuotes = (line: string): boolean => line.split('"').length % 2 === 0;
