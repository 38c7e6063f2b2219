import type { TimelinessFigure } from '../cases/timeliness-figure.js';
import type { FactColumn } from './conditions.js';
import { notInColumns } from './day-column.js';
import { CODE, OUTCOMES } from './outcomes.js';

export interface ShareOptions {
  /** `held` counts what was done, `due` also what fell due and was not. */
  readonly denominator: 'held' | 'due';
  /** A group for each row: a team, an area, a month. */
  readonly by?: Pick<FactColumn, 'codes' | 'values'>;
}

/** The share in time of one group; every row is counted once. */
export interface ColumnShare extends Omit<TimelinessFigure, 'workingDays' | 'bands' | 'leftOut'> {
  /** Null where there are no groups. */
  readonly group: string | number | boolean | null;
  /** Not counted, by outcome. */
  readonly leftOut: Readonly<Partial<Record<(typeof OUTCOMES)[number], number>>>;
}

const COUNTED = new Set([
  CODE.met,
  CODE['met-late'],
  CODE.overdue,
  CODE.upcoming,
  CODE['due-soon'],
  CODE['due-today'],
]);

/**
 * The share in time of each group of an outcome column, as `timeliness` counts it.
 *
 * @throws TimescaleError `NOT_IN_COLUMNS` for groups of another length, and for a code that points at none.
 */
export function shareByGroup(outcomes: Uint8Array, { denominator, by }: ShareOptions): ColumnShare[] {
  const groups = by?.values ?? [null];
  const kinds = OUTCOMES.length;
  const counts = new Float64Array(groups.length * kinds);
  if (by && by.codes.length !== outcomes.length)
    throw notInColumns(
      'by',
      by.codes.length,
      `"by" has ${by.codes.length} rows and the outcomes ${outcomes.length}; give columns of one length.`,
    );
  for (let row = 0; row < outcomes.length; row++) {
    const code = by ? by.codes[row]! : 0;
    if (code < 0 || code >= groups.length)
      throw notInColumns(
        `by[${row}]`,
        code,
        `The code ${code} of "by" points at none of its ${groups.length} groups.`,
      );
    counts[code * kinds + outcomes[row]!]! += 1;
  }
  return groups.map((group, at) => {
    const count = (code: number) => counts[at * kinds + code]!;
    const inTime = count(CODE.met);
    const late = count(CODE['met-late']);
    const openOverdue = count(CODE.overdue);
    const counted = inTime + late + (denominator === 'due' ? openOverdue : 0);
    return {
      group,
      numerator: inTime,
      denominator: counted,
      share: counted === 0 ? null : inTime / counted,
      inTime,
      late,
      openNotDue: count(CODE.upcoming) + count(CODE['due-soon']) + count(CODE['due-today']),
      openOverdue,
      leftOut: Object.fromEntries(
        OUTCOMES.flatMap((name, code) =>
          COUNTED.has(code) || count(code) === 0 ? [] : [[name, count(code)]],
        ),
      ),
    };
  });
}
