import type { CalendarOptions } from '../../calendar/adjustments.js';
import { workingCalendar } from '../../calendar/working-calendar.js';
import type { TimescaleOptions } from '../../cases/bind.js';
import { type Timescales, timescales } from '../../cases/timescales.js';
import { TimescaleError } from '../../failure.js';
import { parseDay } from '../../time/day.js';
import { readAsOf } from '../as-of.js';
import { at, DONE } from '../failures.js';
import { readClosures } from '../file-readers.js';
import { type Arguments, flag, readArguments, value, values } from '../options.js';
import { stderr, stdout, writeJson } from '../output.js';
import { formatOf, openInput } from '../read/input.js';
import { readCases } from '../read/read-cases.js';
import { tableNamed } from './any-table.js';
import { ChangesDesk } from './changes-desk.js';
import { changesText } from './changes-text.js';

export const changesHelp = `Which due dates move when a calendar or a table changes, from what to what, and because of what?

  in-timescale changes [cases.csv] --as-of date --authority authority [options]

  --as-of date             the day to judge by; this command reads no clock
  --authority authority    the rules as they are: built in, or a folder
  --to authority           the rules as they will be; the same unless told
  --holiday date=name      a day that is going to be a holiday; as often as needed
  --no-holiday date        a day that is going to be worked; as often as needed
  --closures file.json     days on which the authority is closed, now and then
  --closures-after file.json
                           days on which it is going to be closed, in place of those
  --rule id                only this rule; as often as needed
  --all                    also deadlines that are met, ended or not for the case
  --json                   everything, as JSON

Cases come as for "check": CSV, JSON or NDJSON, from a file or from the standard input (- or no name).

Exit status
  0  done
  2  bad input, nothing done
  3  done, but there are rows with errors

Examples
  in-timescale changes cases.csv --authority wokingham --as-of 2026-05-01 --holiday "2026-06-15=World Cup"
  in-timescale changes cases.csv --authority rules-2025/ --to rules-2026/ --as-of 2026-05-01 --json
`;

type ChangesOption =
  | 'as-of'
  | 'authority'
  | 'to'
  | 'holiday'
  | 'no-holiday'
  | 'closures'
  | 'closures-after'
  | 'rule'
  | 'all'
  | 'json';

const BAD_ROWS = 3;

export async function changes(args: readonly string[]): Promise<number> {
  const given = readArguments<ChangesOption>(args, {
    command: 'changes',
    options: {
      'as-of': value('2026-05-01'),
      authority: value('wokingham'),
      to: value('rules-2026/'),
      holiday: values('"2026-06-15=World Cup"'),
      'no-holiday': values('2026-05-04'),
      closures: value('closures.json'),
      'closures-after': value('closures.json'),
      rule: values('initial-conference'),
      all: flag,
      json: flag,
    },
    positionals: [
      { name: 'cases', like: 'cases.csv --authority wokingham --as-of 2026-05-01', optional: true },
    ],
  });
  const asOf = readAsOf(given);
  const authority = given.required('authority', 'Say whose rules, such as --authority wokingham.');
  requireADifference(given);
  const [before, after] = await bothSides(given, authority);
  at('--as-of', () => before.calendar.isWorkingDay(asOf.slice(0, 10)));
  const rules = given.all('rule');
  const desk = at('--rule', () =>
    ChangesDesk.open(before, after, {
      asOf,
      all: given.has('all'),
      ...(rules.length === 0 ? {} : { rules }),
    }),
  );
  const input = await openInput(given.positionals[0] ?? '-');
  await readCases(input, formatOf(input), desk, () => {});
  const answer = desk.answer();
  if (given.has('json')) writeJson(answer);
  else stdout.write(changesText(answer));
  if (answer.failures.length === 0) return DONE;
  stderr.write(
    `${answer.failures.length} could not be worked out; they are in the output with their errors.\n`,
  );
  return BAD_ROWS;
}

const DIFFERENCES = ['to', 'holiday', 'no-holiday', 'closures-after'] as const;

function requireADifference(given: Arguments<ChangesOption>): void {
  if (DIFFERENCES.some((option) => given.has(option))) return;
  throw new TimescaleError(
    'INVALID_OPTION',
    'options',
    null,
    `Nothing would change: say what does, with ${DIFFERENCES.map((option) => `--${option}`).join(', ')}.`,
  );
}

/** The rules and the calendar as they are, and as they will be. */
async function bothSides(
  given: Arguments<ChangesOption>,
  authority: string,
): Promise<readonly [Timescales, Timescales]> {
  const table = await tableNamed(authority, '--authority');
  const to = given.one('to');
  const later = to === undefined ? table : await tableNamed(to, '--to');
  const now = await closuresIn(given.one('closures'));
  const then = given.has('closures-after') ? await closuresIn(given.one('closures-after')) : now;
  const { authority: own } = later;
  const calendar = at('--holiday', () =>
    workingCalendar(own.calendar, adjusted(given, own.kind === 'authority' ? then : {})),
  );
  return [timescales(table, now as TimescaleOptions), timescales(later, { calendar })];
}

async function closuresIn(file: string | undefined): Promise<CalendarOptions> {
  return file === undefined ? {} : ((await readClosures(file)) as CalendarOptions);
}

/** The calendar's own changes, with the holidays that come and go. */
function adjusted(
  given: Arguments<ChangesOption>,
  { closures = [], open = [] }: CalendarOptions,
): CalendarOptions {
  const added = given.all('holiday').map((text) => {
    const [date, ...name] = text.split('=');
    at('--holiday', () => parseDay(date!));
    return { from: date!, until: date!, name: name.join('=') || 'holiday' };
  });
  for (const date of given.all('no-holiday')) at('--no-holiday', () => parseDay(date));
  return { closures: [...closures, ...added], open: [...open, ...given.all('no-holiday')] };
}
