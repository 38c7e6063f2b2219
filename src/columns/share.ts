import { CODE, OUTCOMES } from './outcomes.js';

export interface ShareOptions {
  /** `held` counts what was done, `due` also what fell due and was not. */
  readonly denominator: 'held' | 'due';
  /** A group for each row, as codes that point into `groups`: a team, an area, a month. */
  readonly by?: {
    readonly codes: Uint8Array | Uint16Array | Uint32Array | Int8Array | Int16Array | Int32Array;
    readonly values: readonly (string | number | boolean)[];
  };
}

/** The share in time of one group; every row is counted once. */
export interface ColumnShare {
  /** Null where there are no groups. */
  readonly group: string | number | boolean | null;
  readonly numerator: number;
  readonly denominator: number;
  /** Null when nothing was counted. */
  readonly share: number | null;
  readonly inTime: number;
  readonly late: number;
  readonly openNotDue: number;
  readonly openOverdue: number;
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

/** The share in time of each group of an outcome column, as `timeliness` counts it. */
export function shareByGroup(outcomes: Uint8Array, { denominator, by }: ShareOptions): ColumnShare[] {
  const groups = by?.values ?? [null];
  const kinds = OUTCOMES.length;
  const counts = new Float64Array(groups.length * kinds);
  for (let row = 0; row < outcomes.length; row++)
    counts[(by?.codes[row] ?? 0) * kinds + outcomes[row]!]! += 1;
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
