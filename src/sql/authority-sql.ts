import { readAsOf, ruleIdOf } from '../cases/bind.js';
import type { Timescales } from '../cases/timescales.js';
import { TimescaleError } from '../failure.js';
import { formatDay } from '../time/day.js';
import { calendarStatements } from './calendar-rows.js';
import { GIVEN_COLUMNS, problemsQuery, withoutProblems } from './checked-tables.js';
import { DIALECTS, type Dialect, type DialectName, dateLiteral } from './dialect.js';
import { NotInSql } from './refusal.js';
import { RESULT_COLUMNS, ruleQuery } from './rule-query.js';
import { seriesTables } from './series-tables.js';
import { spellEndsTable } from './spell-ends.js';
import { NO_TABLES } from './tables.js';

/** A table or view: its name, or its schema and its name. Quoted as it stands, whatever is in it. */
export type RelationName = string | readonly string[];

export interface SqlOptions {
  readonly dialect: DialectName;
  /** The day on which outcomes are judged: the one row of the table `as_of`, to be changed from day to day. */
  readonly asOf: string;
  /** The table of events, with columns `case`, `event` and `on`; `events` unless told. */
  readonly events?: RelationName;
  /** The table of facts, with columns `case`, `fact` and `value`, all text; `facts` unless told. */
  readonly facts?: RelationName;
  /** The schema in which the calendar and the views are made; the current one unless told. */
  readonly schema?: RelationName;
  /** Only these rules; all unless told. */
  readonly rules?: readonly string[];
}

/** A rule that no query can say, and why. */
export interface RefusedRule {
  readonly rule: string;
  readonly reason: string;
}

/** One rule as a statement that makes its view. */
export interface RuleView {
  readonly rule: string;
  /** The sentence that the rule stands for. */
  readonly says: string;
  /** The view's name, quoted for the dialect. */
  readonly view: string;
  readonly sql: string;
}

/** One authority's rules for an engine, in the order in which the statements are to be run. */
export interface AuthoritySql {
  /**
   * Once: the calendar, the day asked for and the known dates of series as tables, a view of what is wrong with the
   * cases, tables of the rest.
   */
  readonly setup: readonly string[];
  /**
   * After `setup`, and whenever events, facts or dates of series were loaded: takes over the cases with which nothing
   * is wrong, and finds where spells end and the next date of each series.
   */
  readonly refresh: readonly string[];
  readonly views: readonly RuleView[];
  /** A view of all rules' rows together, named `deadlines`. */
  readonly all: string;
  readonly refused: readonly RefusedRule[];
}

/**
 * One authority's rules as SQL, from the same tables and with the same answers: a table of the calendar, and a view a
 * rule over events (`case`, `event`, `on`) and facts (`case`, `fact`, `value`).
 *
 * Each row of a view is a clock: `case`, `rule`, `outcome` on the day in `as_of`, `trigger`, `due`, `safe`, `done`,
 * `days_left` and `days_late` with their `working_` forms, `clauses`, and `error` for what can't be worked out. Events
 * are whole days. Cases with which something is wrong stand in the view `problems` and nowhere else.
 *
 * @throws TimescaleError `UNKNOWN_RULE`, `OUTSIDE_COVERAGE` for the day asked for, `INVALID_OPTION`.
 * @example authoritySql(timescales(wokingham), { dialect: 'duckdb', asOf: '2026-05-01' }).views.length > 100 // => true
 */
export function authoritySql({ bound, authority, describe }: Timescales, options: SqlOptions): AuthoritySql {
  const dialect = dialectOf(options.dialect);
  const name = (parts: RelationName) => [parts].flat().map(dialect.identifier).join('.');
  const own = (relation: string) => name([...[options.schema ?? []].flat(), relation]);
  const given = { events: name(options.events ?? 'events'), facts: name(options.facts ?? 'facts') };
  const asOf = own('as_of');
  const relations = {
    calendar: own('calendar'),
    asOf,
    events: own('valid_events'),
    facts: own('valid_facts'),
    series: own('series'),
    seriesDays: own('series_days'),
    spellEnds: own('spell_ends'),
  };
  const problems = own('problems');
  const day = formatDay(readAsOf(bound, options.asOf).day);
  const views: RuleView[] = [];
  const refused: RefusedRule[] = [];
  for (const id of options.rules?.map((rule) => ruleIdOf(bound, rule)) ?? bound.ids) {
    const rule = `${authority.id}/${id}`;
    try {
      const view = own(id.replaceAll('-', '_'));
      views.push({
        rule,
        says: describe(id),
        view,
        sql: dialect.createView(view, ruleQuery(bound, bound.versions(id), dialect, relations)),
      });
    } catch (error) {
      if (!(error instanceof NotInSql)) throw error;
      refused.push({ rule, reason: error.reason });
    }
  }
  const isRead = (...tables: string[]) =>
    views.some(({ sql }) => tables.some((table) => sql.includes(table)));
  const series = isRead(relations.series, relations.seriesDays)
    ? seriesTables(bound, relations, dialect)
    : NO_TABLES;
  const spellEnds = isRead(relations.spellEnds)
    ? spellEndsTable(bound.table.names, relations, dialect)
    : NO_TABLES;
  const columns = RESULT_COLUMNS.map(dialect.identifier).join(', ');
  return {
    setup: [
      ...calendarStatements(bound.calendar.days, relations.calendar, dialect),
      dialect.createTable(asOf, [['day', 'DATE']]),
      `INSERT INTO ${asOf} VALUES (${dateLiteral(day)})`,
      dialect.createView(problems, problemsQuery(given, bound.table.names, dialect)),
      ...TABLES.map((table) =>
        dialect.createTable(
          relations[table],
          GIVEN_COLUMNS[table].map((column) => [column, column === 'on' ? 'DATE' : dialect.text] as const),
        ),
      ),
      ...dialect.createIndex('valid_events_by_event', relations.events, ['event']),
      ...spellEnds.setup,
      ...series.setup,
    ],
    refresh: [
      ...TABLES.flatMap((table) => [
        `TRUNCATE TABLE ${relations[table]}`,
        `INSERT INTO ${relations[table]}\n${withoutProblems(given[table], GIVEN_COLUMNS[table], problems, dialect)}`,
      ]),
      ...spellEnds.refresh,
      ...series.refresh,
    ],
    views,
    all:
      views.length === 0
        ? ''
        : dialect.createView(
            own('deadlines'),
            views.map(({ view }) => `SELECT ${columns} FROM ${view}`).join('\nUNION ALL\n'),
          ),
    refused,
  };
}

const TABLES = ['events', 'facts'] as const;

function dialectOf(name: string): Dialect {
  if (Object.hasOwn(DIALECTS, name)) return DIALECTS[name as DialectName];
  throw new TimescaleError(
    'INVALID_OPTION',
    'dialect',
    name,
    `There is no dialect ${JSON.stringify(name)}; write one of ${Object.keys(DIALECTS).join(', ')}.`,
  );
}
