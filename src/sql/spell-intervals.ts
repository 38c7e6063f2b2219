import { NO_DAY } from './clock-columns.js';
import type { Statement } from './statement.js';

/** Where the steps go, and the query of all occurrences of some events. */
interface Events {
  readonly statement: Statement;
  everyOccurrence(events: readonly string[]): string;
}

/**
 * Spells as a step: `case_id`, their place `i` by their start, `start_day`, and `end_day`, null where nothing ends one.
 * The i-th start takes the first end on or after it that no start before it has; as with completions of each trigger,
 * its place is the greatest of "first on or after the k-th, and i - k more" over all k up to i.
 */
export function spellIntervals({ starts, ends }: { starts: string; ends?: string }, from: Events): string {
  const { statement } = from;
  const started = from.everyOccurrence([starts]);
  if (ends === undefined) {
    return statement.step(
      'spell_starts',
      `SELECT s.case_id, ROW_NUMBER() OVER (PARTITION BY s.case_id ORDER BY s.at_day) AS i, s.at_day AS start_day, ${NO_DAY} AS end_day FROM ${started} s`,
    );
  }
  const ended = from.everyOccurrence([ends]);
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
