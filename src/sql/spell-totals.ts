import type { Scope } from './scope.js';

/** The days for which a total is asked, and the first day that is counted; null for all before. */
export interface TotalRows {
  readonly step: string;
  readonly on: string;
  readonly from: string | null;
}

/**
 * The days of a spell before each day asked for, added up, as a step: `case_id`, `on_day` and `days`; no row where
 * there are none. Days that two spells share count once: each spell counts from where the longest before it ends.
 */
export function spellTotals(spell: string, { step, on, from }: TotalRows, scope: Scope): string {
  const { statement, dialect } = scope;
  const asked = statement.step(
    'totals_asked',
    `SELECT DISTINCT r.case_id, ${on} AS on_day, ${from ?? on} AS from_day\nFROM ${step} r${from === null ? '' : scope.factJoin}`,
  );
  const clipped = statement.step(
    'spells_clipped',
    'SELECT a.*, s.start_day, s.i, CASE WHEN s.end_day < a.on_day THEN s.end_day ELSE a.on_day END AS last_day\n' +
      `FROM ${asked} a JOIN ${scope.spellsOf(spell)} s ON s.case_id = a.case_id AND s.start_day < a.on_day`,
  );
  const before = statement.step(
    'spells_counted',
    `SELECT c.*, MAX(last_day) OVER (PARTITION BY case_id, on_day ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS counted_to\nFROM ${clipped} c`,
  );
  const later = (one: string, other: string) => `CASE WHEN ${other} > ${one} THEN ${other} ELSE ${one} END`;
  const first = statement.step(
    'spells_first',
    `SELECT b.*, ${later('start_day', 'counted_to')} AS first_day\nFROM ${before} b`,
  );
  const counted = from === null ? 'first_day' : later('first_day', 'from_day');
  return statement.step(
    'spell_total',
    `SELECT case_id, on_day, SUM(CASE WHEN last_day > ${counted} THEN ${dialect.daysBetween(counted, 'last_day')} ELSE 0 END) AS days\n` +
      `FROM ${first}\nGROUP BY case_id, on_day`,
  );
}
