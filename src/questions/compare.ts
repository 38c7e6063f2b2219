import type { Bound } from '../cases/bind.js';
import type { Timescales } from '../cases/timescales.js';
import { describeRule } from '../deadlines/describe/describe-rule.js';
import { TimescaleError } from '../failure.js';
import { readCovered, type Stretch, stretchOf, versionOn } from '../lines/in-force.js';
import { type Line, linesOf, onlyStart, startNames } from '../lines/line.js';
import { sameStart } from '../lines/start.js';
import { dateFrom, NO_DATE, StartDays } from '../lines/start-days.js';
import type { ClauseReference, CompiledRule } from '../rules/compiled-rule.js';
import { didYouMean } from '../rules/suggest.js';
import { type Day, formatDay } from '../time/day.js';
import { type Spread, spreadOf } from './spread.js';

export interface CompareOptions {
  /** The day on which each clock starts, for a date from each. */
  readonly on?: string;
  /** The authority that the others are held against: the national table unless told, else the first that has it. */
  readonly against?: string;
  /** First and last start day for the differences over the calendar, both included; all of its coverage unless told. */
  readonly from?: string;
  readonly until?: string;
}

/** How many calendar days later than the one compared with a date falls, over all start days; negative: sooner. */
export interface DaysApart {
  /** Start days on which both have a date. */
  readonly starts: number;
  /** Of these, on how many it falls later, and sooner. */
  readonly later: number;
  readonly sooner: number;
  readonly least: number;
  readonly median: number;
  readonly greatest: number;
  /** A start day on which they part most; null where they never do. */
  readonly widestOn: string | null;
}

/** One authority's form of a timescale; a series gives a row for each of its steps. */
export interface ComparedRule {
  readonly authority: string;
  readonly name: string;
  readonly rule: string;
  readonly title: string;
  /** The place in its series, from 1; null outside series. */
  readonly step: number | null;
  readonly says: string;
  readonly strength: string;
  readonly verified: boolean;
  /** The events or facts that start its clock. */
  readonly startsWith: readonly string[];
  readonly clauses: readonly ClauseReference[];
  /** The date for the start day asked for; null without one, or where there is none. */
  readonly due: string | null;
  readonly safe: string | null;
  /** How many days later than the one compared with that date falls. */
  readonly daysFromBase: number | null;
  /** Over all start days; null for the one compared with, and where nothing can be compared. */
  readonly apart: DaysApart | null;
  /** What to mind when comparing: another start, no date. */
  readonly notes: readonly string[];
}

export interface Comparison {
  readonly rule: string;
  readonly on: string | null;
  /** The authority whose form the others are held against. */
  readonly against: string;
  /** The start days of the differences, both ends included. */
  readonly from: string;
  readonly until: string;
  readonly rules: readonly ComparedRule[];
  /** The authorities that have no such timescale. */
  readonly without: readonly string[];
}

interface Candidate {
  readonly bound: Bound;
  readonly rule: CompiledRule;
  readonly line: Line | null;
}

/**
 * One timescale as each of several authorities has it: what it says, the date it gives for a start day, and by how
 * many calendar days the dates part over every start day of the calendar.
 *
 * The start days are put to each rule's own start, whatever event that is; where it is another event, a note says
 * so. With `on` the version in force on that day is taken, otherwise the newest. Bank holidays not yet published are
 * projected.
 *
 * @throws TimescaleError `UNKNOWN_RULE` where no table has the rule, `UNKNOWN_AUTHORITY` for an `against` that is not
 * among them, `INVALID_DATE` and `OUTSIDE_COVERAGE` at `on`, `from` and `until`.
 * @example
 * // Friday 27 March 2026: both authorities give 15 working days, to Tuesday 21 April 2026
 * compare([timescales(wokingham), timescales(somerset)], 'initial-conference', { on: '2026-03-27' }).rules[1].due // => '2026-04-21'
 */
export function compare(
  authorities: readonly Timescales[],
  ruleId: string,
  options: CompareOptions = {},
): Comparison {
  const id = ruleId.slice(ruleId.indexOf('/') + 1);
  const bounds = authorities.map(({ bound }) => bound);
  const having = bounds.filter(({ versions }) => versions(id).length > 0);
  const first = having[0];
  if (!first) throw unknownRule(ruleId, id, bounds);
  const on = options.on === undefined ? null : readCovered(first, options.on, 'on');
  const stretch = stretchOf(first, options);
  const base = baseOf(having, bounds, options.against);
  const candidates = having.flatMap((bound) => candidatesOf(bound, id, on));
  const baseline = candidates.filter(({ bound }) => bound === base);
  const days = new StartDays(stretch.from, stretch.until);
  return {
    rule: id,
    on: on === null ? null : formatDay(on),
    against: base.table.authority.id,
    from: formatDay(stretch.from),
    until: formatDay(stretch.until),
    rules: candidates.map((candidate) => compared(candidate, baseline, on, days, stretch)),
    without: bounds.filter((bound) => !having.includes(bound)).map((bound) => bound.table.authority.id),
  };
}

function candidatesOf(bound: Bound, id: string, on: Day | null): Candidate[] {
  const versions = bound.versions(id);
  const rule = (on === null ? undefined : versionOn(versions, on)) ?? versions.at(-1)!;
  const lines = linesOf(rule);
  return lines.length === 0 ? [{ bound, rule, line: null }] : lines.map((line) => ({ bound, rule, line }));
}

function baseOf(having: readonly Bound[], all: readonly Bound[], against: string | undefined): Bound {
  if (against === undefined)
    return having.find(({ table }) => table.authority.kind === 'national') ?? having[0]!;
  const found = having.find(({ table }) => table.authority.id === against);
  if (found) return found;
  const known = having.map(({ table }) => table.authority.id);
  const has = all.some(({ table }) => table.authority.id === against);
  throw new TimescaleError(
    'UNKNOWN_AUTHORITY',
    'against',
    against,
    has
      ? `${against} has no such timescale; compare with ${known.join(' or ')}.`
      : `There is no authority ${JSON.stringify(against)} among those compared.${didYouMean(against, known)}`,
  );
}

function unknownRule(given: string, id: string, bounds: readonly Bound[]): TimescaleError {
  const known = new Set(bounds.flatMap(({ ids }) => ids));
  return new TimescaleError(
    'UNKNOWN_RULE',
    'rule',
    given,
    `None of the tables compared has a rule "${id}".${didYouMean(id, known)}`,
  );
}

/** A series is compared step by step; where the other has fewer, with its last. */
function counterpart(line: Line, baseline: readonly Candidate[]): Line | null {
  const lines = baseline.flatMap((candidate) => candidate.line ?? []);
  return lines.find(({ leg }) => leg === line.leg) ?? lines.at(-1) ?? null;
}

function compared(
  { bound, rule, line }: Candidate,
  baseline: readonly Candidate[],
  on: Day | null,
  days: StartDays,
  stretch: Stretch,
): ComparedRule {
  const { authority, names } = bound.table;
  const base = line && counterpart(line, baseline);
  const isBase = baseline.some((candidate) => candidate.line === line);
  const baseBound = baseline[0]!.bound;
  const due = line && on !== null ? dateFrom(line.limit, on, bound.setting) : null;
  const baseDue = base && on !== null ? dateFrom(base.limit, on, baseBound.setting) : null;
  const spread =
    line && base && !isBase
      ? spreadOf(
          days.datesOf(line.limit, bound.setting),
          days.datesOf(base.limit, baseBound.setting),
          days,
          stretch,
        )
      : undefined;
  return {
    authority: authority.id,
    name: authority.name,
    rule: rule.ref,
    title: rule.title,
    step: line === null || line.leg === null ? null : line.leg + 1,
    says: describeRule(rule, names),
    strength: rule.row.strength,
    verified: rule.row.source?.verified ?? true,
    startsWith: line ? startNames(line) : [],
    clauses: rule.clauses,
    due: due === null ? null : formatDay(due),
    safe: line && on !== null ? safeOn(line, on, bound) : null,
    daysFromBase: due === null || baseDue === null || isBase ? null : due - baseDue,
    apart: spread ? daysApart(spread) : null,
    notes: notesOn(line, base, isBase, days, bound),
  };
}

function safeOn(line: Line, on: Day, { setting }: Bound): string | null {
  const dates = [line.limit, ...line.readings.map(({ limit }) => limit)].flatMap(
    (at) => dateFrom(at, on, setting) ?? [],
  );
  return dates.length === 0 ? null : formatDay(Math.min(...dates) as Day);
}

const daysApart = ({ starts, later, earlier, least, median, greatest, worst }: Spread): DaysApart => ({
  starts,
  later,
  sooner: earlier,
  least,
  median,
  greatest,
  widestOn: worst && formatDay(worst.start),
});

function notesOn(
  line: Line | null,
  base: Line | null,
  isBase: boolean,
  days: StartDays,
  bound: Bound,
): string[] {
  if (!line) return ['It fixes no date that can be counted from one start.'];
  const notes: string[] = [];
  const start = onlyStart(line);
  if (!start) notes.push('Several events decide its date; here all of them fall on the start day.');
  const other = base && !isBase ? onlyStart(base) : undefined;
  if (start && other && !sameStart(start, other))
    notes.push('Its clock starts with another event; the days apart hold where both fall on one day.');
  if (days.datesOf(line.limit, bound.setting).every((date) => date === NO_DATE))
    notes.push('Its date needs the dates of a series of meetings or terms.');
  return notes;
}
