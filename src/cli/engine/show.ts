import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { CheckRow } from '../../cases/check.js';
import type { CheckOutput } from '../check-output/check-output.js';
import type { RowWriter } from '../check-output/row-writer.js';
import type { CaseDesks } from '../read/case-desks.js';
import type { AlikeCases, LineEnd, SomeCases } from './alike-cases.js';
import type { Cursor } from './cursor.js';
import type { Answer } from './tried-histories.js';

/** The answers of all cases, and between them the odd cases, which are checked when their turn comes. */
export interface Shown {
  readonly cases: AlikeCases;
  readonly answers: readonly (Answer | null)[];
  readonly odd: Cursor;
  /** The line of the file that has the place 0. */
  readonly firstLine: number;
  readonly desks: CaseDesks;
  readonly output: CheckOutput;
}

const listedRows = (answer: Answer | null, output: CheckOutput): CheckRow[] =>
  answer?.results.filter((result): result is CheckRow => !('error' in result) && output.isListed(result)) ??
  [];

/** Shows what is listed of all cases, in the order of their first lines. */
export async function showRows({ cases, answers, odd, firstLine, desks, output }: Shown): Promise<void> {
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

/** The same where lines can be put together by DuckDB: a history's lines are made once, and names put before them. */
export async function showLines(
  { cases, answers, odd, firstLine, desks, output }: Shown,
  afterName: (row: CheckRow) => string,
  oddPlaces: readonly number[],
  { folder, writer }: { folder: string; writer: RowWriter },
): Promise<void> {
  function* ends(): Generator<LineEnd> {
    for (const [number, answer] of answers.entries())
      for (const [order, row] of listedRows(answer, output).entries()) yield [number, order, afterName(row)];
  }
  const path = join(folder, 'lines.csv');
  const before = await cases.writeLines(path, ends(), oddPlaces);
  const linesBefore = new Map(oddPlaces.map((place, at) => [place + firstLine, before[at]!]));
  const linesBeforeOdd = () => linesBefore.get(odd.line) ?? Number.POSITIVE_INFINITY;
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
