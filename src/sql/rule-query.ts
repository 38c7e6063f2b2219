import type { Bound } from '../cases/bind.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import { lapsingRule, withDeemedEvents } from './deemed.js';
import type { Dialect } from './dialect.js';
import { namesIn } from './gather.js';
import { judgedClocks, type Version } from './judged-clocks.js';
import { type Relations, Scope } from './scope.js';
import { Statement } from './statement.js';

/** The columns of a rule's view, in their order. */
export const RESULT_COLUMNS = [
  'case',
  'rule',
  'outcome',
  'trigger',
  'due',
  'safe',
  'done',
  'days_left',
  'working_days_left',
  'days_late',
  'working_days_late',
  'clauses',
  'error',
] as const;

/**
 * One rule as a query: a row for each of its clocks on each case. Where nothing started a clock there is no row.
 *
 * @throws NotInSql with the reason, where a table of events with one date each does not hold what the rule asks.
 */
export function ruleQuery(
  bound: Bound,
  versions: readonly CompiledRule[],
  dialect: Dialect,
  relations: Relations,
): string {
  const statement = new Statement();
  const winners = versions.flatMap((rule) => rule.yieldsTo.flatMap((id) => bound.versions(id).at(-1) ?? []));
  const scopeOf = (rules: readonly CompiledRule[], events: string) => {
    const gathered = rules.map((rule) => namesIn(rule, bound.table.names));
    return new Scope(
      dialect,
      { ...relations, events },
      bound,
      statement,
      new Set(gathered.flatMap((names) => names.events)),
      new Set(gathered.flatMap((names) => names.facts)),
    );
  };
  const all = [...versions, ...winners];
  const read = all.map((rule) => namesIn(rule, bound.table.names));
  const lapsing = lapsingRule(
    bound,
    read.flatMap(({ events, asked }) => [...events, ...asked]),
  );
  const events = lapsing ? withDeemedEvents(lapsing, scopeOf([lapsing], relations.events)) : relations.events;
  const scope = scopeOf(all, events);
  const parts = versions.map((rule, at) =>
    outcomesOf({ rule, isFirst: at === 0, isNewest: at === versions.length - 1 }, scope),
  );
  return statement.ending(parts.join('\nUNION ALL\n'));
}

/** How each clock of one version stands on the day asked for: the same decisions, in the same order, as the core's. */
function outcomesOf(version: Version, scope: Scope): string {
  const { rule } = version;
  const { statement, dialect, relations, bound } = scope;
  const judged = judgedClocks(version, scope);
  const timing = rule.due!.form === 'single' ? rule.due!.timing : null;
  const isAfter = timing === null || timing.direction === 'after';
  const withoutDue =
    timing && timing.tiers.length === 0
      ? {
          done: "CASE WHEN k.opens IS NULL THEN 'unknown' ELSE 'met' END",
          open: "CASE WHEN k.opens IS NULL THEN 'unknown' ELSE 'upcoming' END",
        }
      : { done: "'unknown'", open: "'unknown'" };
  const happened = statement.step(
    'happened_by_then',
    `SELECT r.*, ${scope.today} AS as_of, ${scope.todaysOrdinal} AS as_of_ordinal, CASE WHEN r.done_day <= ${scope.today} THEN r.done_day END AS done_by_then\n` +
      `FROM ${judged} r`,
  );
  const stood = statement.step(
    'stood',
    `SELECT k.*, d.ordinal AS due_ordinal, e.ordinal AS done_ordinal,\n` +
      `  CASE WHEN k.applies = 0 THEN 'not-applicable'\n    WHEN k.applies IS NULL THEN 'unknown'\n` +
      (isAfter ? "    WHEN k.trig_day > k.as_of AND k.done_by_then IS NULL THEN 'not-started'\n" : '') +
      `    WHEN k.done_by_then < k.opens THEN 'too-early'\n` +
      `    WHEN k.done_by_then IS NOT NULL AND k.due IS NULL THEN ${withoutDue.done}\n` +
      `    WHEN k.done_by_then > k.due THEN 'met-late'\n    WHEN k.done_by_then IS NOT NULL THEN 'met'\n` +
      `    WHEN k.orphan = 1 THEN 'disordered'\n` +
      `    WHEN k.ended_day <= k.as_of AND (k.due IS NULL OR k.ended_day <= k.due) THEN 'ended'\n` +
      `    WHEN k.due IS NULL THEN ${withoutDue.open}\n` +
      `    WHEN k.as_of > k.due THEN 'overdue'\n    WHEN k.as_of = k.due THEN 'due-today'\n` +
      `    WHEN d.ordinal - k.as_of_ordinal <= ${bound.dueSoonWorkingDays} THEN 'due-soon'\n    ELSE 'upcoming' END AS outcome,\n` +
      `  CASE WHEN k.beyond = 1 THEN 'OUTSIDE_COVERAGE' WHEN k.in_force = 0 THEN 'NO_VERSION_IN_FORCE'\n    WHEN k.beyond = 2 OR (k.due IS NOT NULL AND d.day IS NULL) THEN 'OUTSIDE_COVERAGE' END AS error\n` +
      `FROM ${happened} k\nLEFT JOIN ${relations.calendar} d ON d.day = k.due\nLEFT JOIN ${relations.calendar} e ON e.day = k.done_by_then`,
  );
  const unless = (value: string) => `CASE WHEN s.error IS NULL THEN ${value} END`;
  const open = "s.error IS NULL AND s.outcome IN ('upcoming', 'due-soon', 'due-today')";
  const days = (from: string, to: string) => dialect.daysBetween(from, to);
  const late = (ofDone: string, ofAsOf: string) =>
    `CASE WHEN s.error IS NOT NULL THEN NULL WHEN s.outcome = 'met-late' THEN ${ofDone} WHEN s.outcome = 'overdue' THEN ${ofAsOf} END`;
  const columns: Readonly<Record<(typeof RESULT_COLUMNS)[number], string>> = {
    case: 's.case_id',
    rule: dialect.literal(rule.ref),
    outcome: unless('s.outcome'),
    trigger: 's.trig_day',
    due: unless('s.due'),
    safe: unless('s.safe'),
    done: unless('s.done_day'),
    days_left: `CASE WHEN ${open} THEN ${days('s.as_of', 's.due')} END`,
    working_days_left: `CASE WHEN ${open} THEN s.due_ordinal - s.as_of_ordinal END`,
    days_late: late(days('s.due', 's.done_by_then'), days('s.due', 's.as_of')),
    working_days_late: late('s.done_ordinal - s.due_ordinal', 's.as_of_ordinal - s.due_ordinal'),
    clauses: dialect.literal(rule.clauses.map(({ id }) => id).join(', ')),
    error: 's.error',
  };
  return `SELECT ${RESULT_COLUMNS.map((name) => `${columns[name]} AS ${dialect.identifier(name)}`).join(',\n  ')}\nFROM ${stood} s`;
}
