import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Recurrence } from '../rules/expression.js';
import { type ClockColumns, NO_DAY, NO_NUMBER, selectClock } from './clock-columns.js';
import { Dates, earlier } from './dates.js';
import { begunAnew, eventsOf, marked, startsClock } from './marked.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';
import { Ends, eventEnds, firstOf, happenedIn, RUN, runsOf } from './series-runs.js';

/** The clocks of a recurrence, as a step. */
export function recurringClocks(rule: CompiledRule, recurrence: Recurrence, scope: Scope): string {
  if (recurrence.startLeaves.events.length === 0) throw new NotInSql('its series is not started by an event');
  if (recurrence.start.kind !== 'event')
    throw new NotInSql('its series starts with the first of several dates');
  const { statement } = scope;
  const parts = {
    isTrigger: startsClock(recurrence.startLeaves, scope),
    triggers: eventsOf(recurrence.startLeaves),
    done: rule.done,
    ends: eventEnds(recurrence.until),
  };
  const occurrences = begunAnew(marked(parts, scope), scope);
  const runs = runsOf(recurrence, occurrences, scope);
  const members = statement.step(
    'members',
    `SELECT r.${RUN.replaceAll(', ', ', r.')}, r.end_last, r.end_over, r.start_day AS at_day, r.start_ev AS ev, 0 AS turn\nFROM ${runs} r\nUNION ALL\n` +
      `SELECT r.${RUN.replaceAll(', ', ', r.')}, r.end_last, r.end_over, o.at_day, o.ev, 1 AS turn\nFROM ${runs} r\n` +
      `JOIN ${occurrences} o ON o.case_id = r.case_id AND o.is_done = 1 AND ${happenedIn('r', 'o.at_day')}\n` +
      'WHERE NOT (o.at_day = r.start_day AND o.ev = r.start_ev)',
  );
  const inOrder = `OVER (PARTITION BY ${RUN} ORDER BY turn, at_day, ev)`;
  const placed = statement.step(
    'placed',
    `SELECT m.*, ROW_NUMBER() ${inOrder} - 1 AS place, LEAD(at_day) ${inOrder} AS next_day\nFROM ${members} m`,
  );
  const phased = recurrence.countedFrom === 'start' ? null : phasesOf(recurrence, placed, runs, scope);
  const legs = recurrence.legs.length;
  const leg = phased
    ? `CASE WHEN place < ${legs} THEN place ELSE ${legs} + phase END`
    : recurrence.countedFrom === 'start'
      ? String(legs)
      : `CASE WHEN place < ${legs} THEN place ELSE ${legs} END`;
  const isFixed = recurrence.countedFrom === 'start';
  const columns: ClockColumns = {
    case_id: 'case_id',
    trig_day: isFixed ? 'start_day' : 'at_day',
    trig_ev: isFixed ? 'start_ev' : 'ev',
    start_day: 'start_day',
    start_ev: 'start_ev',
    since_day: 'start_day',
    done_day: 'next_day',
    done_no: NO_NUMBER,
    ended_day: phased ? 'phase_over' : 'end_over',
    orphan: '0',
    applies: '1',
    place: 'place',
    leg,
  };
  const wanted =
    rule.leg !== null
      ? `leg = ${rule.leg}`
      : ['1 = 1', ...recurrence.legs.flatMap(({ id }, at) => (id === null ? [] : [`leg <> ${at}`]))].join(
          ' AND ',
        );
  const all = statement.step('all_clocks', `SELECT ${selectClock(columns)}\nFROM ${phased ?? placed}`);
  return statement.step('clocks', `SELECT * FROM ${all} WHERE ${wanted}`);
}

/**
 * Clocks with the phase they are in, where a series has several or they end: the first whose rhythm, counted from the
 * one before, still ends within it. Null where there is just one that never ends.
 */
function phasesOf(recurrence: Recurrence, placed: string, runs: string, scope: Scope): string | null {
  const { phases, legs } = recurrence;
  if (phases.length === 1 && phases[0]!.until.length === 0) return null;
  const { statement } = scope;
  const ends = new Ends(scope, runs, 'r.start_day', true);
  const endOf = phases.map(({ until }) =>
    until.length === 0 ? null : firstOf(until.map((one) => ends.of(one))),
  );
  const bounded = statement.step(
    'bounded',
    `SELECT r.*${endOf
      .map((end, at) => (end ? `, ${end.last} AS last_${at}, ${end.over} AS over_${at}` : ''))
      .join('')}\nFROM ${placed} r${scope.factJoin}${ends.joins}`,
  );
  const dates = new Dates(scope, {
    previous: () => 'r.at_day',
    event: () => {
      throw new NotInSql('a phase counts from another event than the one before');
    },
    nth: () => {
      throw new NotInSql('a phase counts from another event than the one before');
    },
    fact: (fact) => scope.dateFact(fact),
  });
  const choices = phases.map(({ timing }, at) => {
    if (!endOf[at]) return `WHEN 1 = 1 THEN ${at}`;
    return `WHEN r.last_${at} IS NULL OR ${dates.of(timing.tiers.at(-1)!.at)} <= r.last_${at} THEN ${at}`;
  });
  const chosen = statement.step(
    'chosen_phases',
    `SELECT r.*, CASE WHEN r.place >= ${legs.length} THEN CASE ${choices.join(' ')} END END AS phase\n` +
      `FROM ${bounded} r${scope.factJoin}${dates.joins}`,
  );
  const last = phases.length - 1;
  const over = endOf[last] ? `CASE WHEN phase = ${last} THEN over_${last} END` : NO_DAY;
  const broken = statement.step(
    'broken_off',
    `SELECT c.*, ${earlier('end_over', over)} AS phase_over,\n` +
      `  SUM(CASE WHEN place >= ${legs.length} AND phase IS NULL THEN 1 ELSE 0 END) OVER (PARTITION BY ${RUN} ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS breaks\n` +
      `FROM ${chosen} c`,
  );
  return statement.step('phased', `SELECT * FROM ${broken} WHERE breaks = 0`);
}
