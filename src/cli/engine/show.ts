import type { CheckOutput } from '../check-output/check-output.js';
import type { CaseDesks } from '../read/case-desks.js';
import type { SomeCases } from './alike-cases.js';
import type { Cursor } from './cursor.js';
import { NEVER } from './plain-lines.js';
import { LF, wholeLines } from './whole-lines.js';

/** By the number of each history, under which number its rows are kept in the output; null for what is read again. */
export type Kept = readonly (number | null)[];

/** Shows some cases, in the order of their first lines; odd ones are checked when their turn comes. */
export async function showRows(
  cases: AsyncIterable<SomeCases>,
  kept: Kept,
  odd: Cursor,
  firstLine: number,
  desks: CaseDesks,
  output: CheckOutput,
): Promise<void> {
  // On its own, so that it is compiled: it runs once a case.
  const showUntil = (end: number, from: number, [names, histories, places]: SomeCases): number => {
    let at = from;
    for (; at < names.length; at++) {
      if (places[at]! + firstLine > end) break;
      output.again(names[at]!, kept[histories[at]!]!);
    }
    return at;
  };
  for await (const some of cases) {
    for (let at = showUntil(odd.line, 0, some); at < some[0].length; ) {
      await odd.step();
      at = showUntil(odd.line, at, some);
    }
    if (desks.isFull) await desks.drained();
  }
  await showRest(odd, desks);
}

/**
 * Shows the same as lines of CSV, from a file that has a line for each case in order: the number of its history, and
 * its name as a cell. `casesBefore` says by the line of the input how many of them come before an odd one.
 */
export async function showLines(
  path: string,
  kept: Kept,
  odd: Cursor,
  casesBefore: ReadonlyMap<number, number>,
  desks: CaseDesks,
  againAfter: NonNullable<CheckOutput['againAfter']>,
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
      const rows = kept[history]!;
      if (rows !== null) againAfter(piece, nameAt, at, rows);
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
