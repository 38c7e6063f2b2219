import { timingIn } from '../deadlines/dated.js';
import type { CompiledDue } from '../rules/compile.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Timing } from '../rules/expression.js';
import { CLOCK_COLUMNS, NO_DAY } from './clock-columns.js';
import { Conditions } from './conditions.js';
import { Dates, earlier } from './dates.js';
import { LeafColumns } from './leaf-columns.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';
import { startUnderReading } from './start-under-reading.js';

/**
 * Clocks with their dates, as a step: `due`, `safe`, `opens`, and `beyond`, which is 1 where a date that was needed
 * lies outside the calendar, and 2 where only another reading does. A limit that waits for an approval holds only
 * where the approval is known.
 */
export function datedClocks(rule: CompiledRule, clocks: string, scope: Scope): string {
  const { statement } = scope;
  const rows = withExtension(rule, clocks, scope);
  const leaves = new LeafColumns(scope, clocks, triggersOf(rule), rule.due!.form === 'recurring');
  const dates = new Dates(scope, leaves);
  const joins: string[] = [];
  const period = rule.due!.form === 'per-period' ? scope.periodsOf(rule.due!.perPeriod.series) : null;
  if (period) joins.push(`\nLEFT JOIN ${period} ON ${period}.from_day = r.since_day`);
  const due = period ? `${period}.until_day` : limitOf(rule, rule.due!, dates);
  const timing = rule.due!.form === 'single' ? rule.due!.timing : null;
  const opens = period ? 'r.since_day' : timing?.opens ? dates.of(timing.opens) : NO_DAY;
  const ofDates = dates.beyond;
  const readings = rule.readings.map(({ due: reading }, at) =>
    limitUnder(reading, rule, dates, rows, joins, `q${at}_`, scope),
  );
  const known = readings.filter((one): one is Reading => one !== null);
  const dated = known.length === 0 ? due : [due, ...known.map(({ column }) => column)].reduce(earlier);
  const ofReadings = [dates.beyond, ...known.map((one) => one.beyond)].filter(
    (one) => one !== '1 = 0' && one !== ofDates,
  );
  return statement.step(
    'dated',
    `SELECT ${CLOCK_COLUMNS.map((name) => `r.${name}`).join(', ')},\n  ${due} AS due,\n  ${dated} AS safe,\n  ${opens} AS opens,\n` +
      `  CASE WHEN ${ofDates} THEN 1 ${ofReadings.length === 0 ? '' : `WHEN ${ofReadings.join(' OR ')} THEN 2 `}ELSE 0 END AS beyond\n` +
      `FROM ${rows} r${scope.factJoin}${leaves.joins}${joins.join('')}${dates.joins}${known.map((one) => one.joins).join('')}`,
  );
}

/** The events that can start a clock outside series. */
export function triggersOf({ due }: CompiledRule): string[] {
  if (due?.form !== 'single') return [];
  const { events, nth } = due.timing.leaves;
  return events.length > 0
    ? events.flatMap((leaf) => [...leaf.events, ...leaf.standIns])
    : nth.slice(0, 1).map(({ event }) => event);
}

function withExtension({ extension }: CompiledRule, clocks: string, scope: Scope): string {
  if (!extension) return clocks;
  const { statement } = scope;
  const asked = statement.step(
    'clocks_on',
    `SELECT k.*, COALESCE(k.trig_day, ${scope.today}) AS on_day,\n` +
      `  CASE WHEN k.ended_day IS NULL OR k.done_day <= k.ended_day THEN k.done_day ELSE k.ended_day END AS last_day\nFROM ${clocks} k`,
  );
  const conditions = new Conditions(scope, {
    step: asked,
    on: 'r.on_day',
    since: 'r.start_day',
    until: 'r.last_day',
  });
  const truth = conditions.truth(extension.when);
  return statement.step(
    'extended',
    `SELECT r.*, ${truth} AS extended\nFROM ${asked} r${scope.factJoin}${conditions.joins}`,
  );
}

/** The limit of a timing: its last tier, but for one that waits for an approval. */
function limitOfTiming(
  rule: CompiledRule,
  { tiers }: Timing,
  dates: Dates,
  guard?: string,
  times?: string,
): string {
  if (tiers.length === 0) return NO_DAY;
  const named = tiers.map(({ name, at }) => ({ name, date: dates.of(at, guard, times) }));
  const last = named.at(-1)!;
  const withheld = rule.extension?.tier ?? null;
  if (withheld === null || !named.some(({ name }) => name === withheld)) return last.date;
  const without = named.findLast(({ name }) => name === null || name !== withheld);
  return `CASE WHEN r.extended = 1 THEN ${last.date} ELSE ${without?.date ?? NO_DAY} END`;
}

/** Every step of a series that this rule keeps: its legs, then its phases. */
function stepsOf(rule: CompiledRule): { leg: number; timing: Timing }[] {
  if (rule.due?.form !== 'recurring') return [];
  const { legs, phases } = rule.due.recurrence;
  if (rule.leg !== null) return [{ leg: rule.leg, timing: legs[rule.leg]!.timing }];
  return [
    ...legs.flatMap(({ id, timing }, leg) => (id === null ? [{ leg, timing }] : [])),
    ...phases.map(({ timing }, at) => ({ leg: legs.length + at, timing })),
  ];
}

const isFixed = (due: CompiledDue): boolean =>
  due.form === 'recurring' && due.recurrence.countedFrom === 'start';

function limitOf(rule: CompiledRule, due: CompiledDue, dates: Dates): string {
  if (due.form === 'single') return limitOfTiming(rule, due.timing, dates);
  const times = isFixed(due) ? '(r.place + 1)' : undefined;
  return byLeg(stepsOf(rule), (timing, guard) => limitOfTiming(rule, timing, dates, guard, times));
}

function byLeg(
  steps: readonly { leg: number; timing: Timing | undefined }[],
  dateOf: (timing: Timing, guard?: string) => string,
): string {
  const known = steps.flatMap(({ leg, timing }) => (timing ? [{ leg, timing }] : []));
  if (known.length === 0) return NO_DAY;
  if (known.length === 1 && steps.length === 1) return dateOf(known[0]!.timing);
  return `CASE r.leg ${known.map(({ leg, timing }) => `WHEN ${leg} THEN ${dateOf(timing, `r.leg = ${leg}`)}`).join(' ')} END`;
}

interface Reading {
  readonly column: string;
  readonly joins: string;
  readonly beyond: string;
}

/** The limit under another reading; null where it has none, as where it is of another form. */
function limitUnder(
  reading: CompiledDue,
  rule: CompiledRule,
  dates: Dates,
  rows: string,
  joins: string[],
  alias: string,
  scope: Scope,
): Reading | null {
  const due = rule.due!;
  const within = (column: string): Reading => ({ column, joins: '', beyond: '1 = 0' });
  if (reading.form === 'per-period') return within(endOfNextMonth(reading.perPeriod.series, due, scope));
  if (due.form === 'single')
    return reading.form === 'single' ? within(limitOfTiming(rule, reading.timing, dates)) : null;
  if (due.form !== 'recurring') return null;
  const legs = due.recurrence.legs.length;
  const steps = stepsOf(rule).map(({ leg }) => ({ leg, timing: timingIn(reading, leg, legs) }));
  if (steps.every(({ timing }) => timing === undefined)) return null;
  if (reading.form === 'single')
    return within(byLeg(steps, (timing, guard) => limitOfTiming(rule, timing, dates, guard)));
  const previous = previousUnder(reading, rule, rows, joins, scope);
  const leaves = { previous: () => previous, event: refuseOther, nth: refuseOther, fact: refuseOther };
  const own = new Dates(scope, leaves, alias);
  const times = isFixed(reading) || isFixed(due) ? '(r.place + 1)' : undefined;
  const column = byLeg(steps, (timing, guard) => limitOfTiming(rule, timing, own, guard, times));
  return { column, joins: own.joins, beyond: own.beyond };
}

const refuseOther = (): never => {
  throw new NotInSql('another reading of it counts from another event than the one before');
};

/** What an interval is counted from under a reading: its own start of the series, where that is what counts. */
function previousUnder(
  reading: CompiledDue & { form: 'recurring' },
  rule: CompiledRule,
  rows: string,
  joins: string[],
  scope: Scope,
): string {
  const due = rule.due as CompiledDue & { form: 'recurring' };
  const isSame = JSON.stringify(reading.recurrence.start) === JSON.stringify(due.recurrence.start);
  const start =
    isSame || reading.recurrence.start.kind !== 'event'
      ? 'r.start_day'
      : startUnderReading(reading.recurrence.start, rows, joins, scope);
  if (isFixed(reading)) return start;
  if (start === 'r.start_day') return 'r.trig_day';
  const done = scope.exactPlaces(rule.done);
  const isFirst = done.length === 0 ? 'r.place = 0' : `r.place = 0 AND r.trig_ev NOT IN (${done.join(', ')})`;
  return `CASE WHEN ${isFirst} THEN ${start} ELSE r.trig_day END`;
}

/** "Once in each month" as a reading of a rhythm: the last day of the month after the one before. */
function endOfNextMonth(series: string, due: CompiledDue, { dialect }: Scope): string {
  if (series !== 'calendar-months') throw new NotInSql(`a reading of it needs the dates of "${series}"`);
  if (isFixed(due)) throw new NotInSql('a reading of it counts months from the start of a series');
  const first = dialect.addDays('r.trig_day', `1 - ${dialect.dayOfMonth('r.trig_day')}`);
  return dialect.addDays(dialect.addMonths(first, '2'), '-1');
}
