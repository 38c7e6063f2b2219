import type { TimescaleOptions } from '../cases/bind.js';
import { type Timescales, timescales } from '../cases/timescales.js';
import { TimescaleError } from '../failure.js';
import type { RuleTable } from '../rules/table.js';
import { at, placed } from './failures.js';
import { fileName } from './files.js';
import { type Arguments, type Option, value } from './options.js';

type SituationOption = 'closures' | 'series';

/** Options of every command that counts for one authority: its closure days, its meetings and terms. */
export const SITUATION_OPTIONS: Readonly<Record<SituationOption, Option>> = {
  closures: value('closures.json'),
  series: value('series.json'),
};

export const SITUATION_HELP = `  --closures file.json     days on which the authority is closed: a list of dates and of
                           { "from", "until", "name" }, or { "closures": […], "open": […] }
  --series file.json       dates of its meetings and terms, by the name of the series:
                           { "school-terms": [{ "from": "2026-01-05", "until": "2026-04-01" }] }`;

/** The table bound to its calendar and to what the files of the command line say. */
export async function bindTable(table: RuleTable, args: Arguments<SituationOption>): Promise<Timescales> {
  const closuresFile = args.one('closures');
  const seriesFile = args.one('series');
  const options: TimescaleOptions = {};
  if (closuresFile !== undefined || seriesFile !== undefined) {
    const { readClosures, readSeries } = await import('./file-readers.js');
    if (closuresFile !== undefined) Object.assign(options, await readClosures(closuresFile));
    if (seriesFile !== undefined) options.series = await readSeries(seriesFile);
  }
  try {
    return timescales(table, options);
  } catch (error) {
    const file = error instanceof TimescaleError && fileAt(error.path, closuresFile, seriesFile);
    if (!file) throw error;
    return placed(fileName(file), () => {
      throw error;
    });
  }
}

const fileAt = (path: string, closures: string | undefined, series: string | undefined) =>
  /^(closures|open)\b/.test(path) ? closures : /^series\b/.test(path) ? series : undefined;

/** Refuses a day of an option that the calendar does not cover: no outcome could be counted on it. */
export function checkCovered({ calendar }: Timescales, option: string, date: string | undefined): void {
  if (date !== undefined) at(option, () => calendar.isWorkingDay(date.slice(0, 10)));
}
