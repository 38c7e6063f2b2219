import type { Setting } from '../deadlines/setting.js';
import type { Expression, Shift } from '../rules/expression.js';
import type { Period } from '../time/period.js';
import type { Dialect } from './dialect.js';
import { NotInSql } from './refusal.js';
import type { Relations, Scope } from './scope.js';

/** The columns that the leaves of an expression stand for, in the query that reads it. */
export interface LeafSql {
  readonly previous: () => string;
  readonly event: (leaf: Expression & { kind: 'event' }) => string;
  readonly nth: (leaf: Expression & { kind: 'nth' }) => string;
  readonly fact: (fact: 'date-of-birth' | 'expected-delivery') => string;
}

/**
 * Expressions as SQL. What only the calendar knows is joined to the query that reads them, a row a look-up: a day by
 * its date, a working day by its place among the working days.
 */
export class Dates {
  readonly #dialect: Dialect;
  readonly #relations: Relations;
  readonly #setting: Setting;
  readonly #leaves: LeafSql;
  readonly #joins: string[] = [];
  readonly #known = new Map<string, string>();
  /** Holds for a row where a day that was needed is not in the calendar. */
  readonly #beyond: string[] = [];
  readonly #alias: string;

  constructor({ dialect, relations, setting }: Scope, leaves: LeafSql, alias = 'c') {
    this.#alias = alias;
    this.#dialect = dialect;
    this.#relations = relations;
    this.#setting = setting;
    this.#leaves = leaves;
  }

  /** The joins that the dates said so far need, in their order. */
  get joins(): string {
    return this.#joins.map((join) => `\n${join}`).join('');
  }

  /** Whether any date said so far lies outside the calendar. */
  get beyond(): string {
    return this.#beyond.length === 0 ? '1 = 0' : this.#beyond.join(' OR ');
  }

  /**
   * The date of an expression; null where a leaf has none, and where the calendar does not reach. `times` takes its
   * outermost period so many times over; where `guard` does not hold, the date is not wanted.
   */
  of(at: Expression, guard?: string, times?: string): string {
    switch (at.kind) {
      case 'event':
        return guarded(this.#leaves.event(at), guard);
      case 'previous':
        return guarded(this.#leaves.previous(), guard);
      case 'nth':
        return guarded(this.#leaves.nth(at), guard);
      case 'fact':
        return guarded(this.#leaves.fact(at.fact), guard);
      case 'age':
        return guarded(this.age(this.#leaves.fact('date-of-birth'), at.ages[0]!), guard);
      case 'shift':
        return this.#shift(at, this.of(at.of, guard), times);
      case 'roll': {
        const from =
          at.of.kind === 'shift'
            ? this.#shift(at.of, this.of(at.of.of, guard), times)
            : this.of(at.of, guard);
        return at.to === 'next-working-day'
          ? this.nextWorkingOrSame(from)
          : this.#previousWorkingOrSame(from);
      }
      case 'pick':
        return at.of.map((part) => this.of(part, guard)).reduce(at.which === 'earliest' ? earlier : latest);
      case 'received':
        return this.#received(at.hours, this.of(at.of, guard));
      case 'next':
        return this.#nextIn(at.series, this.of(at.of, guard));
    }
  }

  /** The day on which an age is reached: 1 March for a full year of one born on 29 February, in a common year. */
  age(birth: string, age: Period): string {
    const { addDays, dayOfMonth } = this.#dialect;
    const day = this.#calendarShift(birth, age, 1, 0);
    const isFullYears = age.unit === 'years' || (age.unit === 'months' && age.amount % 12 === 0);
    if (!isFullYears) return day;
    return `CASE WHEN ${dayOfMonth(day)} <> ${dayOfMonth(birth)} THEN ${addDays(day, '1')} ELSE ${day} END`;
  }

  /** The day so long before another; months end where theirs do. */
  before(day: string, period: Period): string {
    return this.#calendarShift(day, period, -1, 0);
  }

  /** The place of a day among the working days, itself included. */
  ordinal(day: string): string {
    return `${this.#dayOf(day)}.ordinal`;
  }

  nextWorkingOrSame(day: string): string {
    const on = this.#dayOf(day);
    return this.#workingDay(`${on}.ordinal - ${on}.working + 1`);
  }

  #previousWorkingOrSame(day: string): string {
    return this.#workingDay(`${this.#dayOf(day)}.ordinal`);
  }

  #shift({ by, sign, counting, clear }: Shift, from: string, times?: string): string {
    if (by.unit === 'hours') {
      if (times) throw new NotInSql('it counts hours from the start of a series');
      return this.#dialect.addDays(from, String(Math.floor((sign * by.amount) / 24)));
    }
    if (by.unit === 'working days') {
      const amount = by.amount + (clear ? 1 : 0);
      const on = this.#dayOf(from);
      if (amount === 0) return counting === 'next-working-day' ? this.nextWorkingOrSame(from) : from;
      const base =
        sign === 1
          ? {
              'next-day': `${on}.ordinal`,
              'trigger-day': `${on}.ordinal - ${on}.working`,
              'next-working-day': `${on}.ordinal - ${on}.working + 1`,
            }
          : {
              'next-day': `${on}.ordinal - ${on}.working + 1`,
              'trigger-day': `${on}.ordinal + 1`,
              'next-working-day': `${on}.ordinal`,
            };
      const count = times ? `(${by.amount} * ${times}${clear ? ' + 1' : ''})` : String(amount);
      return this.#workingDay(`${base[counting]} ${sign === 1 ? '+' : '-'} ${count}`);
    }
    const start =
      counting !== 'next-working-day'
        ? from
        : sign === 1
          ? this.nextWorkingOrSame(from)
          : this.#previousWorkingOrSame(from);
    const extra = (clear ? sign : 0) - (counting === 'trigger-day' && by.amount > 0 ? sign : 0);
    return this.#calendarShift(start, by, sign, extra, times);
  }

  #calendarShift(
    from: string,
    { amount, unit }: Period,
    sign: 1 | -1,
    extra: number,
    times?: string,
  ): string {
    const { addDays, addMonths } = this.#dialect;
    const so = (each: number, more: number) =>
      times
        ? `${sign * each * amount} * ${times}${more === 0 ? '' : ` + ${more}`}`
        : String(sign * each * amount + more);
    switch (unit) {
      case 'calendar days':
        return shiftedBy(addDays, from, so(1, extra));
      case 'weeks':
        return shiftedBy(addDays, from, so(7, extra));
      case 'months':
      case 'years':
        return shiftedBy(addDays, addMonths(from, so(unit === 'years' ? 12 : 1, 0)), String(extra));
      default:
        throw new NotInSql(`a period in ${unit} has no length on the calendar`);
    }
  }

  /** What comes in while the offices are shut counts as received when they next work. */
  #received(name: string, from: string): string {
    const hours = this.#setting.hours[name];
    if (!hours) throw new NotInSql(`the authority has no hours "${name}"`);
    const open = hours.weekdays.flatMap((one, weekday) => (one ? [String(weekday + 1)] : []));
    const on = this.#dayOf(from);
    const isOpen = `${on}.working = 1 AND ${on}.weekday IN (${open.join(', ')})`;
    const closed = `CASE WHEN NOT (${isOpen}) THEN ${this.#dialect.addDays(from, '1')} END`;
    return `CASE WHEN ${isOpen} THEN ${from} ELSE ${this.nextWorkingOrSame(closed)} END`;
  }

  /** The next date of a series, on a day or after it; none after the last that is known. */
  #nextIn(series: string, day: string): string {
    this.#dayOf(day);
    const alias = this.#join(
      `next ${series} ${day}`,
      this.#relations.seriesDays,
      (one) => `${one}.series = ${this.#dialect.literal(series)} AND ${one}.day = ${day}`,
    );
    return `${alias}.next_day`;
  }

  /** The calendar's row of a day, by the name it is joined under. */
  #dayOf(day: string): string {
    return this.#look('day', day, `{}.day = ${day}`, `${day} IS NOT NULL AND {}.day IS NULL`);
  }

  #workingDay(ordinal: string): string {
    const alias = this.#look(
      'worked',
      ordinal,
      `{}.working = 1 AND {}.ordinal = ${ordinal}`,
      `${ordinal} IS NOT NULL AND {}.day IS NULL`,
    );
    return `${alias}.day`;
  }

  /** A look-up in the calendar; a row without it lies `beyond`. */
  #look(kind: string, key: string, on: string, beyond: string): string {
    const joined = this.#joins.length;
    const alias = this.#join(`${kind} ${key}`, this.#relations.calendar, (one) => on.replaceAll('{}', one));
    if (this.#joins.length > joined) this.#beyond.push(`(${beyond.replaceAll('{}', alias)})`);
    return alias;
  }

  /** Joins a table, once for the same key, and gives its name in the query. */
  #join(key: string, table: string, on: (alias: string) => string): string {
    const known = this.#known.get(key);
    if (known) return known;
    const alias = `${this.#alias}${this.#joins.length + 1}`;
    this.#joins.push(`LEFT JOIN ${table} ${alias} ON ${on(alias)}`);
    this.#known.set(key, alias);
    return alias;
  }
}

const guarded = (column: string, guard: string | undefined): string =>
  guard === undefined ? column : `CASE WHEN ${guard} THEN ${column} END`;

const shiftedBy = (add: Dialect['addDays'], day: string, days: string): string =>
  days === '0' ? day : add(day, days);

/** The earlier of two dates; the one that is known where only one is. */
export const earlier = (left: string, right: string): string =>
  `CASE WHEN ${right} IS NULL OR ${left} <= ${right} THEN ${left} ELSE ${right} END`;

/** The later of two dates; none unless both are known. */
export const latest = (left: string, right: string): string =>
  `CASE WHEN ${left} IS NULL OR ${right} IS NULL THEN NULL WHEN ${left} >= ${right} THEN ${left} ELSE ${right} END`;
