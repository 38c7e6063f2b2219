import { timescales } from '../../cases/timescales.js';
import { TimescaleError } from '../../failure.js';
import { type Audit, audit as ask } from '../../questions/audit/audit.js';
import { didYouMean } from '../../rules/suggest.js';
import { parseDay } from '../../time/day.js';
import { authorityTable } from '../authority-table.js';
import { peopleDate } from '../dates.js';
import { at, DONE } from '../failures.js';
import { type Arguments, flag, readArguments, value, values } from '../options.js';
import { stdout, writeJson } from '../output.js';
import { tableNamed } from './any-table.js';
import { SECTIONS, type SectionName } from './audit-sections.js';

const NAMES = Object.keys(SECTIONS) as SectionName[];

export const auditHelp = `What is wrong, or doubtful, in one authority's clauses: decided by trying every start day of the calendar.

  in-timescale audit authority [options]

  --only section           ${NAMES.join(', ')};
                           as often as needed, all unless told
  --from date, --until date
                           the start days to try; all of the calendar unless told
  --json                   everything, as JSON, each answer with a worked example

The authority is a built-in one or a folder of rules; it is held against the built-in table "england".

Examples
  in-timescale audit wokingham
  in-timescale audit somerset --only unmeetable --only local-forms
  in-timescale audit my-rules/ --from 2012-01-01 --until 2028-12-31 --json
`;

type AuditOption = 'only' | 'from' | 'until' | 'json';

export async function audit(args: readonly string[]): Promise<number> {
  const given = readArguments<AuditOption>(args, {
    command: 'audit',
    options: {
      only: values('contradictions'),
      from: value('2012-01-01'),
      until: value('2028-12-31'),
      json: flag,
    },
    positionals: [{ name: 'authority', like: 'wokingham' }],
  });
  const only = readOnly(given);
  const bound = timescales(await tableNamed(given.positionals[0]!, 'authority'));
  const stretch = readStretch(given, bound.calendar);
  const found = ask(bound, { national: timescales(authorityTable('england', '')), ...stretch });
  if (given.has('json')) writeJson(found);
  else stdout.write(auditText(found, only, bound.authority.name));
  return DONE;
}

function readOnly(given: Arguments<AuditOption>): readonly SectionName[] {
  const names = given.all('only');
  for (const name of names) {
    if (NAMES.includes(name as SectionName)) continue;
    throw new TimescaleError(
      'INVALID_OPTION',
      '--only',
      name,
      `There is no section ${JSON.stringify(name)}.${didYouMean(name, NAMES)} Sections: ${NAMES.join(', ')}.`,
    );
  }
  return names.length === 0 ? NAMES : (names as SectionName[]);
}

function readStretch(
  given: Arguments<AuditOption>,
  calendar: ReturnType<typeof timescales>['calendar'],
): { from?: string; until?: string } {
  const stretch: { from?: string; until?: string } = {};
  for (const edge of ['from', 'until'] as const) {
    const date = given.one(edge);
    if (date === undefined) continue;
    at(`--${edge}`, () => parseDay(date) && calendar.isWorkingDay(date));
    stretch[edge] = date;
  }
  const { from, until } = stretch;
  if (from === undefined || until === undefined || from <= until) return stretch;
  throw new TimescaleError(
    'INVALID_OPTION',
    '--until',
    until,
    `--until ${until} is before --from ${from}; give the same day or a later one.`,
  );
}

function auditText(found: Audit, only: readonly SectionName[], name: string): string {
  const head = `${name}: ${found.rules} rules, on every start day from ${peopleDate(found.from)} to ${peopleDate(found.until)}\n`;
  return [stdout.paint('bold', head), ...only.map((section) => SECTIONS[section](found))].join('\n');
}
