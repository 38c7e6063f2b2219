import Holidays from 'date-holidays';
import { TimescaleError } from '../failure.js';
import { type Day, formatDay, parseDay, partsOf } from '../time/day.js';
import { type CalendarOptions, readAdjustments } from './adjustments.js';
import { type CalendarDefinition, type Coverage, type Holiday, readDefinition } from './definition.js';
import { readObject, readStretch } from './input.js';
import { WorkingCalendar } from './working-calendar.js';

export interface RegionOptions extends CalendarOptions {
  /** First and last date, both inclusive; there is no default. */
  readonly coverage: Coverage;
  /** Weekdays by name or from 1 (Monday) to 7 (Sunday). Default: Saturday and Sunday. */
  readonly weekend?: CalendarDefinition['weekend'];
  /** Years, both inclusive, whose holidays you have checked. Without it every year counts as `projected`. */
  readonly official?: { readonly from: number; readonly until: number };
}

const OPTIONS = ['coverage', 'weekend', 'official', 'closures', 'open'];
const BUILT_IN: Readonly<Record<string, string>> = {
  ENG: 'GB-ENG',
  WLS: 'GB-ENG',
  SCT: 'GB-SCT',
  NIR: 'GB-NIR',
};

/**
 * The working-day calendar of another country, or of a state or a region within it, from the package date-holidays.
 *
 * Only public holidays that last the whole day count; a substitute day counts beside the day it stands for. The
 * package's rules are not checked against any official list, so every answer is `projected` unless you vouch for
 * years with `official`. The United Kingdom's divisions are refused: `workingCalendar` has them, corrected.
 *
 * @throws TimescaleError `UNKNOWN_CALENDAR` for a country, state or region that date-holidays has not, and for the
 * United Kingdom; for the options `INVALID_CALENDAR`, `UNKNOWN_KEY`, `OUTSIDE_COVERAGE` and the failures of dates.
 * @example
 * // Epiphany, Tuesday 6 January 2026, is a holiday in Bavaria: Monday 5 January + 1 = Wednesday 7 January 2026
 * regionCalendar('DE', 'BY', { coverage: { from: '2026-01-01', until: '2026-12-31' } }).addWorkingDays('2026-01-05', 1) // => '2026-01-07'
 * @source https://www.npmjs.com/package/date-holidays
 */
export function regionCalendar(country: string, options: RegionOptions): WorkingCalendar;
export function regionCalendar(
  country: string,
  state: string | undefined,
  options: RegionOptions,
): WorkingCalendar;
export function regionCalendar(
  country: string,
  state: string | undefined,
  region: string | undefined,
  options: RegionOptions,
): WorkingCalendar;
export function regionCalendar(
  country: string,
  ...rest: (string | RegionOptions | undefined)[]
): WorkingCalendar {
  const input = readObject(rest.at(-1), '', 'the options of a region', OPTIONS);
  const options = input as unknown as RegionOptions;
  const [state, region] = rest.slice(0, -1) as (string | undefined)[];
  const place = findPlace(country, state, region);
  const ends = readObject(options.coverage, 'coverage', 'the coverage', ['from', 'until']);
  const { from, until } = readStretch(ends.from, ends.until, 'coverage');
  const source = readDefinition({
    id: Object.values(place).join('-'),
    weekend: options.weekend ?? ['Saturday', 'Sunday'],
    holidays: publicHolidays(place, from, until),
    coverage: options.coverage,
    ...(options.official === undefined ? {} : { official: options.official }),
  });
  const checked = options.official === undefined ? { ...source, official: null } : source;
  return new WorkingCalendar(
    checked,
    readAdjustments({ closures: options.closures ?? [], open: options.open ?? [] }, source),
  );
}

interface Place {
  readonly country: string;
  readonly state?: string;
  readonly region?: string;
}

/** date-holidays takes an unknown country for one without holidays, and passes over an unknown state. */
function findPlace(country: string, state: string | undefined, region: string | undefined): Place {
  const known = new Holidays();
  refuseUnknown('country', country, known.getCountries());
  if (country === 'GB') refuseBuiltIn(state);
  if (state === undefined) {
    if (region !== undefined) throw unknown('region', region, 'a region needs the state that it lies in');
    return { country };
  }
  refuseUnknown('state', state, known.getStates(country));
  if (region === undefined) return { country, state };
  refuseUnknown('region', region, known.getRegions(country, state));
  return { country, state, region };
}

function refuseBuiltIn(state: string | undefined): void {
  if (state === undefined)
    throw unknown('state', state, 'the United Kingdom has no calendar of its own, only its divisions');
  const id = BUILT_IN[state];
  if (id !== undefined)
    throw unknown('state', state, `take workingCalendar("${id}"), which follows the official list`);
}

function refuseUnknown(what: string, code: string, known: Record<string, string> | undefined): void {
  if (known !== undefined && Object.hasOwn(known, code)) return;
  const codes = Object.keys(known ?? {});
  const right = codes.length === 0 ? `there is no ${what} to choose` : `known are ${codes.join(', ')}`;
  throw unknown(what, code, right);
}

function unknown(what: string, code: string | undefined, right: string): TimescaleError {
  const message = `${JSON.stringify(code ?? null)} does not name a ${what} with a calendar: ${right}.`;
  return new TimescaleError('UNKNOWN_CALENDAR', what, code ?? null, message);
}

function publicHolidays(place: Place, from: Day, until: Day): Holiday[] {
  const calendar = new Holidays(place, { languages: 'en', types: ['public'] });
  const names = new Map<Day, string[]>();
  // A substitute or a long holiday may reach over the end of the year that it is listed under.
  for (let year = partsOf(from).year - 1; year <= partsOf(until).year + 1; year++) {
    for (const holiday of calendar.getHolidays(year)) {
      if (holiday.type !== 'public') continue;
      for (const day of wholeDays(holiday)) {
        if (day < from || day > until) continue;
        const there = names.get(day);
        if (there === undefined) names.set(day, [holiday.name]);
        else if (!there.includes(holiday.name)) there.push(holiday.name);
      }
    }
  }
  return [...names]
    .sort(([left], [right]) => left - right)
    .map(([day, list]) => ({ date: formatDay(day), name: list.join(', ') }));
}

const MILLISECONDS_A_DAY = 86_400_000;

/** The days that a holiday takes up wholly: an afternoon off is a working day, a feast of three days is three. */
function* wholeDays(holiday: { date: string; start: Date; end: Date }): Generator<Day> {
  const first = parseDay(holiday.date.slice(0, 10));
  const begun = (Number(holiday.date.slice(11, 13)) + Number(holiday.date.slice(14, 16)) / 60) / 24;
  // The clocks may change meanwhile, which makes a day an hour shorter.
  const until = begun + (holiday.end.getTime() - holiday.start.getTime()) / MILLISECONDS_A_DAY + 2 / 24;
  for (let day = begun > 0 ? 1 : 0; day + 1 <= until; day++) yield (first + day) as Day;
}
