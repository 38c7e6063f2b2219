import type { Condition } from '../rules/schema/condition.js';
import { dayOfAge, shiftCalendarDays } from '../time/add-period.js';
import { type Day, parseDay } from '../time/day.js';
import { type Period, parsePeriod } from '../time/period.js';
import { factAt, type History, type Occurrence, occurrencesOf } from './history.js';
import type { Missing } from './missing.js';
import { daysOfSpell } from './spells.js';

/** Three-valued: undefined is "unknown", and never becomes yes or no. */
export type Truth = boolean | undefined;

/** What a condition is asked of: the case, the event whose facts come first, the day, and how far is known. */
export interface Asked {
  readonly history: History;
  /** Events whose own facts come before those of the case: the trigger, then the start of its series. */
  readonly occurrences: readonly (Occurrence | null)[];
  /** The first day of the clock or series, for what must have happened since. */
  readonly since: Day | null;
  /** The last day for the same; null while the clock goes on. */
  readonly until: Day | null;
  /** The day for which ages and looking-back are asked. */
  readonly on: Day;
  /** Nothing after this day has happened yet. */
  readonly asOf: Day;
  readonly spells: Readonly<Record<string, { starts: string; ends?: string }>>;
}

const periods = new Map<string, Period>();

/** The tables' own periods are few, and are asked for again and again. */
function periodIn(text: string): Period {
  let period = periods.get(text);
  if (!period) {
    period = parsePeriod(text);
    periods.set(text, period);
  }
  return period;
}

const lines = new WeakMap<Condition, readonly [string, unknown][]>();

function linesOf(condition: Condition): readonly [string, unknown][] {
  let found = lines.get(condition);
  if (!found) {
    found = Object.entries(condition);
    lines.set(condition, found);
  }
  return found;
}

/** All lines hold. One "no" makes the whole no; else one unknown makes it unknown, and says what is missing. */
export function holds(condition: Condition, asked: Asked, missing: Missing): Truth {
  const lines = linesOf(condition);
  const lacking: Missing = [];
  let unknown = false;
  for (let at = 0; at < lines.length; at++) {
    const truth = lineHolds(lines[at]![0], lines[at]![1], asked, lacking);
    if (truth === false) return false;
    if (truth === undefined) unknown = true;
  }
  if (!unknown) return true;
  missing.push(...lacking);
  return undefined;
}

function any(parts: readonly Condition[], asked: Asked, missing: Missing): Truth {
  const lacking: Missing = [];
  let unknown = false;
  for (const part of parts) {
    const truth = holds(part, asked, lacking);
    if (truth === true) return true;
    if (truth === undefined) unknown = true;
  }
  if (!unknown) return false;
  missing.push(...lacking);
  return undefined;
}

function lineHolds(key: string, line: unknown, asked: Asked, missing: Missing): Truth {
  switch (key) {
    case 'any':
      return any(line as Condition[], asked, missing);
    case 'not': {
      const truth = holds(line as Condition, asked, missing);
      return truth === undefined ? undefined : !truth;
    }
    case 'age':
      return ageHolds(line as NonNullable<Condition['age']>, asked, missing);
    case 'happened':
      return happenedHolds(line as NonNullable<Condition['happened']>, asked);
    case 'total':
      return totalHolds(line as NonNullable<Condition['total']>, asked, missing);
    default:
      return factHolds(key, line, asked, missing);
  }
}

function factHolds(fact: string, wanted: unknown, asked: Asked, missing: Missing): Truth {
  const value = factAt(asked.history, asked.occurrences, fact);
  if (value === undefined) {
    missing.push(`fact ${fact}`);
    return undefined;
  }
  if (Array.isArray(wanted)) return wanted.includes(value);
  if (wanted === null || typeof wanted !== 'object') return value === wanted;
  const bounds = wanted as { 'at-least'?: number; under?: number };
  return Number(value) >= (bounds['at-least'] ?? -Infinity) && Number(value) < (bounds.under ?? Infinity);
}

function birthOf({ history }: Asked, missing: Missing): Day | undefined {
  const birth = history.facts['date-of-birth'];
  if (typeof birth === 'string') return parseDay(birth);
  missing.push('fact date-of-birth');
  return undefined;
}

function ageHolds(age: NonNullable<Condition['age']>, asked: Asked, missing: Missing): Truth {
  const birth = birthOf(asked, missing);
  if (birth === undefined) return undefined;
  const { 'at-least': atLeast, under } = age;
  return (
    (atLeast === undefined || asked.on >= dayOfAge(birth, periodIn(atLeast))) &&
    (under === undefined || asked.on < dayOfAge(birth, periodIn(under)))
  );
}

function happenedHolds(happened: NonNullable<Condition['happened']>, asked: Asked): boolean {
  const looking = typeof happened === 'object' && !Array.isArray(happened) ? happened : { event: happened };
  const events = typeof looking.event === 'string' ? [looking.event] : looking.event;
  const recorded = occurrencesOf(asked.history, events);
  if (recorded.length === 0) return false;
  const within = 'within-last' in looking ? looking['within-last'] : undefined;
  const [since, until] = 'since' in looking ? [asked.since, asked.until] : [null, null];
  return recorded.some((occurrence) => {
    if (within === undefined)
      return (
        occurrence.day <= asked.asOf &&
        (since === null || occurrence.day >= since) &&
        (until === null || occurrence.day <= until)
      );
    return occurrence.day <= asked.on && occurrence.day >= shiftCalendarDays(asked.on, periodIn(within), -1);
  });
}

function totalHolds(total: NonNullable<Condition['total']>, asked: Asked, missing: Missing): Truth {
  const spell = asked.spells[total.of];
  if (!spell) return undefined;
  let from = -Infinity;
  if (total['since-age'] !== undefined) {
    const birth = birthOf(asked, missing);
    if (birth === undefined) return undefined;
    from = dayOfAge(birth, periodIn(total['since-age']));
  }
  if (total['within-last'] !== undefined) {
    from = Math.max(from, shiftCalendarDays(asked.on, periodIn(total['within-last']), -1));
  }
  const days = daysOfSpell(spell, asked.history, from, asked.on);
  const { 'at-least': atLeast, 'at-most': atMost } = total;
  return (
    (atLeast === undefined || days >= lengthInDays(atLeast, asked.on)) &&
    (atMost === undefined || days <= lengthInDays(atMost, asked.on))
  );
}

/** A length as days, counted back from a day where months and years have no length of their own. */
function lengthInDays(length: string, back: Day): number {
  return back - shiftCalendarDays(back, periodIn(length), -1);
}
