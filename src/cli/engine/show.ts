import { createReadStream } from 'node:fs';
import type { CheckRow } from '../../cases/check.js';
import type { CheckOutput } from '../check-output/check-output.js';
import type { RowWriter } from '../check-output/row-writer.js';
import type { CaseDesks } from '../read/case-desks.js';
import type { AlikeCases, LineEnd, SomeCases } from './alike-cases.js';
import type { Cursor } from './cursor.js';
import type { Answer } from './tried-histories.js';

const listedRows = (answer: Answer | null, output: CheckOutput): CheckRow[] =>
  answer?.results.filter((result): result is CheckRow => !('error' in result) && output.isListed(result)) ??
  [];

/** Shows what is listed of all cases, in the order of their first lines; odd ones are checked when their turn comes. */
export async function showRows(
  cases: AlikeCases,
  answers: readonly (Answer | null)[],
  odd: Cursor,
  firstLine: number,
  desks: CaseDesks,
  output: CheckOutput,
): Promise<void> {
  const listed = answers.flatMap((answer, number) => (listedRows(answer, output).length > 0 ? [number] : []));
  // On its own, so that it is compiled: it runs once a case.
  const showUntil = (end: number, from: number, [names, histories, places]: SomeCases): number => {
    let at = from;
    for (; at < names.length; at++) {
      const line = places[at]! + firstLine;
      if (line > end) break;
      const { desk, results } = answers[histories[at]!]!;
      desk.showAgain(results, names[at]!, line);
    }
    return at;
  };
  for await (const some of cases.casesOf(listed)) {
    for (let at = showUntil(odd.line, 0, some); at < some[0].length; ) {
      await odd.step();
      at = showUntil(odd.line, at, some);
    }
    if (desks.isFull) await desks.drained();
  }
  await showRest(odd, desks);
}

const PIECE = 1 << 20;
const LF = 10;

/** A file of the lines of all cases that are not odd, and how many of them come before each odd line of the input. */
export interface LinesTogether {
  readonly path: string;
  readonly before: ReadonlyMap<number, number>;
}

/** What follows the name in each line of the cases with each history. */
export function* lineEnds(
  answers: readonly (Answer | null)[],
  output: CheckOutput,
  afterName: (row: CheckRow) => string,
): Generator<LineEnd> {
  for (const [history, answer] of answers.entries())
    for (const [order, row] of listedRows(answer, output).entries()) yield [history, order, afterName(row)];
}

/** Shows lines that are together already; odd cases are checked when their turn comes. */
export async function showLines(
  { path, before }: LinesTogether,
  odd: Cursor,
  desks: CaseDesks,
  writer: RowWriter,
): Promise<void> {
  const linesBeforeOdd = () => before.get(odd.line) ?? Number.POSITIVE_INFINITY;
  let lines = 0;
  for await (const piece of createReadStream(path, { highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
    let from = 0;
    while (!odd.isDone) {
      let to = from;
      for (const wanted = linesBeforeOdd(); lines < wanted; lines++) {
        const end = piece.indexOf(LF, to);
        if (end === -1) break;
        to = end + 1;
      }
      if (lines < linesBeforeOdd()) break;
      if (to > from) writer.writeBytes(piece.subarray(from, to));
      from = to;
      await odd.step();
    }
    if (from < piece.length) writer.writeBytes(piece.subarray(from));
    if (desks.isFull) await desks.drained();
  }
  await showRest(odd, desks);
}

async function showRest(odd: Cursor, desks: CaseDesks): Promise<void> {
  while (!odd.isDone) {
    await odd.step();
    if (desks.isFull) await desks.drained();
  }
}
