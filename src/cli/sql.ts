import { TimescaleError } from '../failure.js';
import { didYouMean } from '../rules/suggest.js';
import { type AuthoritySql, authoritySql } from '../sql/authority-sql.js';
import { DIALECTS, type DialectName } from '../sql/dialect.js';
import { SCRIPT_PARTS, type ScriptPart, sqlScript } from '../sql/script.js';
import { readAsOf } from './as-of.js';
import { at, DONE } from './failures.js';
import { flag, readArguments, value, values } from './options.js';
import { stderr, stdout, writeJson } from './output.js';
import { tableNamed } from './questions/any-table.js';
import { bindTable, SITUATION_HELP, SITUATION_OPTIONS } from './situation.js';

export const sqlHelp = `The same rules as SQL, for a warehouse: the calendar as a table, and a view for each rule.

  in-timescale sql <authority> --dialect name --as-of date [--rule id …] [options]

  --dialect name           ${Object.keys(DIALECTS).join(', ')}
  --as-of date             the day on which outcomes are judged: the one row of the table as_of
  --rule id                only this rule; may be given again
  --events name            the table of events, "case", "event" and "on": events unless told
  --facts name             the table of facts, "case", "fact" and "value": facts unless told
  --schema name            where the calendar and the views are made
  --only part              ${SCRIPT_PARTS.join(', ')}
${SITUATION_HELP}
  --json                   the statements, and the rules that are not among them with the reason, as JSON

The authority is a built-in one or a folder of rules. A name may have its schema before it: staging.events.
Dates of meetings and terms can be given later too: add them to the table "series" and run the part refresh.

Examples
  in-timescale sql wokingham --dialect duckdb --as-of 2026-05-01 > wokingham.sql
  in-timescale sql england --dialect postgres --as-of 2026-05-01 --events staging.events --schema timescales
  in-timescale sql wokingham --dialect tsql --as-of 2026-05-01 --rule initial-conference --only views
`;

export async function sql(args: readonly string[]): Promise<number> {
  const given = readArguments(args, {
    command: 'sql',
    options: {
      dialect: value('duckdb'),
      'as-of': value('2026-05-01'),
      rule: values('initial-conference'),
      events: value('staging.events'),
      facts: value('staging.facts'),
      schema: value('timescales'),
      only: value('views'),
      ...SITUATION_OPTIONS,
      json: flag,
    },
    positionals: [{ name: 'authority', like: 'wokingham --dialect duckdb --as-of 2026-05-01' }],
  });
  const dialect = readDialect(given.one('dialect'));
  const asOf = readAsOf(given);
  const part = readPart(given.one('only'));
  const rules = given.all('rule');
  const name = (option: 'events' | 'facts' | 'schema') => {
    const text = given.one(option);
    return text === undefined ? {} : { [option]: text.split('.') };
  };
  const bound = await bindTable(await tableNamed(given.positionals[0]!, 'authority'), given);
  at('--as-of', () => bound.calendar.isWorkingDay(asOf));
  const made = authoritySql(bound, {
    dialect,
    asOf,
    ...(rules.length === 0 ? {} : { rules }),
    ...name('events'),
    ...name('facts'),
    ...name('schema'),
  });
  if (given.has('json')) writeJson(made);
  else stdout.write(sqlScript(made, dialect, part === undefined ? SCRIPT_PARTS : [part]));
  sayRefused(made);
  return DONE;
}

function readDialect(name: string | undefined): DialectName {
  const known = Object.keys(DIALECTS);
  if (name !== undefined && known.includes(name)) return name as DialectName;
  throw new TimescaleError(
    'INVALID_OPTION',
    '--dialect',
    name ?? null,
    name === undefined
      ? `Say the engine it is for, such as --dialect duckdb: one of ${known.join(', ')}.`
      : `There is no dialect ${JSON.stringify(name)}.${didYouMean(name, known)} Written are ${known.join(', ')}.`,
  );
}

function readPart(name: string | undefined): ScriptPart | undefined {
  if (name === undefined || SCRIPT_PARTS.includes(name as ScriptPart)) return name as ScriptPart | undefined;
  throw new TimescaleError(
    'INVALID_OPTION',
    '--only',
    name,
    `There is no part ${JSON.stringify(name)} of the script; write one of ${SCRIPT_PARTS.join(', ')}.`,
  );
}

/** The script may go to a file, so what is not in it is told beside it. */
function sayRefused({ views, refused }: AuthoritySql): void {
  if (refused.length > 0)
    stderr.write(
      `Rules in it: ${views.length}. Not in it: ${refused.length}; the script ends with those and why.\n`,
    );
}
