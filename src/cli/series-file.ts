import type { SeriesDate } from '../cases/bind.js';
import { TimescaleError } from '../failure.js';
import { parseDay } from '../time/day.js';
import { placed } from './failures.js';
import { fileName } from './files.js';
import { readJsonFile } from './json-file.js';
import { isRecord } from './record.js';

export type Series = Record<string, readonly SeriesDate[]>;

/** Dates of meetings and terms by the name of their series. Whether there is such a series, the table knows. */
export async function readSeries(path: string): Promise<Series> {
  const given = await readJsonFile(path);
  return placed(fileName(path), () => {
    if (!isRecord(given))
      throw wrong(
        '',
        given,
        'Series are an object of names and dates, such as { "quarters": ["2026-03-31"] }.',
      );
    for (const [name, dates] of Object.entries(given)) {
      if (!Array.isArray(dates))
        throw wrong(
          name,
          dates,
          `"${name}" needs a list of dates, or of { "from", "until" } with both days included.`,
        );
      for (const [index, date] of dates.entries()) checkDate(date, `${name}[${index}]`);
    }
    return given as Series;
  });
}

function checkDate(date: unknown, path: string): void {
  if (!isRecord(date)) {
    placed(path, () => parseDay(date as string));
    return;
  }
  const from = placed(`${path}.from`, () => parseDay(date.from as string));
  const until = placed(`${path}.until`, () => parseDay(date.until as string));
  if (until < from) {
    throw wrong(
      `${path}.until`,
      date.until,
      `A stretch ends on or after the day on which it starts; this one starts on ${date.from}.`,
    );
  }
}

const wrong = (path: string, given: unknown, message: string): TimescaleError =>
  new TimescaleError('INVALID_OPTION', path, given, message);
