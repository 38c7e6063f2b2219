import type { Bound } from '../cases/bind.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import { formatDay } from '../time/day.js';
import { inserted } from './calendar-rows.js';
import { type Dialect, dateLiteral } from './dialect.js';
import { seriesOfDue } from './gather.js';
import type { Relations } from './scope.js';
import type { Tables } from './tables.js';

const seriesOf = ({ due, readings }: CompiledRule): string[] =>
  [due, ...readings.map((reading) => reading.due)].flatMap(seriesOfDue);

/**
 * The dates of the series that rules ask for as a table of `series`, `on` and, for periods, `until`, with those that
 * are known, and for each day of the calendar the next of them, on it or after it.
 */
export function seriesTables(
  { ids, versions, setting }: Bound,
  { series, seriesDays, calendar }: Relations,
  dialect: Dialect,
): Tables {
  const wanted = new Set(ids.flatMap(versions).flatMap(seriesOf));
  const { identifier, literal, text } = dialect;
  const rows = [...wanted].flatMap((name) =>
    (setting.series[name] ?? []).map(
      ({ from, until }) =>
        `(${literal(name)}, ${dateLiteral(formatDay(from))}, ${dateLiteral(formatDay(until))})`,
    ),
  );
  const on = `s.${identifier('on')}`;
  return {
    setup: [
      dialect.createTable(series, [
        ['series', text],
        ['on', 'DATE'],
        ['until', 'DATE'],
      ]),
      ...inserted(series, rows, dialect),
      dialect.createTable(seriesDays, [
        ['series', text],
        ['day', 'DATE'],
        ['next_day', 'DATE'],
      ]),
    ],
    refresh: [
      `TRUNCATE TABLE ${seriesDays}`,
      `INSERT INTO ${seriesDays}\nSELECT s.${identifier('series')}, c.day, MIN(${on})\nFROM ${series} s\nJOIN ${calendar} c ON c.day <= ${on}\nGROUP BY s.${identifier('series')}, c.day`,
    ],
  };
}
