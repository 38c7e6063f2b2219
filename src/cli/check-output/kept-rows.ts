import type { CheckRow } from '../../cases/check.js';
import type { CheckOutput } from './check-output.js';

/** Rows that are kept as they are, and shown with another name. */
export function keptRows(
  isListed: (row: CheckRow) => boolean,
  show: (row: CheckRow) => void,
): Pick<CheckOutput, 'keep' | 'again'> {
  const all: (readonly CheckRow[])[] = [];
  return {
    keep: (rows) => all.push(rows.filter(isListed)) - 1,
    again(caseName, kept) {
      for (const row of all[kept]!) show({ ...row, case: caseName });
    },
  };
}
