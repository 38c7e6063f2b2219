import type { CheckRow } from '../cases/check.js';
import type { Timescales } from '../cases/timescales.js';
import type { OutcomeName } from '../deadlines/outcome.js';
import { TimescaleError } from '../failure.js';
import { didYouMean } from '../rules/suggest.js';
import { readAsOf } from './as-of.js';
import { authorityIds, authorityTable } from './authority-table.js';
import type { CheckOutput, Summary } from './check-output/check-output.js';
import { csvOutput } from './check-output/csv-output.js';
import { jsonOutput, ndjsonOutput } from './check-output/json-output.js';
import { OUTCOMES } from './check-output/outcomes.js';
import { Progress } from './check-output/progress.js';
import { RowWriter } from './check-output/row-writer.js';
import { grouped } from './check-output/summary-text.js';
import { textOutput } from './check-output/text-output.js';
import { checkInDuckdb } from './engine/check-in-duckdb.js';
import { at, DONE } from './failures.js';
import { fileName } from './files.js';
import { type Arguments, flag, readArguments, value, values } from './options.js';
import { stderr } from './output.js';
import { CaseDesks } from './read/case-desks.js';
import { formatOf, openInput } from './read/input.js';
import { readCases } from './read/read-cases.js';
import { bindTable, SITUATION_HELP, SITUATION_OPTIONS } from './situation.js';

export const checkHelp = `Many cases at once: which deadlines are overdue, and what can't be worked out.

  in-timescale check [cases.csv] --as-of date [--authority authority] [options]

  --as-of date             the day to judge by; this command reads no clock
  --authority authority    whose rules, for all cases; else each case names its own "authority"
  --rule id                only this rule, with a row for every case; as often as needed
  --only outcome,…         only rows with these outcomes (overdue, due-soon, met-late, …); errors always stay
  --format format          csv, json or ndjson: every row, with its error if it has one;
                           text unless told, which lists what is overdue and what is wrong
  --from format            csv, json, ndjson or parquet, where the file's name does not tell
  --engine duckdb          the same answers with DuckDB, for large files of CSV or NDJSON;
                           needs npm install @duckdb/node-api
${SITUATION_HELP}
  --json                   as --format json

Cases come from a file, or from the standard input (- or no name), as
  CSV, one row an event    case,event,on and, where wanted, until, id, for, authority and facts by name;
                           a row with facts but no event gives facts of the case
  CSV, one row a case      case, a column for each event by its name, facts by name; empty: not recorded
  JSON                     a case file, or a list of them; read twice, so that a broken file does nothing
                           (from the standard input up to 64 MB)
  NDJSON                   one case a line
  Parquet                  the columns of either form of CSV; read by DuckDB, and errors name rows for lines.
                           Timestamps that are all at midnight are dates

A bad row never stops the rest: it comes back with its error, and in a file of one row an event its case
is checked without it. Files can be of any length. With one row an event the rows of a case may stand
apart, with up to 50,000 other cases or 250,000 rows between; rows further apart are refused, with the
advice to sort. A file of more than 3,000,000 cases is to be sorted by case, since no more are remembered.
With DuckDB the rows may stand anywhere. It finds which cases say the same, and each history is checked once;
where hardly two are alike, the file is read row by row after all, and standard error says so.

Exit status
  0  done, and nothing is overdue
  1  something is overdue
  2  bad input, nothing done
  3  done, but there are rows with errors (this wins over 1)

Examples
  in-timescale check cases.csv --authority wokingham --as-of 2026-05-01
  in-timescale check cases.csv --authority wokingham --as-of 2026-05-01 --rule initial-conference --format csv
  cat cases.ndjson | in-timescale check --as-of "$(date +%F)" --only overdue,due-soon --format ndjson
`;

const OVERDUE = 1;
const BAD_ROWS = 3;

const OUT_FORMATS = ['text', 'csv', 'json', 'ndjson'] as const;
const IN_FORMATS = ['csv', 'json', 'ndjson', 'parquet'] as const;
const ENGINES = ['duckdb'] as const;
type OutFormat = (typeof OUT_FORMATS)[number];

type CheckOption =
  | 'as-of'
  | 'authority'
  | 'rule'
  | 'only'
  | 'format'
  | 'from'
  | 'engine'
  | 'closures'
  | 'series'
  | 'json';

export async function check(args: string[]): Promise<number> {
  const given = readArguments<CheckOption>(args, {
    command: 'check',
    options: {
      'as-of': value('2026-05-01'),
      authority: value('wokingham'),
      rule: values('initial-conference'),
      only: values('overdue,due-soon'),
      format: value('csv'),
      from: value('ndjson'),
      engine: value('duckdb'),
      ...SITUATION_OPTIONS,
      json: flag,
    },
    positionals: [{ name: 'cases', like: 'cases.csv --as-of 2026-05-01', optional: true }],
  });
  const asOf = readAsOf(given);
  const outFormat = readOutFormat(given);
  const listed = readOnly(given);
  const from = readName(given, 'from', 'format', IN_FORMATS);
  const engine = readName(given, 'engine', 'engine', ENGINES);
  const authorities = await readAuthorities(given);
  const input = await openInput(given.positionals[0] ?? '-');
  const progress = new Progress();
  const writer = new RowWriter(() => progress.clear());
  const format = from ?? formatOf(input);
  const output = outputIn(outFormat, writer, listed, format === 'parquet' ? 'row' : 'line');
  const isOnlyOne = given.one('authority') !== undefined;
  const options = { asOf, rules: given.all('rule'), isOnlyOne };
  const desks = at('--rule', () => new CaseDesks(authorities, output, writer, options));
  const onPiece = () => progress.show(desks.rows);
  if (engine === undefined && format !== 'parquet') await readCases(input, format, desks, onPiece);
  else {
    const reason = await checkInDuckdb(input, format, { desks, output }, onPiece);
    if (reason !== null && engine !== undefined) tellRowByRow(input.path, reason);
  }
  const summary = desks.summary();
  output.end(summary);
  writer.flush();
  progress.clear();
  return tell(summary);
}

function outputIn(
  format: OutFormat,
  writer: RowWriter,
  listed: ReadonlySet<OutcomeName> | null,
  counts: 'line' | 'row',
): CheckOutput {
  const isListed = listed === null ? () => true : ({ outcome }: CheckRow) => listed.has(outcome);
  switch (format) {
    case 'csv':
      return csvOutput(writer, isListed);
    case 'json':
      return jsonOutput(writer, isListed);
    case 'ndjson':
      return ndjsonOutput(writer, isListed);
    case 'text':
      return textOutput(writer, listed === null ? ({ outcome }) => outcome === 'overdue' : isListed, counts);
  }
}

/** The answers are the same; who asked for an engine should know why they took longer. */
function tellRowByRow(path: string, reason: string): void {
  stderr.write(`${fileName(path)} was read row by row, without DuckDB: ${reason}.\n`);
}

/** Counts what was bad on standard error, and gives the exit status. */
function tell({ input, failed, outcomes }: Summary): number {
  if (failed === 0) return outcomes.overdue ? OVERDUE : DONE;
  const unworkable = failed - input.bad;
  const parts = [
    ...(input.bad === 0
      ? []
      : [`${grouped(input.bad)} of ${grouped(input.rows)} rows ${input.bad === 1 ? 'is' : 'are'} bad`]),
    ...(unworkable === 0
      ? []
      : [`${grouped(unworkable)} deadline${unworkable === 1 ? '' : 's'} could not be worked out`]),
  ];
  const [it, its] = failed === 1 ? ['it is', 'its error'] : ['they are', 'their errors'];
  stderr.write(`${parts.join(', and ')}; ${it} in the output with ${its}.\n`);
  return BAD_ROWS;
}

const invalid = (option: string, given: unknown, message: string): TimescaleError =>
  new TimescaleError('INVALID_OPTION', `--${option}`, given, message);

/** A name out of a list of formats, or of engines. */
function readName<Name extends string>(
  given: Arguments<CheckOption>,
  option: 'format' | 'from' | 'engine',
  kind: 'format' | 'engine',
  names: readonly Name[],
): Name | undefined {
  const name = given.one(option);
  if (name === undefined || names.includes(name as Name)) return name as Name | undefined;
  throw invalid(
    option,
    name,
    `There is no ${kind} ${JSON.stringify(name)}.${didYouMean(name, names)} Known: ${names.join(', ')}.`,
  );
}

function readOutFormat(given: Arguments<CheckOption>): OutFormat {
  const format = readName(given, 'format', 'format', OUT_FORMATS);
  if (given.has('json') && format !== undefined && format !== 'json')
    throw invalid('format', format, `--json and --format ${format} are two formats; keep one of them.`);
  return given.has('json') ? 'json' : (format ?? 'text');
}

function readOnly(given: Arguments<CheckOption>): ReadonlySet<OutcomeName> | null {
  const names = given.all('only').flatMap((list) => list.split(','));
  for (const name of names) {
    if (!(OUTCOMES as readonly string[]).includes(name))
      throw invalid(
        'only',
        name,
        `There is no outcome ${JSON.stringify(name)}.${didYouMean(name, OUTCOMES)} Outcomes: ${OUTCOMES.join(', ')}.`,
      );
  }
  return names.length === 0 ? null : new Set(names as OutcomeName[]);
}

/** The authority that is named, or all there are: then each case names its own. */
async function readAuthorities(given: Arguments<CheckOption>): Promise<Timescales[]> {
  const named = given.one('authority');
  const ids = named === undefined ? authorityIds() : [named];
  const bound: Timescales[] = [];
  for (const id of ids) bound.push(await bindTable(authorityTable(id, '--authority'), given));
  return bound;
}
