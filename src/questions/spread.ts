import type { Stretch } from '../lines/in-force.js';
import { NO_DATE, type StartDays } from '../lines/start-days.js';
import type { Day } from '../time/day.js';

/** A start day, and by how many days two dates part on it. */
export interface Parting {
  readonly start: Day;
  readonly days: number;
}

/** How far one date lies behind another, over many start days; negative where it comes first. */
export interface Spread {
  /** The start days on which both have a date. */
  readonly starts: number;
  readonly later: number;
  readonly earlier: number;
  readonly least: number;
  readonly median: number;
  readonly greatest: number;
  /** The first start day on which they part. */
  readonly first: Parting | null;
  /** The first start day on which they part most, late or early. */
  readonly worst: Parting | null;
  /** The first start day on which the one lies farthest behind the other; null where it never does. */
  readonly latest: Parting | null;
}

/** Compares two columns of dates; undefined where no start day gives both a date. */
export function spreadOf(
  column: Int32Array,
  base: Int32Array,
  days: StartDays,
  stretch: Stretch = days,
): Spread | undefined {
  const counts = new Map<number, number>();
  let starts = 0;
  let first: Parting | null = null;
  let worst: Parting | null = null;
  let latest: Parting | null = null;
  const end = Math.min(stretch.until, days.until) - days.from;
  for (let index = Math.max(0, stretch.from - days.from); index <= end; index++) {
    const date = column[index]!;
    const other = base[index]!;
    if (date === NO_DATE || other === NO_DATE) continue;
    const apart = date - other;
    starts += 1;
    counts.set(apart, (counts.get(apart) ?? 0) + 1);
    if (apart === 0) continue;
    if (worst && Math.abs(apart) <= Math.abs(worst.days) && apart <= (latest?.days ?? 0)) continue;
    const parting = { start: days.dayAt(index), days: apart };
    first ??= parting;
    if (!worst || Math.abs(apart) > Math.abs(worst.days)) worst = parting;
    if (apart > (latest?.days ?? 0)) latest = parting;
  }
  if (starts === 0) return undefined;
  const ordered = [...counts].sort(([left], [right]) => left - right);
  const sum = (part: [number, number][]) => part.reduce((total, [, count]) => total + count, 0);
  return {
    starts,
    later: sum(ordered.filter(([apart]) => apart > 0)),
    earlier: sum(ordered.filter(([apart]) => apart < 0)),
    least: ordered[0]![0],
    median: middle(ordered, starts),
    greatest: ordered.at(-1)![0],
    first,
    worst,
    latest,
  };
}

/** The lower of the two middle ones where the number is even. */
function middle(ordered: readonly [number, number][], starts: number): number {
  let seen = 0;
  for (const [apart, count] of ordered) {
    seen += count;
    if (seen * 2 >= starts) return apart;
  }
  return 0;
}
