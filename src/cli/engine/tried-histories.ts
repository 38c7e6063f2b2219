import { type CheckRow, isFailure } from '../../cases/check.js';
import type { CaseDesk } from '../read/case-desk.js';
import type { CaseDesks } from '../read/case-desks.js';
import type { Size } from './alike-cases.js';
import type { LineForm } from './file-lines.js';
import { wholeLines } from './whole-lines.js';

/** What all cases with one history are told. */
export interface Answer {
  readonly desk: CaseDesk;
  readonly results: readonly CheckRow[];
  readonly cases: number;
  /** Rows of the file that each of the cases has. */
  readonly rows: number;
}

/**
 * Has the cases of a file checked, one for each history with its number for a name, as the rows it stands for would
 * be; gives the answers by number. A history in which anything is refused gets null: its cases have to be read row by
 * row, since errors name the lines in which they stand.
 */
export function tryHistories(
  path: string,
  sizes: readonly Size[],
  form: LineForm,
  desks: CaseDesks,
): readonly (Answer | null)[] {
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
  for (const lines of wholeLines(path)) taker.give(lines);
  taker.end();
  return sizes.map(({ cases, rows }, number) => {
    const results = found[number] ?? null;
    return results && { desk: deskOf[number]!, results, cases, rows };
  });
}
