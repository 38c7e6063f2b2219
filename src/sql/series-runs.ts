import type { Ending, Recurrence } from '../rules/expression.js';
import type { Period } from '../time/period.js';
import { NO_DAY } from './clock-columns.js';
import { Dates, earlier } from './dates.js';
import { nthOf } from './leaf-columns.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';
import { spellEndsAmong } from './spell-ends.js';

/** What makes one life of a series out of its clocks. */
export const RUN = 'case_id, start_day, start_ev';

/** When a series or a phase is over: the last day in it, and the first on which an open clock has ended. */
export interface End {
  readonly last: string;
  readonly over: string;
}

/** The events among what ends a series. */
export const eventEnds = (until: readonly Ending[]): string[] =>
  until.flatMap((one) => (one.kind === 'event' ? [one.event] : []));

/**
 * One life of the series each: from a start to what ends it, with `after_day`, up to which everything is of the one
 * before. A start begins a new one if what ends the series of the
 * start before it came by its own day.
 */
export function runsOf(
  recurrence: Pick<Recurrence, 'until' | 'eachStart'>,
  occurrences: string,
  scope: Scope,
): string {
  const { statement } = scope;
  const hasEvents = eventEnds(recurrence.until).length > 0;
  // The start may be an end too: of the series before it, never of its own. What ended on the day on which one begins
  // anew comes before that start.
  const inOrder =
    'PARTITION BY case_id ORDER BY at_day, CASE WHEN is_end = 1 AND anew = 0 THEN day_anew ELSE 0 END DESC, ev';
  const endAfter = hasEvents
    ? `CASE WHEN anew = 0 AND SUM(is_end) OVER (PARTITION BY case_id, at_day) - is_end > 0 THEN at_day ELSE MIN(CASE WHEN is_end = 1 THEN at_day END) OVER (${inOrder} ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) END`
    : NO_DAY;
  const starts = statement.step(
    'starts',
    `SELECT case_id, at_day AS start_day, ev AS start_ev, is_trigger, anew, ${endAfter} AS event_end\nFROM ${occurrences}`,
  );
  const ends = new Ends(scope, starts, 'r.start_day', false);
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
    `SELECT r.case_id, r.start_day, r.start_ev, r.anew, ${end.last} AS end_last, ${end.over} AS end_over\n` +
      `FROM ${starts} r${scope.factJoin}${ends.joins}\nWHERE r.is_trigger = 1`,
  );
  if (recurrence.eachStart)
    return statement.step(
      'runs',
      `SELECT e.*, CASE WHEN anew = 1 THEN start_day END AS after_day\nFROM ${ended} e`,
    );
  const before = statement.step(
    'before',
    'SELECT e.*, LAG(start_day) OVER (PARTITION BY case_id ORDER BY start_day, start_ev) AS before_day,\n' +
      `  LAG(end_last) OVER (PARTITION BY case_id ORDER BY start_day, start_ev) AS after_day\nFROM ${ended} e`,
  );
  return statement.step('runs', `SELECT * FROM ${before} WHERE before_day IS NULL OR after_day <= start_day`);
}

/** Whether a day is in a run. */
export const happenedIn = (run: string, day: string): string =>
  `${day} >= ${run}.start_day AND (${run}.after_day IS NULL OR ${day} > ${run}.after_day) AND (${run}.end_last IS NULL OR ${day} <= ${run}.end_last)`;

/** Endings that are days: of ages, of lengths, of the n-th of an event. */
export class Ends {
  readonly #dates: Dates;
  readonly #joins: string[] = [];

  constructor(
    private readonly scope: Scope,
    private readonly runs: string,
    start: string,
    /** No event that is still to come ends a phase, where one ends a series. */
    private readonly ofPhases: boolean,
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
      const at = this.#dates.of(ending.at);
      const hangsOnEvent = this.ofPhases && ending.at.kind === 'nth';
      const day = hangsOnEvent ? `CASE WHEN ${at} <= ${this.scope.today} THEN ${at} END` : at;
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
    if (spellEndsAmong([event], [], scope) !== null)
      throw new NotInSql('one of its phases lasts until the end of a spell, which may begin anew');
    const name = scope.statement.step(
      'since',
      `SELECT s.${RUN.replaceAll(', ', ', s.')}, MIN(o.at_day) AS at_day\nFROM (SELECT DISTINCT ${RUN} FROM ${runs}) s\n` +
        `JOIN ${scope.occurrences} o ON o.case_id = s.case_id AND ${scope.isOneOf('o.ev', [event])} AND o.at_day >= s.start_day AND o.at_day <= ${scope.today}\n` +
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
export function firstOf(ends: readonly End[]): End {
  if (ends.length === 0) return { last: NO_DAY, over: NO_DAY };
  const last = ends.map((end) => end.last).reduce(earlier);
  const over =
    ends.length === 1
      ? ends[0]!.over
      : `CASE ${ends.map((end) => `WHEN ${end.last} = ${last} THEN ${end.over}`).join(' ')} END`;
  return { last, over };
}
