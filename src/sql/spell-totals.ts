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

/**
 * Spells as a step: `case_id`, their place `i` by their start, `start_day`, and `end_day`, null where nothing ends one.
 * The i-th start takes the first end on or after it that no start before it has; as with completions of each trigger,
 * its place is the greatest of "first on or after the k-th, and i - k more" over all k up to i.
 */
export function spellIntervals({ starts, ends }: { starts: string; ends?: string }, scope: Scope): string {
  const { statement } = scope;
  const started = scope.everyOccurrence([starts]);
  if (ends === undefined) {
    return statement.step(
      'spell_starts',
      `SELECT s.case_id, ROW_NUMBER() OVER (PARTITION BY s.case_id ORDER BY s.at_day) AS i, s.at_day AS start_day, CAST(NULL AS DATE) AS end_day FROM ${started} s`,
    );
  }
  const ended = scope.everyOccurrence([ends]);
  const marks = statement.step(
    'spell_marks',
    `SELECT s.case_id, s.at_day, 1 AS is_start FROM ${started} s\nUNION ALL\nSELECT e.case_id, e.at_day, 0 AS is_start FROM ${ended} e`,
  );
  const numbered = statement.step(
    'spell_places',
    'SELECT m.*, ROW_NUMBER() OVER (PARTITION BY case_id, is_start ORDER BY at_day) AS i,\n' +
      '  SUM(1 - is_start) OVER (PARTITION BY case_id ORDER BY at_day RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - SUM(1 - is_start) OVER (PARTITION BY case_id, at_day) AS ends_before\n' +
      `FROM ${marks} m`,
  );
  const wanted = statement.step(
    'spell_starts',
    `SELECT n.*, i + MAX(ends_before + 1 - i) OVER (PARTITION BY case_id ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS wanted\nFROM ${numbered} n\nWHERE is_start = 1`,
  );
  return statement.step(
    'spells',
    `SELECT w.case_id, w.i, w.at_day AS start_day, n.at_day AS end_day\nFROM ${wanted} w\n` +
      `LEFT JOIN ${numbered} n ON n.case_id = w.case_id AND n.is_start = 0 AND n.i = w.wanted`,
  );
}
