import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Names } from '../rules/table.js';
import { shiftCalendarDays } from '../time/add-period.js';
import { type Day, formatDay } from '../time/day.js';
import type { Moment } from '../time/moment.js';
import { parsePeriod } from '../time/period.js';
import { holds, type Truth } from './condition.js';
import type { History, Occurrence } from './history.js';
import { type Missing, namesOf } from './missing.js';
import { daysOfSpell, spellsOf } from './spells.js';

/** A cap on days: how many are used and left, and the first day over. */
export interface LimitAnswer {
  readonly kind: 'limit';
  readonly rule: string;
  readonly title: string;
  readonly daysAllowed: number;
  readonly daysUsed: number;
  readonly daysLeft: number;
  /** The first day on which the cap was, or if the spell goes on will be, passed; null where nothing runs. */
  readonly firstDayOver: string | null;
  readonly exceeded: boolean;
}

/** So many in every so many: how the sequence stands. */
export interface CountAnswer {
  readonly kind: 'count';
  readonly rule: string;
  readonly title: string;
  readonly counted: number;
  /** The stretches (of events, or of time) that had too few, by the date of their last event or day. */
  readonly missedOn: readonly string[];
  readonly met: boolean | null;
  readonly missing: readonly string[];
}

/** An eligibility on a day: yes, no, or unknown with what is missing. */
export interface QualificationAnswer {
  readonly kind: 'qualification';
  readonly rule: string;
  readonly title: string;
  readonly qualifies: 'yes' | 'no' | 'unknown';
  readonly missing: readonly string[];
}

export type SisterAnswer = LimitAnswer | CountAnswer | QualificationAnswer;

/** The answer of a rule that is not a due date, on a day; undefined where the rule does not hold for the case. */
export function answerSister(
  rule: CompiledRule,
  history: History,
  asOf: Moment,
  names: Names,
): SisterAnswer | undefined {
  const asked = {
    history,
    occurrences: [],
    since: null,
    until: null,
    on: asOf.day,
    asOf: asOf.day,
    spells: names.spells,
  };
  const { row } = rule;
  const missing: Missing = [];
  const applies: Truth = row.when ? holds(row.when, asked, missing) : true;
  if (applies === false) return undefined;
  const base = { rule: rule.ref, title: rule.title };
  if (row.qualifies) {
    const truth = applies === undefined ? undefined : holds(row.qualifies, asked, missing);
    return {
      kind: 'qualification',
      ...base,
      qualifies: truth === undefined ? 'unknown' : truth ? 'yes' : 'no',
      missing: namesOf(missing),
    };
  }
  if (row.limit) return { kind: 'limit', ...base, ...limitStanding(row.limit, history, asOf.day, names) };
  return {
    kind: 'count',
    ...base,
    ...countStanding(row.count!, history, asOf.day),
    missing: namesOf(missing),
  };
}

type LimitRow = NonNullable<CompiledRule['row']['limit']>;

function limitStanding(limit: LimitRow, history: History, asOf: Day, names: Names) {
  const spell = names.spells['in-each' in limit ? limit['in-each'] : limit.of]!;
  const allowed = parsePeriod(limit['at-most']);
  const spells = spellsOf(spell, history).filter(({ from }) => from <= asOf);
  const current = spells.at(-1);
  if ('in-each' in limit) {
    const used = current ? Math.min(current.end ?? asOf, asOf) - current.from : 0;
    const last = current ? shiftCalendarDays(current.from, allowed, 1) : null;
    const daysAllowed = current ? last! - current.from : shiftCalendarDays(asOf, allowed, 1) - asOf;
    const running = current && (current.end === null || current.end > last!);
    return standing(daysAllowed, used, running ? ((last! + 1) as Day) : null);
  }
  const window = parsePeriod(limit['in-any']);
  const daysAllowed = shiftCalendarDays(asOf, allowed, 1) - asOf;
  const usedOn = (day: Day) => daysOfSpell(spell, history, shiftCalendarDays(day, window, -1), day);
  return standing(
    daysAllowed,
    usedOn(asOf),
    firstDayOver(
      spells[0]?.from,
      current?.end === null ? asOf : current?.end,
      usedOn,
      daysAllowed,
      asOf,
      current?.end === null,
    ),
  );
}

/** The first day whose window holds too many, walking the days from the first spell on; the running spell goes on. */
function firstDayOver(
  from: Day | undefined,
  until: Day | undefined,
  usedOn: (day: Day) => number,
  allowed: number,
  asOf: Day,
  running: boolean,
): Day | null {
  if (from === undefined || until === undefined) return null;
  for (let day = from; day <= until; day = (day + 1) as Day) if (usedOn(day) > allowed) return day;
  if (!running) return null;
  // While the spell runs, each day adds a night and at most one falls out of the window behind.
  const left = allowed - usedOn(asOf);
  return (asOf + left + 1) as Day;
}

function standing(daysAllowed: number, daysUsed: number, over: Day | null) {
  return {
    daysAllowed,
    daysUsed,
    daysLeft: Math.max(0, daysAllowed - daysUsed),
    firstDayOver: over === null ? null : formatDay(over),
    exceeded: daysUsed > daysAllowed,
  };
}

type CountRow = NonNullable<CompiledRule['row']['count']>;

function countStanding(
  count: CountRow,
  history: History,
  asOf: Day,
): { counted: number; missedOn: string[]; met: boolean | null } {
  const happened = history.of(count.of).filter((one) => one.day <= asOf);
  return 'in-every' in count ? inEvery(count, happened) : inEach(count, happened, asOf);
}

/** Any so many in a row: a window that slides over the events. */
function inEvery(count: Extract<CountRow, { 'in-every': number }>, happened: readonly Occurrence[]) {
  const wanted = Object.entries(count.with);
  const truths = happened.map((one): Truth => {
    if (wanted.some(([fact, value]) => one.facts?.[fact] !== undefined && one.facts[fact] !== value))
      return false;
    return wanted.every(([fact, value]) => one.facts?.[fact] === value) ? true : undefined;
  });
  const size = count['in-every'];
  const missedOn: string[] = [];
  // Fewer than one whole stretch is nothing to judge yet.
  let unsure = happened.length < size;
  for (let end = size; end <= happened.length; end++) {
    const window = truths.slice(end - size, end);
    const yes = window.filter((truth) => truth === true).length;
    const maybe = window.filter((truth) => truth === undefined).length;
    if (yes >= count['at-least']) continue;
    if (yes + maybe >= count['at-least']) unsure = true;
    else missedOn.push(formatDay(happened[end - 1]!.day));
  }
  return {
    counted: truths.filter((truth) => truth === true).length,
    missedOn,
    met: missedOn.length > 0 ? false : unsure ? null : true,
  };
}

/** Stretches of time one after another from the first event; the running one is not judged yet. */
function inEach(count: Extract<CountRow, { 'in-each': string }>, happened: readonly Occurrence[], asOf: Day) {
  const length = parsePeriod(count['in-each']);
  const missedOn: string[] = [];
  const start = happened[0]?.day;
  for (let k = 1; start !== undefined; k++) {
    const from = shiftCalendarDays(start, { ...length, amount: length.amount * (k - 1) }, 1);
    const end = shiftCalendarDays(start, { ...length, amount: length.amount * k }, 1);
    if (end > asOf) break;
    if (happened.filter((one) => one.day >= from && one.day < end).length < count['at-least'])
      missedOn.push(formatDay((end - 1) as Day));
  }
  return { counted: happened.length, missedOn, met: start === undefined ? null : missedOn.length === 0 };
}
