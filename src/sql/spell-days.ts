import type { Statement } from './statement.js';

/** A query's step of what happened, and how it tells events. */
interface Happened {
  readonly statement: Statement;
  readonly occurrences: string;
  isOneOf(column: string, events: readonly string[]): string;
}

const before = (partition: string) =>
  `OVER (${partition} ORDER BY at_day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`;
const SO_FAR = 'OVER (PARTITION BY case_id ORDER BY at_day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)';

/**
 * Of days with `is_start` and `is_end`, the last before each that did only one of the two. A day that both starts and
 * ends a spell leaves it as it was whether one lasts.
 */
export const lastTurns = (partition: string): string =>
  `MAX(CASE WHEN is_start = 1 AND is_end = 0 THEN at_day END) ${before(partition)} AS last_start,\n` +
  `  MAX(CASE WHEN is_end = 1 AND is_start = 0 THEN at_day END) ${before(partition)} AS last_end`;

/** Whether a spell lasts as a day begins, from those. */
export const LASTS =
  'CASE WHEN last_start IS NOT NULL AND (last_end IS NULL OR last_end < last_start) THEN 1 ELSE 0 END';

/**
 * The days on which something happened in a spell, as a step: `case_id`, `at_day`, and `spell_no`, the place of the
 * spell among those of the case; 0 is the one whose start is not on record.
 */
export function spellDays({ starts, ends }: { starts: string; ends?: string }, happened: Happened): string {
  const { statement } = happened;
  const flag = (events: readonly string[]) =>
    `MAX(CASE WHEN ${happened.isOneOf('o.ev', events)} THEN 1 ELSE 0 END)`;
  const turns = statement.step(
    'spell_turns',
    `SELECT o.case_id, o.at_day, ${flag([starts])} AS is_start, ${flag(ends === undefined ? [] : [ends])} AS is_end\n` +
      `FROM ${happened.occurrences} o\nGROUP BY o.case_id, o.at_day`,
  );
  const turnsBefore = statement.step(
    'spells_before',
    'SELECT t.*,\n' +
      `  ${lastTurns('PARTITION BY case_id')},\n` +
      `  MAX(is_end) ${before('PARTITION BY case_id')} AS any_end, MAX(is_start) ${SO_FAR} AS any_start\n` +
      `FROM ${turns} t`,
  );
  const lasting = statement.step('spells_lasting', `SELECT b.*, ${LASTS} AS lasts\nFROM ${turnsBefore} b`);
  const begins = ends === undefined ? 'is_start = 1' : 'is_start = 1 AND (lasts = 0 OR is_end = 1)';
  const numbered = statement.step(
    'spells_numbered',
    `SELECT l.*, SUM(CASE WHEN ${begins} THEN 1 ELSE 0 END) ${SO_FAR} AS spell_no\nFROM ${lasting} l`,
  );
  return statement.step(
    'spell_days',
    `SELECT case_id, at_day, spell_no FROM ${numbered}\nWHERE is_start = 1 OR lasts = 1 OR (any_start = 0 AND COALESCE(any_end, 0) = 0)`,
  );
}
