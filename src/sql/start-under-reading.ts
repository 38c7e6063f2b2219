import type { Expression } from '../rules/expression.js';
import { prefersNamed } from './named-or-stand-in.js';
import type { Scope } from './scope.js';

/**
 * The start of a series under a reading that starts it with another event: the start itself where it is one; else the
 * last such event by then; else the first; null where there is none.
 */
export function startUnderReading(
  { events, standIns }: Expression & { kind: 'event' },
  rows: string,
  joins: string[],
  scope: Scope,
): string {
  const key = 'k.case_id, k.start_day, k.start_ev';
  const of = (names: readonly string[], label: string) => {
    const isOne = scope.isOneOf('o.ev', names);
    return (
      `MAX(CASE WHEN ${isOne} AND o.at_day = k.start_day AND o.ev = k.start_ev THEN 1 ELSE 0 END) AS ${label}_same,\n` +
      `  MAX(CASE WHEN ${isOne} AND o.at_day <= k.start_day THEN o.at_day END) AS ${label}_last,\n` +
      `  MIN(CASE WHEN ${isOne} THEN o.at_day END) AS ${label}_first`
    );
  };
  const name = scope.statement.step(
    'read_start',
    `SELECT ${key},\n  ${of(events, 'named')}${standIns.length === 0 ? '' : `,\n  ${of(standIns, 'other')}`}\n` +
      `FROM (SELECT DISTINCT case_id, start_day, start_ev FROM ${rows}) k\n` +
      `JOIN ${scope.occurrences} o ON o.case_id = k.case_id AND ${scope.isOneOf('o.ev', [...events, ...standIns])}\nGROUP BY ${key}`,
  );
  joins.push(
    `\nLEFT JOIN ${name} ON ${name}.case_id = r.case_id AND ${name}.start_day = r.start_day AND ${name}.start_ev = r.start_ev`,
  );
  const day = (label: string) =>
    `CASE WHEN ${name}.${label}_same = 1 THEN r.start_day ELSE COALESCE(${name}.${label}_last, ${name}.${label}_first) END`;
  if (standIns.length === 0) return day('named');
  const isNamed = prefersNamed(`${name}.named_first`, `${name}.other_first`, scope);
  return `CASE WHEN ${isNamed} THEN ${day('named')} ELSE ${day('other')} END`;
}
