import type { CheckRow } from '../../cases/check.js';
import type { CheckOutput } from '../check-output/check-output.js';
import type { RowWriter } from '../check-output/row-writer.js';
import type { CaseDesks } from '../read/case-desks.js';
import type { CasesInOrder, SomeCases } from './alike-cases.js';
import type { Cursor } from './cursor.js';
import { NEVER } from './plain-lines.js';
import type { Answer } from './tried-histories.js';
import { LF, wholeLines } from './whole-lines.js';

const listedRows = (answer: Answer | null, output: CheckOutput): CheckRow[] =>
  answer?.results.filter((result): result is CheckRow => !('error' in result) && output.isListed(result)) ??
  [];

/** Shows what is listed of all cases, in the order of their first lines; odd ones are checked when their turn comes. */
export async function showRows(
  cases: CasesInOrder,
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

/** What follows the name in the lines of every case with a history, all in one piece, which is read faster. */
export interface LineEnds {
  readonly bytes: Uint8Array;
  /** Where the ends of a history begin, by its number, in what says where each begins; after the last, where all end. */
  readonly first: Uint32Array;
  readonly from: Uint32Array;
}

export function lineEnds(
  answers: readonly (Answer | null)[],
  output: CheckOutput,
  afterName: (row: CheckRow) => string,
): LineEnds {
  const texts = answers.map((answer) => listedRows(answer, output).map((row) => `${afterName(row)}\n`));
  return {
    bytes: Buffer.from(texts.flat().join('')),
    first: runningTotals(texts.map((some) => some.length)),
    from: runningTotals(texts.flat().map((text) => Buffer.byteLength(text))),
  };
}

/** What all before each come to, and last what all come to. */
function runningTotals(sizes: readonly number[]): Uint32Array {
  const totals = new Uint32Array(sizes.length + 1);
  for (const [at, size] of sizes.entries()) totals[at + 1] = totals[at]! + size;
  return totals;
}

/**
 * Shows the same as lines of CSV, from a file that has a line for each case in order: the number of its history, and
 * its name as a cell. `casesBefore` says by the line of the input how many of them come before an odd one.
 */
export async function showLines(
  path: string,
  { bytes, first, from }: LineEnds,
  odd: Cursor,
  casesBefore: ReadonlyMap<number, number>,
  desks: CaseDesks,
  writer: RowWriter,
): Promise<void> {
  let shown = 0;
  // On its own, so that it is compiled: it runs once a case.
  const showUntil = (cases: number, piece: Uint8Array, start: number): number => {
    let at = start;
    for (; shown < cases && at < piece.length; shown++) {
      let history = 0;
      for (; piece[at] !== SEPARATOR; at++) history = history * 10 + piece[at]! - ZERO;
      const nameAt = at + 1;
      while (piece[at] !== LF) at += 1;
      for (let end = first[history]!; end < first[history + 1]!; end++) {
        writer.writeBytes(piece, nameAt, at);
        writer.writeBytes(bytes, from[end]!, from[end + 1]!);
      }
      at += 1;
    }
    return at;
  };
  const casesFirst = () => casesBefore.get(odd.line) ?? Number.POSITIVE_INFINITY;
  for (const piece of wholeLines(path)) {
    for (let at = showUntil(casesFirst(), piece, 0); at < piece.length; ) {
      await odd.step();
      at = showUntil(casesFirst(), piece, at);
    }
    if (desks.isFull) await desks.drained();
  }
  await showRest(odd, desks);
}

const SEPARATOR = NEVER.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);

async function showRest(odd: Cursor, desks: CaseDesks): Promise<void> {
  while (!odd.isDone) {
    await odd.step();
    if (desks.isFull) await desks.drained();
  }
}
