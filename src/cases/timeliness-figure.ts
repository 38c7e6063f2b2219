/** A share in time, and all that a reader must know to compare it with another. */
export interface TimelinessFigure {
  readonly numerator: number;
  readonly denominator: number;
  /** Null when nothing was counted. */
  readonly share: number | null;
  readonly inTime: number;
  readonly late: number;
  readonly openNotDue: number;
  readonly openOverdue: number;
  /** Not counted, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Working days from trigger to completion of what was done. */
  readonly workingDays: {
    readonly lowerQuartile: number;
    readonly median: number;
    readonly upperQuartile: number;
  } | null;
  readonly bands: readonly { readonly from: number; readonly to: number | null; readonly count: number }[];
}

export type Verdict = 'in-time' | 'late' | 'open-not-due' | 'open-overdue' | { readonly leftOut: string };

/** The part of a measured thing that the figure needs. */
export interface Measured {
  readonly verdict: Verdict;
  readonly workingDays: number | null;
}

/** The figure of what was measured: each once, in time, late, open or left out. */
export function figure(
  measured: readonly Measured[],
  options: { denominator: 'held' | 'due'; bands?: readonly number[] },
): TimelinessFigure {
  const count = (verdict: Verdict) => measured.filter((one) => one.verdict === verdict).length;
  const [inTime, late, openNotDue, openOverdue] = [
    count('in-time'),
    count('late'),
    count('open-not-due'),
    count('open-overdue'),
  ] as [number, number, number, number];
  const leftOut: Record<string, number> = {};
  for (const { verdict } of measured) {
    if (typeof verdict === 'object') leftOut[verdict.leftOut] = (leftOut[verdict.leftOut] ?? 0) + 1;
  }
  const denominator = inTime + late + (options.denominator === 'due' ? openOverdue : 0);
  const held = measured.filter((one) => one.verdict === 'in-time' || one.verdict === 'late');
  const days = held
    .flatMap((one) => (one.workingDays === null ? [] : [one.workingDays]))
    .sort((a, b) => a - b);
  return {
    numerator: inTime,
    denominator,
    share: denominator === 0 ? null : inTime / denominator,
    inTime,
    late,
    openNotDue,
    openOverdue,
    leftOut,
    workingDays:
      days.length === 0
        ? null
        : {
            lowerQuartile: quantile(days, 0.25),
            median: quantile(days, 0.5),
            upperQuartile: quantile(days, 0.75),
          },
    bands: bandsOf(days, options.bands ?? []),
  };
}

/** The value below which a share of the sorted numbers lies, midway between two where it falls between them. */
function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  return (sorted[Math.floor(at)]! + sorted[Math.ceil(at)]!) / 2;
}

function bandsOf(days: readonly number[], bounds: readonly number[]): TimelinessFigure['bands'] {
  if (bounds.length === 0) return [];
  const edges = [...bounds, null];
  return edges.map((to, index) => {
    const from = index === 0 ? 0 : bounds[index - 1]! + 1;
    return {
      from,
      to,
      count: days.filter((day) => (index === 0 || day >= from) && (to === null || day <= to)).length,
    };
  });
}
