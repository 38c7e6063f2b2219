import { ruleIdOf } from '../cases/bind.js';
import type { Timescales } from '../cases/timescales.js';
import type { TimescaleError } from '../failure.js';
import { readCovered } from '../lines/in-force.js';
import { type Line, startNames } from '../lines/line.js';
import type { Start } from '../lines/start.js';
import { NO_DATE } from '../lines/start-days.js';
import type { ClauseReference, CompiledRule } from '../rules/compiled-rule.js';
import type { Expression } from '../rules/expression.js';
import { type DateTable, dateTable, linesFor, workingRanks, writeTable } from './clock-table.js';
import { type FactColumns, holdsInColumns, unanswerable } from './conditions.js';
import {
  allValid,
  clearBit,
  type Dates,
  type DayColumn,
  fitting,
  type Into,
  mustHold,
  notInColumns,
} from './day-column.js';
import { everyDay, keepEarliest } from './look-up.js';
import { APPLIES, type ClockColumns, writeDaysPastDue, writeOutcomes } from './outcomes.js';
import { plainDays, readStarts, type StartColumns, type Starts } from './start-columns.js';

export interface ColumnsOptions {
  /** The step of a series, from 1: its legs, then its rhythms. Unless told the first rhythm. */
  readonly step?: number;
}

/** The clocks to be judged, a row each. */
export interface ClockInput {
  readonly starts: Starts;
  /** The completion that belongs to the row's clock. */
  readonly done?: DayColumn;
  /** What ended the clock before it was done. */
  readonly ended?: DayColumn;
  /** Facts for whom the rule holds; without them a rule that asks for some is `unknown`. */
  readonly facts?: FactColumns;
  /** The day on which outcomes are judged. */
  readonly asOf: string;
}

/** How each row stands: `OUTCOMES[outcomes[row]]`. */
export interface Standings {
  readonly due: Dates;
  readonly outcomes: Uint8Array;
  /** Calendar days past the due date, negative while it is to come; `NO_DATE` where the outcome has none. */
  readonly daysPastDue: Int32Array;
  readonly workingDaysPastDue: Int32Array;
}

/** A rule bound to its calendar as tables with an entry a day, ready for any number of rows. */
export interface RuleColumns {
  readonly rule: string;
  readonly title: string;
  readonly clauses: readonly ClauseReference[];
  /** The names of the columns that the due date is counted from. */
  readonly starts: readonly string[];
  /** The names of its tiers, the limit last; none where it has one date. */
  readonly tiers: readonly string[];
  /** Why the clause can be read otherwise, a sentence a reading. */
  readonly readings: readonly string[];
  /** The due date of each row. */
  due(starts: Starts, into?: Into): Dates;
  /** The earliest of the due date and all other readings of the clause. */
  safe(starts: Starts, into?: Into): Dates;
  /** The date of a tier, by its name. */
  tier(name: string, starts: Starts, into?: Into): Dates;
  /** The date under another reading, by its place in `readings`. */
  reading(place: number, starts: Starts, into?: Into): Dates;
  /** Whether the rule is for each row's case, as `APPLIES` has it. Ages are asked for on the day of the start. */
  applies(facts: FactColumns, starts: Starts): Uint8Array;
  /** Due dates, outcomes and days past due. */
  standings(input: ClockInput): Standings;
}

/**
 * Binds one rule for columns: every date it can come to is worked out once, for each day of the calendar, by the
 * same engine that answers for single cases; a column is then a look-up a row.
 *
 * A row is one clock: which events start and stop it is for whoever makes the columns to say. Times of the day are
 * not kept: hours count as they do for a date without a time. The version of the rule is the one in force on the
 * start; a row that none covers, or that leaves the calendar, has no date and is counted as refused.
 *
 * @throws TimescaleError `UNKNOWN_RULE`; `NOT_IN_COLUMNS` for a rule that fixes no date from its starts alone, or has
 * no such step.
 * @example
 * // Friday 27 March 2026 is day 20539; Tuesday 21 April 2026 is day 20564
 * bindColumns(timescales(wokingham), 'initial-conference').due({ days: Int32Array.of(20539) }).days[0] // => 20564
 */
export function bindColumns(
  { bound }: Timescales,
  ruleId: string,
  options: ColumnsOptions = {},
): RuleColumns {
  const versions = bound.versions(ruleIdOf(bound, ruleId));
  const newest = versions.at(-1)!;
  const lines = linesFor(versions, options.step).filter((one) => one !== undefined);
  const line = lines.at(-1);
  if (!line) throw cannot(newest, 'it fixes no date that is counted from starts alone, or has no such step');
  const { setting } = bound;
  const { calendar } = setting;
  const days = everyDay(setting);
  const { starts: counted } = line;

  const tableOf = (dateOf: (one: Line) => Expression | undefined) => dateTable(lines, dateOf, setting, days);
  const due = tableOf((one) => one.limit);
  const readings = line.readings.map((_, place) =>
    lazily(() => tableOf((one) => one.readings[place]?.limit)),
  );
  const tierNames = line.timing.tiers.flatMap(({ name }) => name ?? []);
  const tiers = new Map(
    tierNames.map((name) => [
      name,
      lazily(() => tableOf((one) => one.timing.tiers.find((tier) => tier.name === name)?.at)),
    ]),
  );
  const opens = line.timing.opens ? lazily(() => tableOf((one) => one.timing.opens ?? undefined)) : null;
  const { when } = newest.row;
  let ranks: Int32Array | undefined;

  const run = (table: DateTable, starts: StartColumns, into: Into = {}): Dates => {
    mustHold(into, starts.rows);
    const out = into.days ?? new Int32Array(starts.rows);
    const gaps = writeTable(table, starts, days, out);
    if (gaps) return withMask(out, starts, counted, into.valid);
    return { days: out, valid: into.valid ? allValid(starts.rows, into.valid) : null, nulls: 0, refused: 0 };
  };
  const ask = (table: DateTable | undefined, what: string, starts: Starts, into?: Into): Dates => {
    if (!table) throw cannot(newest, `it has no ${what}`);
    return run(table, readStarts(starts, counted), into);
  };
  const mustBeTold = (): void => {
    if (versions.some(({ yieldsTo }) => yieldsTo.length > 0))
      throw cannot(newest, 'it gives way to another rule, which a row of columns does not tell');
    if (new Set(versions.map((version) => JSON.stringify(version.when))).size > 1)
      throw cannot(newest, 'for whom it is differs from version to version');
  };
  const applying = (facts: FactColumns, { rows, of }: StartColumns): Uint8Array => {
    if (!when) return new Uint8Array(rows).fill(APPLIES.yes);
    const unsaid = unanswerable(when);
    if (unsaid.length > 0) throw cannot(newest, `for whom it is hangs on ${unsaid.join(' and ')}`);
    return holdsInColumns(when, { facts, on: of(counted[0]!)!, rows });
  };

  return {
    rule: newest.ref,
    title: newest.title,
    clauses: newest.clauses,
    starts: startNames(line),
    tiers: tierNames,
    readings: line.readings.map(({ because }) => because),
    due: (starts, into) => ask(due, 'date', starts, into),
    tier: (name, starts, into) => ask(tiers.get(name)?.(), `tier "${name}"`, starts, into),
    reading: (place, starts, into) => ask(readings[place]?.(), `reading ${place}`, starts, into),
    safe: (starts, into) => {
      if (line.readings.length < newest.readings.length)
        throw cannot(newest, 'one of its readings is not counted from starts, so no date is safe under all');
      const read = readStarts(starts, counted);
      const safe = run(due, read, into);
      for (const reading of readings) keepEarliest(safe.days, run(reading(), read).days, read.rows);
      return withMask(safe.days, read, counted, safe.valid ?? undefined);
    },
    applies: (facts, starts) => {
      mustBeTold();
      return applying(facts, readStarts(starts, counted));
    },
    standings: ({ starts, done, ended, facts, asOf }) => {
      mustBeTold();
      const day = readCovered(bound, asOf, 'asOf');
      const read = readStarts(starts, counted);
      const dates = run(due, read);
      const clocks: ClockColumns = {
        start: startOf(read),
        due: dates.days,
        opens: opens && run(opens(), read).days,
        done: done ? plainDays(fitting('done', done, read.rows)) : null,
        ended: ended ? plainDays(fitting('ended', ended, read.rows)) : null,
        applies: when ? applying(facts ?? {}, read) : null,
      };
      const judging = {
        asOf: day,
        dueSoonWorkingDays: bound.dueSoonWorkingDays,
        isAfter: line.timing.direction === 'after',
        notFor: newest.due?.form === 'single' ? 'not-started' : 'not-applicable',
        calendar,
      } as const;
      const outcomes = new Uint8Array(read.rows);
      writeOutcomes(clocks, judging, outcomes, read.rows);
      const daysPastDue = new Int32Array(read.rows);
      const workingDaysPastDue = new Int32Array(read.rows);
      ranks ??= workingRanks(calendar);
      writeDaysPastDue(clocks, outcomes, judging, ranks, daysPastDue, workingDaysPastDue);
      return { due: dates, outcomes, daysPastDue, workingDaysPastDue };
    },
  };

  /** Where several things start a clock, it has started once its date is known. */
  function startOf(read: StartColumns): Int32Array {
    return counted.length === 1 ? read.of(counted[0]!)! : run(due, read).days;
  }
}

/** What only some ask for is worked out when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Clears the bit of each row without a date, and tells those without a start from those that were refused. */
function withMask(
  days: Int32Array,
  { rows, of }: StartColumns,
  counted: readonly Start[],
  into: Uint8Array | undefined,
): Dates {
  let valid: Uint8Array | null = into ? allValid(rows, into) : null;
  let nulls = 0;
  let refused = 0;
  for (let row = 0; row < rows; row++) {
    if (days[row] !== NO_DATE) continue;
    valid ??= allValid(rows, undefined);
    clearBit(valid, row);
    if (counted.some((start) => of(start)![row] !== NO_DATE)) refused += 1;
    else nulls += 1;
  }
  return { days, valid, nulls, refused };
}

const cannot = ({ ref }: CompiledRule, why: string): TimescaleError =>
  notInColumns('rule', ref, `${ref} can't be put to columns: ${why}.`);
