import type { Bound } from '../../cases/bind.js';
import { type Stretch, whileInForce } from '../../lines/in-force.js';
import { type Line, linesOf, onlyStart } from '../../lines/line.js';
import { NO_DATE, type StartDays } from '../../lines/start-days.js';
import type { CompiledRule } from '../../rules/compiled-rule.js';
import type { Expression } from '../../rules/expression.js';
import { type Day, formatDay } from '../../time/day.js';
import { type AuditedRule, audited, type Extent, extentOf } from './audited.js';

/**
 * - `closed-window`: the window opens after its own last day;
 * - `before-the-start`: what has to be done ahead of an event would be due before the clock of that event has started,
 *   even if the event takes place on its last day;
 * - `steps-exceed-cap`: if each step takes all of its time, the whole is later than its own limit.
 */
export type UnmeetableKind = 'closed-window' | 'before-the-start' | 'steps-exceed-cap';

/** Clauses that can't be met together on some start days. */
export interface Unmeetable {
  readonly kind: UnmeetableKind;
  /** In the order in which they are due; for a cap, the steps and then the cap. */
  readonly rules: readonly AuditedRule[];
  /** The reasons of the other readings under which it is so; empty for the primary readings of all. */
  readonly under: readonly string[];
  readonly extent: Extent;
  /** The start day on which it is worst, with the date that each rule comes to, in the order of the rules. */
  readonly example: {
    readonly start: string;
    readonly dates: readonly { readonly rule: string; readonly due: string }[];
    /** By how many calendar days it can't be met. */
    readonly days: number;
  };
}

/** A date that starts another: a step, and a line whose clock its completion starts. */
interface Link {
  readonly step: Line;
  readonly next: Line;
}

export function unmeetableOf(bound: Bound, rules: readonly CompiledRule[], days: StartDays): Unmeetable[] {
  const lines = rules
    .filter(isPlain)
    .flatMap(linesOf)
    .filter((line) => onlyStart(line) && isFirst(line));
  const links = linksOf(lines);
  return [
    ...lines.flatMap((line) => closedWindow(line, bound, days) ?? []),
    ...links.flatMap((link) => beforeTheStart(link, bound, days) ?? []),
    ...links
      .filter(({ step, next }) => isOnce(step) && isOnce(next))
      .flatMap((link) => lines.filter(isOnce).flatMap((cap) => stepsExceedCap(link, cap, bound, days) ?? [])),
  ];
}

/** Aims for a share of the cases bind no single one. */
const isPlain = ({ row }: CompiledRule): boolean => row.share === undefined;

const isFirst = ({ leg }: Line): boolean => leg === null || leg === 0;

/** What comes again and again is no step on the way to something: one of it may be, another not. */
const isOnce = ({ leg }: Line): boolean => leg === null;

const isForward = ({ timing }: Line): boolean => timing.direction === 'after';

function linksOf(lines: readonly Line[]): Link[] {
  return lines
    .filter(isForward)
    .flatMap((step) =>
      lines
        .filter((next) => next.rule.row !== step.rule.row && startsWith(next, step.rule.done))
        .map((next) => ({ step, next })),
    );
}

function startsWith(line: Line, events: readonly string[]): boolean {
  const start = onlyStart(line)!;
  return start.kind === 'event' && start.events.some((event) => events.includes(event));
}

/** All ways to read a line: the primary one first. */
const waysOf = ({
  limit,
  readings,
}: Line): { readonly limit: Expression; readonly because: string | null }[] => [
  { limit, because: null },
  ...readings,
];

interface Misses {
  readonly tried: Stretch;
  readonly starts: number;
  readonly on: number;
  readonly worst: { readonly start: Day; readonly dates: readonly number[]; readonly days: number } | null;
}

/** Tries every start day: `datesOn` gives the dates of the rules, and by how many days they miss each other. */
function tryAll(
  lines: readonly Line[],
  days: StartDays,
  datesOn: (index: number) => { readonly dates: readonly number[]; readonly misses: number } | null,
): Misses | undefined {
  const tried = whileInForce(
    lines.map(({ rule }) => rule),
    days,
  );
  if (!tried) return undefined;
  let starts = 0;
  let on = 0;
  let worst: Misses['worst'] = null;
  for (let index = tried.from - days.from; index <= tried.until - days.from; index++) {
    const found = datesOn(index);
    if (!found) continue;
    starts += 1;
    if (found.misses <= 0) continue;
    on += 1;
    if (!worst || found.misses > worst.days)
      worst = { start: days.dayAt(index), dates: found.dates, days: found.misses };
  }
  return { tried, starts, on, worst };
}

function toAnswer(
  kind: UnmeetableKind,
  lines: readonly Line[],
  under: readonly string[],
  misses: Misses | undefined,
): Unmeetable | undefined {
  if (!misses?.worst) return undefined;
  const { worst } = misses;
  return {
    kind,
    rules: lines.map(({ rule }) => audited(rule)),
    under,
    extent: extentOf(misses.on, misses.starts, misses.tried),
    example: {
      start: formatDay(worst.start),
      dates: lines.map(({ rule }, index) => ({ rule: rule.ref, due: formatDay(worst.dates[index] as Day) })),
      days: worst.days,
    },
  };
}

function closedWindow(line: Line, { setting }: Bound, days: StartDays): Unmeetable | undefined {
  const { opens } = line.timing;
  if (!opens) return undefined;
  const last = days.datesOf(line.limit, setting);
  const first = days.datesOf(opens, setting);
  const misses = tryAll([line], days, (index) =>
    first[index] === NO_DATE || last[index] === NO_DATE
      ? null
      : { dates: [last[index]!], misses: first[index]! - last[index]! },
  );
  return toAnswer('closed-window', [line], [], misses);
}

/** The date of a line whose clock starts on a date that is itself one of the start days. */
function following(limit: Expression, start: number, setting: Bound['setting'], days: StartDays): number {
  const index = start - days.from;
  return start === NO_DATE || index < 0 || index >= days.length
    ? NO_DATE
    : days.datesOf(limit, setting)[index]!;
}

function beforeTheStart({ step, next }: Link, { setting }: Bound, days: StartDays): Unmeetable | undefined {
  if (next.timing.direction !== 'lead') return undefined;
  for (const one of waysOf(step)) {
    for (const other of waysOf(next)) {
      const eventDays = days.datesOf(one.limit, setting);
      const misses = tryAll([step, next], days, (index) => {
        const event = eventDays[index]!;
        const lead = following(other.limit, event, setting, days);
        return lead === NO_DATE ? null : { dates: [lead, event], misses: days.dayAt(index) - lead };
      });
      const under = [one.because, other.because].flatMap((because) => because ?? []);
      const answer = toAnswer('before-the-start', [next, step], under, misses);
      if (answer) return answer;
    }
  }
  return undefined;
}

function stepsExceedCap(
  { step, next }: Link,
  cap: Line,
  { setting }: Bound,
  days: StartDays,
): Unmeetable | undefined {
  if (next.timing.direction !== 'after' || cap.rule.row === step.rule.row || cap.rule.row === next.rule.row)
    return undefined;
  if (!isForward(cap) || !cap.rule.done.some((event) => next.rule.done.includes(event))) return undefined;
  const start = onlyStart(step)!;
  const other = onlyStart(cap)!;
  if (start.kind !== 'event' || other.kind !== 'event' || start.events[0] !== other.events[0])
    return undefined;
  const stepDays = days.datesOf(step.limit, setting);
  const capDays = days.datesOf(cap.limit, setting);
  const misses = tryAll([step, next, cap], days, (index) => {
    const first = stepDays[index]!;
    const second = following(next.limit, first, setting, days);
    const limit = capDays[index]!;
    return second === NO_DATE || limit === NO_DATE
      ? null
      : { dates: [first, second, limit], misses: second - limit };
  });
  return toAnswer('steps-exceed-cap', [step, next, cap], [], misses);
}
