import type { Bound } from '../../cases/bind.js';
import { whileInForce } from '../../lines/in-force.js';
import { type Line, linesOf, onlyStart, startNames } from '../../lines/line.js';
import { datesOfLine } from '../../lines/line-dates.js';
import { sameStart } from '../../lines/start.js';
import type { StartDays } from '../../lines/start-days.js';
import type { CompiledRule } from '../../rules/compiled-rule.js';
import type { Expression, Timing } from '../../rules/expression.js';
import { leavesOf } from '../../rules/leaves.js';
import { parsePeriod } from '../../time/period.js';
import { type Spread, spreadOf } from '../spread.js';

/** A rule with the table that it stands in. */
export interface Standing {
  readonly rule: CompiledRule;
  readonly bound: Bound;
}

/** Two rules whose dates were compared, line by line, over every start day. */
export interface HeldAgainst {
  readonly kind: 'compared';
  readonly lines: readonly [Line, Line];
  /** The dates of the two lines, one for each start day. */
  readonly columns: readonly [Int32Array, Int32Array];
  readonly spread: Spread;
  readonly tried: { readonly from: StartDays['from']; readonly until: StartDays['until'] };
  /** False where the two clocks start with different events, both taken to fall on the start day. */
  readonly sameStart: boolean;
}

/** Why dates alone can't tell. */
export interface NotComparable {
  readonly kind: 'not-comparable';
  readonly why: string;
}

/**
 * Holds the dates of one rule against those of another: `spread` says how much later the second one's fall. Lines
 * that start with the same event are paired; failing that the first of each, with both starts on one day.
 */
export function holdAgainst(left: Standing, right: Standing, days: StartDays): HeldAgainst | NotComparable {
  const pair = pairOf(left, right);
  if ('why' in pair) return pair;
  const [one, other] = pair.lines;
  const tried = whileInForce([left.rule, right.rule], days);
  if (!tried) return notComparable('The two are never in force on the same day.');
  const columns = [
    datesOfLine(one, left.bound.setting, days),
    datesOfLine(other, right.bound.setting, days),
  ] as const;
  const spread = spreadOf(columns[1], columns[0], days, tried);
  if (!spread) return notComparable('One of the two dates hangs on the dates of meetings or terms.');
  return { kind: 'compared', lines: pair.lines, columns, spread, tried, sameStart: pair.sameStart };
}

const notComparable = (why: string): NotComparable => ({ kind: 'not-comparable', why });

function pairOf(
  left: Standing,
  right: Standing,
): { readonly lines: readonly [Line, Line]; readonly sameStart: boolean } | NotComparable {
  const areCaps = windowOf(left.rule) !== null && windowOf(left.rule) === windowOf(right.rule);
  const ones = areCaps ? [capLine(left.rule)] : linesOf(left.rule);
  const others = areCaps ? [capLine(right.rule)] : linesOf(right.rule);
  for (const [lines, { rule }] of [
    [ones, left],
    [others, right],
  ] as const) {
    if (lines.length === 0) return notComparable(`${rule.ref} ${formWithoutDate(rule)}.`);
    if (lines.every((line) => !onlyStart(line)))
      return notComparable(
        `The date of ${rule.ref} hangs on more than one event (${startNames(lines[0]!).join(', ')}).`,
      );
  }
  for (const one of ones) {
    const start = onlyStart(one);
    const other = others.find((line) => {
      const its = onlyStart(line);
      return start && its && sameStart(start, its) && isSameWay(one, line);
    });
    if (other) return { lines: [one, other], sameStart: true };
  }
  const [one] = ones;
  const other = others.find((line) => isSameWay(one!, line));
  return other
    ? { lines: [one!, other], sameStart: false }
    : notComparable(
        `One is counted on from ${startNames(one!).join(', ')}, the other back from ${startNames(others[0]!).join(', ')}, or the other way about: which is the tighter depends on the days between the two.`,
      );
}

/** What a cap on days is counted in: each spell, or any so long; null for what is none. */
function windowOf({ row: { limit } }: CompiledRule): string | null {
  if (!limit) return null;
  return 'in-each' in limit ? `each ${limit['in-each']}` : `any ${limit['in-any']} of ${limit.of}`;
}

/** Two caps in one window compare like dates: the last day allowed of a spell that goes on from its start. */
function capLine(rule: CompiledRule): Line {
  const limit = rule.row.limit!;
  const spell = 'in-each' in limit ? limit['in-each'] : limit.of;
  const at: Expression = {
    kind: 'shift',
    by: parsePeriod(limit['at-most']),
    sign: 1,
    counting: 'next-day',
    clear: false,
    of: { kind: 'event', events: [spell], standIns: [] },
  };
  const tiers = [{ name: null, at }];
  const timing: Timing = {
    tiers,
    leaves: leavesOf([at]),
    opens: null,
    direction: 'after',
    immediate: false,
    until: [],
    each: true,
  };
  return { rule, timing, leg: null, starts: [{ kind: 'event', events: [spell] }], limit: at, readings: [] };
}

/** Whether both look forward, or both lead up to something. */
const isSameWay = (one: Line, other: Line): boolean =>
  (one.timing.direction === 'lead') === (other.timing.direction === 'lead');

function formWithoutDate({ row }: CompiledRule): string {
  if (row.qualifies) return 'is an eligibility and fixes no date';
  if (row.count) return 'counts events and fixes no date';
  if (row.limit) return 'caps the days of something that lasts and fixes no date';
  if (row.due && 'once-in-each' in row.due)
    return 'is due once in each period, whichever day the period starts';
  return 'only opens a window';
}
