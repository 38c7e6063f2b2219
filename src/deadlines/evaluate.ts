import { TimescaleError } from '../failure.js';
import type { Expression, Shift } from '../rules/expression.js';
import type { Names } from '../rules/table.js';
import { dayOfAge, shiftCalendarDays } from '../time/add-period.js';
import { type Day, parseDay, weekdayOf } from '../time/day.js';
import { compareMoments, type Moment } from '../time/moment.js';
import { addHours } from '../time/zone.js';
import { type History, type Occurrence, occurrencesOf } from './history.js';
import type { Missing } from './missing.js';
import type { OpeningHours, Setting } from './setting.js';
import { isAmong } from './short-lists.js';
import { type Spell, spellOn, spellsInTurn } from './spells.js';

/** What a clock has fixed: which occurrence started it, and from when on others count. */
export interface Bindings {
  readonly history: History;
  readonly trigger: Occurrence | null;
  /** What its series started with; the trigger itself outside series. */
  readonly start: Occurrence | null;
  /** Only occurrences after this belong to the clock; null for all. */
  readonly since: Moment | null;
  /** Which of several ages this clock is for. */
  readonly ageIndex: number;
}

/** The day (and time) that an expression stands for; undefined when something it needs is missing. */
export function evaluate(
  expression: Expression,
  setting: Setting,
  bound: Bindings,
  missing: Missing | null,
): Moment | undefined {
  // The kinds that nearly every rule is made of come first.
  switch (expression.kind) {
    case 'shift': {
      const from = evaluate(expression.of, setting, bound, missing);
      return from && shift(expression, from, setting);
    }
    case 'event':
      return resolveEvent(expression, bound) ?? lack(missing, 'event', expression.events);
    case 'previous':
      return bound.trigger ?? lack(missing, 'event', BEFORE_IT);
    case 'nth':
      return (
        resolveNth(expression, setting, bound) ??
        lack(missing, 'event', [expression.event], ` (${expression.nth})`)
      );
    case 'fact':
      return factDay(expression.fact, bound, missing);
    case 'age': {
      const birth = factDay('date-of-birth', bound, missing);
      return (
        birth && {
          day: dayOfAge(birth.day, expression.ages[bound.ageIndex] ?? expression.ages[0]!),
          second: null,
        }
      );
    }
    case 'roll': {
      const from = evaluate(expression.of, setting, bound, missing);
      return from && roll(expression.to, from, setting);
    }
    case 'pick':
      return pick(expression, setting, bound, missing);
    case 'next': {
      const from = evaluate(expression.of, setting, bound, missing);
      return (
        from &&
        (nextInSeries(expression.series, from.day, setting) ?? lack(missing, 'series', [expression.series]))
      );
    }
    case 'received': {
      const from = evaluate(expression.of, setting, bound, missing);
      return from && received(setting.hours[expression.hours], from, setting);
    }
  }
}

const BEFORE_IT = ['before it'];

/** Notes what is missing, where that is wanted: the names are put together only then. */
function lack(missing: Missing | null, kind: string, names: readonly string[], which = ''): undefined {
  missing?.push(`${kind} ${names.join(' or ')}${which}`);
  return undefined;
}

/** The occurrence that an event leaf stands for in this clock: what started it, if that is one, else the first. */
export function resolveEvent(leaf: Expression & { kind: 'event' }, bound: Bindings): Occurrence | undefined {
  const { events, standIns } = leaf;
  const { trigger, start, since, history } = bound;
  // By name first: only a narrower event has to be looked up.
  if (trigger && (isAmong(events, trigger.event) || isAmong(standIns, trigger.event))) return trigger;
  const named = occurrencesOf(history, events);
  const others = occurrencesOf(history, standIns);
  if (trigger && (isAmong(named, trigger) || isAmong(others, trigger))) return trigger;
  if (start && start !== trigger && (isAmong(named, start) || isAmong(others, start))) return start;
  const all = recorded(leaf, history);
  return since === null ? all[0] : all.find((occurrence) => compareMoments(occurrence, since) > 0);
}

/**
 * The occurrences that an event leaf may stand for: of its stand-ins only where none of the named was recorded. One
 * that is still to come is recorded too, but does not keep a stand-in from counting that has happened.
 */
export function recorded(
  { events, standIns }: Expression & { kind: 'event' },
  history: History,
): readonly Occurrence[] {
  const named = occurrencesOf(history, events);
  if (standIns.length === 0) return named;
  const { asOf } = history;
  const hasHappened = (one: Occurrence) => asOf === null || compareMoments(one, asOf) <= 0;
  if (named.length > 0 && hasHappened(named[0]!)) return named;
  const others = occurrencesOf(history, standIns);
  return named.length === 0 || (others.length > 0 && hasHappened(others[0]!)) ? others : named;
}

type Nth = Expression & { kind: 'nth' };

const nthOf = (all: readonly Occurrence[], nth: number | 'last'): Occurrence | undefined =>
  nth === 'last' ? all.at(-1) : all[nth - 1];

const inSpell = (all: readonly Occurrence[], spells: readonly Spell[], own: number): Occurrence[] =>
  all.filter(({ day }) => spellOn(spells, day) === own);

/** The n-th of an event: where it is counted in spells, the one of the spell in which the clock started. */
function resolveNth(leaf: Nth, { names }: Setting, { history, trigger }: Bindings): Occurrence | undefined {
  const all = history.of(leaf.event);
  if (leaf.spell === null) return nthOf(all, leaf.nth);
  if (!trigger) return undefined;
  const spells = spellsInTurn(names.spells[leaf.spell]!, history);
  const own = spellOn(spells, trigger.day);
  return own === null ? undefined : nthOf(inSpell(all, spells, own), leaf.nth);
}

/** Every n-th of an event: one, or one in each spell in which it is counted anew. */
export function everyNth({ event, nth, spell }: Nth, names: Names, history: History): Occurrence[] {
  const all = history.of(event);
  if (spell === null) return [nthOf(all, nth) ?? []].flat();
  const spells = spellsInTurn(names.spells[spell]!, history);
  return spells.flatMap((_, own) => nthOf(inSpell(all, spells, own), nth) ?? []);
}

function factDay(
  fact: 'date-of-birth' | 'expected-delivery',
  { history }: Bindings,
  missing: Missing | null,
): Moment | undefined {
  const value = history.facts[fact];
  return typeof value === 'string' ? { day: parseDay(value), second: null } : lack(missing, 'fact', [fact]);
}

function shift({ by, sign, counting, clear }: Shift, from: Moment, setting: Setting): Moment {
  if (by.unit === 'hours') return addHours(from, sign * by.amount, setting.zone);
  const amount = sign * (clear ? by.amount + 1 : by.amount);
  if (by.unit === 'working days') return dayOnly(setting.calendar.addWorkingDays(from.day, amount, counting));
  const start =
    counting !== 'next-working-day'
      ? from.day
      : sign === 1
        ? setting.calendar.nextWorkingOrSame(from.day)
        : setting.calendar.previousWorkingOrSame(from.day);
  const end = shiftCalendarDays(start, by, sign) + (clear ? sign : 0);
  // "Beginning with the day": that day is the first of the period, so the period ends a day sooner.
  return dayOnly((counting === 'trigger-day' && by.amount > 0 ? end - sign : end) as Day);
}

const dayOnly = (day: Day): Moment => ({ day, second: null });

function roll(
  to: 'previous-working-day' | 'next-working-day',
  { day }: Moment,
  { calendar }: Setting,
): Moment {
  return dayOnly(
    to === 'next-working-day' ? calendar.nextWorkingOrSame(day) : calendar.previousWorkingOrSame(day),
  );
}

function pick(
  expression: Expression & { kind: 'pick' },
  setting: Setting,
  bound: Bindings,
  missing: Missing | null,
): Moment | undefined {
  const earliest = expression.which === 'earliest';
  const lacking: Missing = [];
  let best: Moment | undefined;
  for (const part of expression.of) {
    const found = evaluate(part, setting, bound, lacking);
    if (found && (!best || (earliest ? compareMoments(found, best) < 0 : compareMoments(found, best) > 0)))
      best = found;
  }
  // The latest of several is known only when all are; the earliest of those recorded is a limit already.
  if (best && (earliest || lacking.length === 0)) return best;
  missing?.push(...lacking);
  return undefined;
}

function nextInSeries(series: string, from: Day, setting: Setting): Moment | undefined {
  // A day that the calendar does not know is refused, whatever dates the series has.
  setting.calendar.isWorking(from);
  const found = setting.series[series]?.find((stretch) => stretch.from >= from);
  return found && dayOnly(found.from);
}

/** When something counts as received: within opening hours on its day, after them on the next day they open. */
function received(hours: OpeningHours | undefined, from: Moment, { calendar }: Setting): Moment {
  if (!hours)
    throw new TimescaleError(
      'INVALID_TABLE',
      'received-in',
      null,
      'The authority has no such opening hours.',
    );
  const open = calendar.isWorking(from.day) ? hours.weekdays[weekdayOf(from.day)] : null;
  if (open && (from.second === null || from.second <= open.closes)) return from;
  return dayOnly(calendar.nextWorkingOrSame((from.day + 1) as Day));
}
