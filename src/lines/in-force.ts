import type { Bound } from '../cases/bind.js';
import { isInForce } from '../deadlines/assess.js';
import { atPath, TimescaleError } from '../failure.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import { type Day, formatDay, parseDay } from '../time/day.js';

/** From which to which start day, both included. */
export interface Stretch {
  readonly from: Day;
  readonly until: Day;
}

/** A date that the calendar covers, from an option. */
export function readCovered({ calendar }: Bound, text: string, path: string): Day {
  return atPath(path, () => {
    const day = parseDay(text);
    calendar.days.isWorking(day);
    return day;
  });
}

/** The stretch of start days asked for, both ends included; all that the calendar covers unless told. */
export function stretchOf(
  bound: Bound,
  options: { readonly from?: string | undefined; readonly until?: string | undefined },
): Stretch {
  const { from: first, to: last } = bound.calendar.days;
  const from = options.from === undefined ? first : readCovered(bound, options.from, 'from');
  const until = options.until === undefined ? last : readCovered(bound, options.until, 'until');
  if (from <= until) return { from, until };
  throw new TimescaleError(
    'INVALID_OPTION',
    'until',
    formatDay(until),
    `The last start day, ${formatDay(until)}, is before the first, ${formatDay(from)}.`,
  );
}

/** The start days of a stretch on which every one of some rules is in force; undefined where there is none. */
export function whileInForce(rules: readonly CompiledRule[], stretch: Stretch): Stretch | undefined {
  const from = Math.max(stretch.from, ...rules.map((rule) => rule.from)) as Day;
  const until = Math.min(
    stretch.until,
    ...rules.map((rule) => (rule.until === null ? stretch.until : rule.until - 1)),
  ) as Day;
  return from <= until ? { from, until } : undefined;
}

/** A stretch without the days before the first of some rules is in force; one day of it at least is left. */
export function whileAnyInForce(rules: readonly CompiledRule[], { from, until }: Stretch): Stretch {
  const first = Math.min(...rules.map((rule) => rule.from));
  return { from: Math.min(Math.max(from, first), until) as Day, until };
}

/** The version of a rule in force on a day; undefined where none is. */
export const versionOn = (versions: readonly CompiledRule[], day: Day): CompiledRule | undefined =>
  versions.find((rule) => isInForce(rule, day));
