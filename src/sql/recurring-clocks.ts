import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Ending, Recurrence } from '../rules/expression.js';
import type { Period } from '../time/period.js';
import { type ClockColumns, NO_DAY, NO_NUMBER, selectClock } from './clock-columns.js';
import { Dates, earlier } from './dates.js';
import { nthOf } from './leaf-columns.js';
import { marked, startsClock } from './marked.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';

/** What makes one life of a series out of its clocks. */
const RUN = 'case_id, start_day, start_ev';

/** When a series or a phase is over: the last day in it, and the first on which an open clock has ended. */
interface End {
  readonly last: string;
  readonly over: string;
}

/** The clocks of a recurrence, as a step. */
export function recurringClocks(rule: CompiledRule, recurrence: Recurrence, scope: Scope): string {
  if (recurrence.startLeaves.events.length === 0) throw new NotInSql('its series is not started by an event');
  if (recurrence.start.kind !== 'event')
    throw new NotInSql('its series starts with the first of several dates');
  const { statement } = scope;
  const eventEnds = recurrence.until.flatMap((one) => (one.kind === 'event' ? [one.event] : []));
  const parts = { isTrigger: startsClock(recurrence.startLeaves, scope), done: rule.done, ends: eventEnds };
  const occurrences = marked(parts, scope);
  const runs = runsOf(recurrence, occurrences, eventEnds.length > 0, scope);
  const members = statement.step(
    'members',
    `SELECT r.${RUN.replaceAll(', ', ', r.')}, r.end_last, r.end_over, r.start_day AS at_day, r.start_ev AS ev, 0 AS turn\nFROM ${runs} r\nUNION ALL\n` +
      `SELECT r.${RUN.replaceAll(', ', ', r.')}, r.end_last, r.end_over, o.at_day, o.ev, 1 AS turn\nFROM ${runs} r\n` +
      `JOIN ${occurrences} o ON o.case_id = r.case_id AND o.is_done = 1 AND o.at_day >= r.start_day AND (r.end_last IS NULL OR o.at_day <= r.end_last)\n` +
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
    ended_day: `CASE WHEN next_day IS NULL THEN ${phased ? 'phase_over' : 'end_over'} END`,
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
 * One life of the series each: from a start to what ends it. A start begins a new one if what ends the series of the
 * start before it came by its own day.
 */
function runsOf(recurrence: Recurrence, occurrences: string, hasEvents: boolean, scope: Scope): string {
  const { statement } = scope;
  const inOrder = 'PARTITION BY case_id ORDER BY at_day, ev';
  // The start may be an end too: of the series before it, never of its own.
  const endAfter = hasEvents
    ? `CASE WHEN SUM(is_end) OVER (PARTITION BY case_id, at_day) - is_end > 0 THEN at_day ELSE MIN(CASE WHEN is_end = 1 THEN at_day END) OVER (${inOrder} ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) END`
    : NO_DAY;
  const starts = statement.step(
    'starts',
    `SELECT case_id, at_day AS start_day, ev AS start_ev, is_trigger, ${endAfter} AS event_end\nFROM ${occurrences}`,
  );
  const ends = new Ends(scope, starts, 'r.start_day');
  const others = recurrence.until.filter(({ kind }) => kind !== 'event');
  if (!recurrence.eachStart && others.some(({ kind }) => kind === 'length'))
    throw new NotInSql('its series ends after a time, and later starts hang on when');
  const all = [
    ...(hasEvents ? [{ last: 'r.event_end', over: 'r.event_end' }] : []),
    ...others.map((ending) => ends.of(ending)),
  ];
  const end = firstOf(all);
  const ended = statement.step(
    'ended',
    `SELECT r.case_id, r.start_day, r.start_ev, ${end.last} AS end_last, ${end.over} AS end_over\n` +
      `FROM ${starts} r${scope.factJoin}${ends.joins}\nWHERE r.is_trigger = 1`,
  );
  if (recurrence.eachStart) return ended;
  const before = statement.step(
    'before',
    'SELECT e.*, LAG(start_day) OVER (PARTITION BY case_id ORDER BY start_day, start_ev) AS before_day,\n' +
      `  LAG(end_last) OVER (PARTITION BY case_id ORDER BY start_day, start_ev) AS before_last\nFROM ${ended} e`,
  );
  return statement.step(
    'runs',
    `SELECT * FROM ${before} WHERE before_day IS NULL OR before_last <= start_day`,
  );
}

/** Endings that are days: of ages, of lengths, of the n-th of an event. */
class Ends {
  readonly #dates: Dates;
  readonly #joins: string[] = [];

  constructor(
    private readonly scope: Scope,
    private readonly runs: string,
    start: string,
  ) {
    this.#dates = new Dates(scope, {
      previous: () => start,
      event: () => {
        throw new NotInSql('its series ends on a day that hangs on another event');
      },
      nth: (leaf) => nthOf(leaf, start, scope, this.#joins),
      fact: (fact) => scope.dateFact(fact),
    });
  }

  get joins(): string {
    return this.#joins.map((join) => `\n${join}`).join('') + this.#dates.joins;
  }

  of(ending: Ending): End {
    if (ending.kind === 'day') {
      const day = this.#dates.of(ending.at);
      return { last: day, over: day };
    }
    if (ending.kind === 'event') {
      const day = this.#firstSince(ending.event);
      return { last: day, over: day };
    }
    const last = this.#dates.of(lengthFrom(ending.length));
    return { last, over: this.scope.dialect.addDays(last, '1') };
  }

  #firstSince(event: string): string {
    const { scope, runs } = this;
    const name = scope.statement.step(
      'since',
      `SELECT s.${RUN.replaceAll(', ', ', s.')}, MIN(o.at_day) AS at_day\nFROM (SELECT DISTINCT ${RUN} FROM ${runs}) s\n` +
        `JOIN ${scope.occurrences} o ON o.case_id = s.case_id AND ${scope.isOneOf('o.ev', [event])} AND o.at_day >= s.start_day\n` +
        'WHERE NOT (o.at_day = s.start_day AND o.ev = s.start_ev)\n' +
        `GROUP BY s.${RUN.replaceAll(', ', ', s.')}`,
    );
    this.#joins.push(
      `LEFT JOIN ${name} ON ${name}.case_id = r.case_id AND ${name}.start_day = r.start_day AND ${name}.start_ev = r.start_ev`,
    );
    return `${name}.at_day`;
  }
}

const lengthFrom = (by: Period) =>
  ({ kind: 'shift', by, sign: 1, counting: 'next-day', clear: false, of: { kind: 'previous' } }) as const;

/** The first of several ends; of two on one day, the one that is named first. */
function firstOf(ends: readonly End[]): End {
  if (ends.length === 0) return { last: NO_DAY, over: NO_DAY };
  const last = ends.map((end) => end.last).reduce(earlier);
  const over =
    ends.length === 1
      ? ends[0]!.over
      : `CASE ${ends.map((end) => `WHEN ${end.last} = ${last} THEN ${end.over}`).join(' ')} END`;
  return { last, over };
}

/**
 * Clocks with the phase they are in, where a series has several or they end: the first whose rhythm, counted from the
 * one before, still ends within it. Null where there is just one that never ends.
 */
function phasesOf(recurrence: Recurrence, placed: string, runs: string, scope: Scope): string | null {
  const { phases, legs } = recurrence;
  if (phases.length === 1 && phases[0]!.until.length === 0) return null;
  const { statement } = scope;
  const ends = new Ends(scope, runs, 'r.start_day');
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
