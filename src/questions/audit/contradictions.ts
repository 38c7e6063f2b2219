import type { Bound } from '../../cases/bind.js';
import { linesOf, onlyStart, startNames } from '../../lines/line.js';
import { sameStart } from '../../lines/start.js';
import type { StartDays } from '../../lines/start-days.js';
import type { CompiledRule } from '../../rules/compiled-rule.js';
import {
  type AuditedRule,
  audited,
  type Extent,
  extentOf,
  type PartedBy,
  partedBy,
  type WorkedExample,
  workedExample,
} from './audited.js';
import { type HeldAgainst, holdAgainst } from './hold-against.js';

/**
 * - `dates-part`: counted from one day, the two give different dates on some start days;
 * - `starts-part`: they give the same date from one day, but their clocks start with different events;
 * - `agree`: they give the same date on every start day;
 * - `undecided`: dates can't tell, and `why` says for what reason.
 */
export type Verdict = 'dates-part' | 'starts-part' | 'agree' | 'undecided';

/** Two rules about one action that the table links as contradicting each other, or whose dates do. */
export interface Contradiction {
  readonly rules: readonly [AuditedRule, AuditedRule];
  /** Whether the table itself says that they contradict each other. */
  readonly declared: boolean;
  readonly verdict: Verdict;
  /** What the verdict rests on beside the dates, or why there is none. */
  readonly why: string | null;
  /** On how many start days they part; null where undecided. */
  readonly extent: Extent | null;
  /** How many calendar days later the second one's date falls. */
  readonly apart: PartedBy | null;
  /** A start day on which they part most. */
  readonly example: WorkedExample | null;
}

/** The pairs that the table declares, then those that nothing but their dates give away. */
export function contradictionsOf(
  bound: Bound,
  rules: readonly CompiledRule[],
  days: StartDays,
): Contradiction[] {
  const declared = declaredPairs(rules);
  const seen = new Set(declared.map(([one, other]) => pairKey(one, other)));
  const found = undeclaredPairs(rules).filter(([one, other]) => !seen.has(pairKey(one, other)));
  return [
    ...declared.map((pair) => judged(pair, bound, days, true)),
    ...found
      .map((pair) => judged(pair, bound, days, false))
      .filter(({ verdict }) => verdict === 'dates-part'),
  ];
}

type Pair = readonly [CompiledRule, CompiledRule];

const pairKey = (one: CompiledRule, other: CompiledRule): string => [one.ref, other.ref].sort().join(' ');

/** Each pair once, in the order of the table; the versions in force together. */
function declaredPairs(rules: readonly CompiledRule[]): Pair[] {
  const pairs: Pair[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    for (const id of rule.leg === null ? (rule.row.contradicts ?? []) : []) {
      for (const other of rules.filter((one) => one.id === id && overlap(rule, one))) {
        if (seen.has(pairKey(rule, other))) continue;
        seen.add(pairKey(rule, other));
        pairs.push([rule, other]);
      }
    }
  }
  return pairs;
}

const overlap = (one: CompiledRule, other: CompiledRule): boolean =>
  (one.until === null || other.from < one.until) && (other.until === null || one.from < other.until);

/** Rules that one event completes and one event starts, for the same cases, where neither gives way. */
function undeclaredPairs(rules: readonly CompiledRule[]): Pair[] {
  const pairs: Pair[] = [];
  for (const [index, rule] of rules.entries()) {
    for (const other of rules.slice(index + 1)) {
      if (rule.row !== other.row && areAboutOneAction(rule, other)) pairs.push([rule, other]);
    }
  }
  return pairs;
}

function areAboutOneAction(rule: CompiledRule, other: CompiledRule): boolean {
  return (
    rule.done.some((event) => other.done.includes(event)) &&
    rule.id !== other.id &&
    overlap(rule, other) &&
    isForSameCases(rule, other) &&
    !givesWay(rule, other) &&
    !givesWay(other, rule) &&
    !isShareOfCases(rule) &&
    !isShareOfCases(other) &&
    haveOneStart(rule, other)
  );
}

/** Targets for shares of the cases ("80 % in a month, all in a year") are steps of one aim. */
const isShareOfCases = ({ row }: CompiledRule): boolean => row.share !== undefined;

const givesWay = (rule: CompiledRule, other: CompiledRule): boolean =>
  rule.row['yields-to']?.includes(other.id) ?? false;

/** The same condition, or none on one side: other conditions may well exclude one another. */
function isForSameCases({ row: one }: CompiledRule, { row: other }: CompiledRule): boolean {
  return !one.when || !other.when || JSON.stringify(one.when) === JSON.stringify(other.when);
}

function haveOneStart(rule: CompiledRule, other: CompiledRule): boolean {
  return linesOf(rule).some((line) => {
    const start = onlyStart(line);
    return linesOf(other).some((its) => {
      const second = onlyStart(its);
      return start && second && sameStart(start, second) && line.timing.direction === its.timing.direction;
    });
  });
}

function judged([one, other]: Pair, bound: Bound, days: StartDays, declared: boolean): Contradiction {
  const rules = [audited(one), audited(other)] as const;
  const held = holdAgainst({ rule: one, bound }, { rule: other, bound }, days);
  if (held.kind === 'not-comparable') {
    const nothing = { extent: null, apart: null, example: null };
    return { rules, declared, verdict: 'undecided', why: held.why, ...nothing };
  }
  const { spread, tried, lines, columns } = held;
  const parted = spread.later + spread.earlier;
  const { worst } = spread;
  return {
    rules,
    declared,
    verdict: parted > 0 ? 'dates-part' : held.sameStart ? 'agree' : 'starts-part',
    why: whyOf(held, one, other),
    extent: extentOf(parted, spread.starts, tried),
    apart: partedBy(spread),
    example:
      worst &&
      workedExample(
        worst.start,
        lines.map((line, index) => ({ line, due: columns[index]![worst.start - days.from]! })),
      ),
  };
}

/** What to mind about two dates that were compared; null where they are plainly about the same thing. */
function whyOf(
  { lines, sameStart: isSame }: HeldAgainst,
  one: CompiledRule,
  other: CompiledRule,
): string | null {
  const [first, second] = lines.map((line) => startNames(line).join(', '));
  const parts = [
    isSame ? '' : `The first is counted from ${first}, the second from ${second}; here both fall on one day.`,
    lines[0].leg === lines[1].leg || isSame ? '' : 'They are different steps of their series.',
    isForSameCases(one, other) ? '' : 'They are for different cases; both may still be for one.',
    one.done.some((event) => other.done.includes(event))
      ? ''
      : `Different events complete them (${one.done.join(', ')}; ${other.done.join(', ')}).`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(' ');
}
