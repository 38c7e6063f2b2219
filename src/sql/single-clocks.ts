import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Timing } from '../rules/expression.js';
import { formatDay } from '../time/day.js';
import { type ClockColumns, NO_DAY, NO_NUMBER, selectClock } from './clock-columns.js';
import { marked, startsClock, suited } from './marked.js';
import { withNarrower } from './names.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';

/** The clocks of a timing that is not a recurrence, as a step. `since` is the first day of a rule's first version. */
export function singleClocks(rule: CompiledRule, timing: Timing, isFirst: boolean, scope: Scope): string {
  const { leaves } = timing;
  const since = isFirst ? formatDay(rule.from) : null;
  if (leaves.events.length > 0) {
    const triggers = leaves.events.flatMap(({ events, standIns }) => [...events, ...standIns]);
    mustDiffer(triggers, rule.done, 'starts its clock also completes it', scope);
    mustDiffer(triggers, timing.until, 'starts its clock also ends it', scope);
    const parts = { isTrigger: startsClock(leaves, scope), done: rule.done, ends: timing.until };
    const step = suited(marked(parts, scope), rule.when, since, false, scope);
    if (timing.each) return eachClocks(step, timing, scope);
    return withNarrower(triggers, scope.names).length === 1
      ? clocksInTurn(step, true, scope)
      : withUnsuited(clocksInTurn(step, false, scope), step, scope);
  }
  const nth = leaves.nth[0];
  if (nth) {
    mustDiffer([nth.event], rule.done, 'starts its clock also completes it', scope);
    mustDiffer([nth.event], timing.until, 'starts its clock also ends it', scope);
    const parts = { isTrigger: scope.isOneOf('o.ev', [nth.event]), done: rule.done, ends: timing.until };
    const clocks = eachClocks(suited(marked(parts, scope), rule.when, null, true, scope), timing, scope);
    const order = nth.nth === 'last' ? 'trig_day DESC, trig_ev DESC' : 'trig_day, trig_ev';
    const ranked = scope.statement.step(
      'ranked',
      `SELECT k.*, ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY ${order}) AS nth FROM ${clocks} k`,
    );
    return scope.statement.step(
      'clocks',
      `SELECT * FROM ${ranked} WHERE nth = ${nth.nth === 'last' ? 1 : nth.nth}`,
    );
  }
  if (leaves.age && leaves.age.ages.length > 1) throw new NotInSql('it has a clock for each of several ages');
  return factClocks(rule, timing, scope);
}

function mustDiffer(
  starts: readonly string[],
  stops: readonly string[],
  why: string,
  { names }: Scope,
): void {
  const both = withNarrower(stops, names);
  const one = withNarrower(starts, names).find((event) => both.includes(event));
  if (one !== undefined) throw new NotInSql(`"${one}" ${why}`);
}

const START: Pick<
  ClockColumns,
  'case_id' | 'trig_day' | 'trig_ev' | 'start_day' | 'start_ev' | 'place' | 'leg'
> = {
  case_id: 'case_id',
  trig_day: 'at_day',
  trig_ev: 'ev',
  start_day: 'at_day',
  start_ev: 'ev',
  place: '0',
  leg: NO_NUMBER,
};

/** The clocks, and one that nothing stops for each trigger that can start none. */
function withUnsuited(clocks: string, step: string, scope: Scope): string {
  const nothing: ClockColumns = {
    ...START,
    since_day: NO_DAY,
    done_day: NO_DAY,
    done_no: NO_NUMBER,
    ended_day: NO_DAY,
    orphan: '0',
    applies: 'applies',
  };
  return scope.statement.step(
    'clocks',
    `SELECT * FROM ${clocks}\nUNION ALL\nSELECT ${selectClock(nothing)} FROM ${step} WHERE unsuited = 1`,
  );
}

const AHEAD = 'PARTITION BY case_id ORDER BY at_day RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING';
const SO_FAR = 'PARTITION BY case_id ORDER BY at_day RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';

/**
 * One clock at a time. What stops a clock that is running at a trigger is the first completion or end from that trigger
 * on; so a trigger starts a clock if what stops the clock of the trigger before it came before its own day.
 */
function clocksInTurn(step: string, withUnsuitedDays: boolean, { statement }: Scope): string {
  const days = statement.step(
    'days',
    'SELECT case_id, at_day, MIN(CASE WHEN is_trigger + unsuited > 0 THEN ev END) AS ev, MAX(is_trigger) AS is_trigger,\n' +
      '  MAX(unsuited) AS unsuited, MAX(CASE WHEN is_trigger + unsuited > 0 THEN applies END) AS applies, SUM(is_done) AS done, MAX(is_end) AS is_end\n' +
      `FROM ${step}\nGROUP BY case_id, at_day`,
  );
  const ahead = statement.step(
    'ahead',
    'SELECT d.*,\n' +
      `  MIN(CASE WHEN done > 0 THEN at_day END) OVER (${AHEAD}) AS next_done,\n` +
      `  MIN(CASE WHEN is_end = 1 THEN at_day END) OVER (${AHEAD}) AS next_end,\n` +
      '  MIN(CASE WHEN done > 0 THEN at_day END) OVER (PARTITION BY case_id) AS first_done\n' +
      `FROM ${days} d`,
  );
  const stop = 'CASE WHEN next_end IS NULL OR next_done <= next_end THEN next_done ELSE next_end END';
  const inOrder = 'OVER (PARTITION BY case_id, is_trigger ORDER BY at_day)';
  const triggers = statement.step(
    'triggers',
    `SELECT a.*, LAG(at_day) ${inOrder} AS before_day, LAG(${stop}) ${inOrder} AS stopped_day\n` +
      `FROM ${ahead} a\nWHERE is_trigger = 1${withUnsuitedDays ? ' OR unsuited = 1' : ''}`,
  );
  const isDone = 'is_trigger = 1 AND next_done IS NOT NULL AND (next_end IS NULL OR next_done <= next_end)';
  return statement.step(
    'in_turn',
    `SELECT ${selectClock({
      ...START,
      since_day: 'CASE WHEN is_trigger = 1 THEN stopped_day END',
      done_day: `CASE WHEN ${isDone} THEN next_done END`,
      done_no: NO_NUMBER,
      ended_day: `CASE WHEN is_trigger = 1 AND NOT (${isDone}) THEN next_end END`,
      orphan: `CASE WHEN is_trigger = 1 AND before_day IS NULL AND NOT (${isDone}) AND first_done < at_day THEN 1 ELSE 0 END`,
      applies: 'applies',
    })}\nFROM ${triggers}\nWHERE is_trigger = 0 OR before_day IS NULL OR stopped_day < at_day`,
  );
}

/** One clock for each trigger; which completion it takes depends on the direction. */
function eachClocks(step: string, timing: Timing, scope: Scope): string {
  if (timing.direction === 'after') return eachAfter(step, scope);
  if (timing.direction === 'at' && timing.until.length > 0)
    throw new NotInSql('it is due with an event and ends with another');
  return eachNear(step, timing.direction, scope);
}

const IN_ORDER = 'OVER (PARTITION BY case_id, is_trigger ORDER BY at_day, ev)';

/**
 * The i-th trigger takes the first completion on or after it that no earlier one has: the i-th at least, and one later
 * than the one before it took. So its place is the greatest of "first on or after the k-th, and i - k more" over all k
 * up to i. What ends the clocks parts them: none after the end is taken, so those with one end are by themselves.
 */
function eachAfter(step: string, { statement }: Scope): string {
  const ahead = statement.step(
    'ahead',
    'SELECT s.*,\n' +
      `  SUM(is_done) OVER (${SO_FAR}) - SUM(is_done) OVER (PARTITION BY case_id, at_day) AS done_before,\n` +
      `  MIN(CASE WHEN is_end = 1 THEN at_day END) OVER (${AHEAD}) AS end_day\n` +
      `FROM ${step} s`,
  );
  const triggers = statement.step(
    'triggers',
    `SELECT a.*, ROW_NUMBER() ${IN_ORDER} AS i, LAG(at_day) ${IN_ORDER} AS before_day\n` +
      `FROM ${ahead} a\nWHERE is_trigger = 1 OR unsuited = 1`,
  );
  const paired = statement.step(
    'paired',
    'SELECT t.*, CASE WHEN is_trigger = 1 THEN i + MAX(done_before + 1 - i) OVER (PARTITION BY case_id, is_trigger, end_day ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) END AS wanted_no\n' +
      `FROM ${triggers} t`,
  );
  const completions = completionsOf(ahead, statement);
  const done = 'CASE WHEN p.end_day IS NULL OR c.at_day <= p.end_day THEN c.at_day END';
  return statement.step(
    'each_clock',
    `SELECT ${selectClock({
      ...START,
      case_id: 'p.case_id',
      trig_day: 'p.at_day',
      trig_ev: 'p.ev',
      start_day: 'p.at_day',
      start_ev: 'p.ev',
      since_day: 'CASE WHEN p.is_trigger = 1 THEN p.before_day END',
      done_day: done,
      done_no: `CASE WHEN ${done} IS NOT NULL THEN c.no END`,
      ended_day: `CASE WHEN p.is_trigger = 1 AND ${done} IS NULL THEN p.end_day END`,
      orphan: `CASE WHEN p.is_trigger = 1 AND p.i = 1 AND ${done} IS NULL AND p.done_before > 0 THEN 1 ELSE 0 END`,
      applies: 'p.applies',
    })}\nFROM ${paired} p LEFT JOIN ${completions} c ON c.case_id = p.case_id AND c.no = p.wanted_no`,
  );
}

/** Every completion with its place among those of the case. */
export const completionsOf = (step: string, statement: Scope['statement']): string =>
  statement.step(
    'completions',
    'SELECT case_id, at_day, ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY at_day, ev) AS no\n' +
      `FROM ${step}\nWHERE is_done = 1`,
  );

/**
 * Ahead of the event led up to, or nearest to the event it goes with. What lies between a trigger and the one before it
 * is told by what was done so far at both; what is done on a trigger's own day belongs to that trigger.
 */
function eachNear(step: string, direction: 'lead' | 'at', scope: Scope): string {
  const { statement, dialect } = scope;
  const days = statement.step(
    'days',
    'SELECT s.*, SUM(is_trigger) OVER (PARTITION BY case_id, at_day) AS triggers_on_day, SUM(is_done) OVER (PARTITION BY case_id, at_day) AS done_on_day\n' +
      `FROM ${step} s`,
  );
  const isBetween = 'is_done = 1 AND triggers_on_day = 0';
  const ahead = statement.step(
    'ahead',
    'SELECT d.*,\n' +
      `  SUM(CASE WHEN ${isBetween} THEN 1 ELSE 0 END) OVER (${SO_FAR}) AS so_far,\n` +
      `  MAX(CASE WHEN ${isBetween} THEN at_day END) OVER (${SO_FAR}) AS last_done,\n` +
      `  MIN(CASE WHEN ${isBetween} THEN at_day END) OVER (${AHEAD}) AS next_done,\n` +
      `  MIN(CASE WHEN ${isBetween} THEN at_day END) OVER (PARTITION BY case_id) AS first_done,\n` +
      `  MIN(CASE WHEN is_end = 1 THEN at_day END) OVER (${AHEAD}) AS end_day\n` +
      `FROM ${days} d`,
  );
  const triggers = statement.step(
    'triggers',
    `SELECT a.*, ROW_NUMBER() ${IN_ORDER} AS i, LAG(at_day) ${IN_ORDER} AS before_day, LEAD(at_day) ${IN_ORDER} AS after_day,\n` +
      `  so_far - COALESCE(LAG(so_far) ${IN_ORDER}, 0) AS n_before, COALESCE(LAG(next_done) ${IN_ORDER}, first_done) AS first_before\n` +
      `FROM ${ahead} a\nWHERE is_trigger = 1 OR unsuited = 1`,
  );
  const sides = statement.step(
    'sides',
    'SELECT t.*, CASE WHEN n_before > 0 THEN last_done END AS last_before,\n' +
      '  CASE WHEN done_on_day > 0 AND (before_day IS NULL OR before_day < at_day) THEN 1 ELSE 0 END AS same_day,\n' +
      '  CASE WHEN after_day IS NULL OR next_done < after_day THEN next_done END AS first_behind\n' +
      `FROM ${triggers} t`,
  );
  const columns = (done: string): ClockColumns => ({
    ...START,
    since_day: 'CASE WHEN is_trigger = 1 THEN before_day END',
    done_day: `CASE WHEN is_trigger = 1 THEN ${done} END`,
    done_no: NO_NUMBER,
    ended_day: `CASE WHEN is_trigger = 1 AND ${done} IS NULL THEN end_day END`,
    orphan: '0',
    applies: 'applies',
  });
  if (direction === 'lead') {
    const done =
      'CASE WHEN n_before > 0 THEN first_before WHEN same_day = 1 THEN at_day ' +
      'WHEN after_day IS NULL AND (end_day IS NULL OR first_behind <= end_day) THEN first_behind END';
    return statement.step('each_clock', `SELECT ${selectClock(columns(done))}\nFROM ${sides}`);
  }
  // Whether a trigger takes what is behind it hangs on the one before only where a single completion lies between
  // the two and is the nearer for both; the last trigger for which that is settled otherwise decides.
  const isNearer = `first_behind IS NOT NULL AND (last_before IS NULL OR ${dialect.daysBetween('at_day', 'first_behind')} < ${dialect.daysBetween('last_before', 'at_day')})`;
  const settled = statement.step(
    'settled',
    `SELECT s.*, CASE WHEN same_day = 1 THEN 0 WHEN ${isNearer} THEN 1 WHEN n_before = 1 AND first_behind IS NOT NULL THEN NULL ELSE 0 END AS behind\n` +
      `FROM ${sides} s`,
  );
  const chosen = statement.step(
    'chosen',
    'SELECT s.*, COALESCE(MAX(i * 2 + behind) OVER (PARTITION BY case_id, is_trigger ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), 0) % 2 AS takes_behind\n' +
      `FROM ${settled} s`,
  );
  const neighbours = statement.step(
    'neighbours',
    `SELECT c.*, COALESCE(LAG(takes_behind) OVER (PARTITION BY case_id, is_trigger ORDER BY i), 0) AS taken_before\nFROM ${chosen} c`,
  );
  const done =
    'CASE WHEN same_day = 1 THEN at_day WHEN takes_behind = 1 THEN first_behind ' +
    'WHEN n_before > 1 OR (n_before = 1 AND taken_before = 0) THEN last_before END';
  return statement.step('each_clock', `SELECT ${selectClock(columns(done))}\nFROM ${neighbours}`);
}

/** The one clock of every case that a birthday or another fact starts. */
function factClocks(rule: CompiledRule, timing: Timing, scope: Scope): string {
  const { statement } = scope;
  const cases = scope.cases;
  const stops = [...rule.done, ...timing.until];
  const isAge = timing.leaves.age !== null;
  const columns = (done: string, ended: string): ClockColumns => ({
    case_id: 'k.case_id',
    trig_day: NO_DAY,
    trig_ev: NO_NUMBER,
    start_day: NO_DAY,
    start_ev: NO_NUMBER,
    since_day: NO_DAY,
    done_day: done,
    done_no: NO_NUMBER,
    ended_day: ended,
    orphan: '0',
    applies: '1',
    place: '0',
    leg: NO_NUMBER,
  });
  if (stops.length === 0)
    return statement.step('clocks', `SELECT ${selectClock(columns(NO_DAY, NO_DAY))} FROM ${cases} k`);
  const firsts = statement.step(
    'firsts',
    `SELECT o.case_id, MIN(CASE WHEN ${scope.isOneOf('o.ev', rule.done)} THEN o.at_day END) AS done_day,\n` +
      `  MIN(CASE WHEN ${scope.isOneOf('o.ev', timing.until)} THEN o.at_day END) AS ended_day\n` +
      `FROM ${scope.occurrences} o\nGROUP BY o.case_id`,
  );
  const ended = isAge ? 's.ended_day' : 'CASE WHEN s.done_day IS NULL THEN s.ended_day END';
  return statement.step(
    'clocks',
    `SELECT ${selectClock(columns('s.done_day', ended))}\nFROM ${cases} k LEFT JOIN ${firsts} s ON s.case_id = k.case_id`,
  );
}
