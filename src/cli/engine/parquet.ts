import { TimescaleError } from '../../failure.js';
import { DIALECTS } from '../../sql/dialect.js';
import { reasonOf, unreadable } from '../files.js';
import type { CaseSink } from '../read/case-sink.js';
import { CsvReader } from '../read/csv-reader.js';
import type { Input } from '../read/input.js';
import { takeHeader } from '../read/read-cases.js';
import { csvForm } from './csv-form.js';
import { type Duckdb, fileLiteral } from './duckdb.js';
import type { FileLines } from './file-lines.js';
import { MARK } from './plain-lines.js';

const { identifier } = DIALECTS.duckdb;

export interface ParquetFile {
  readonly input: Input;
  /** @throws TimescaleError what is wrong with the names of the columns. */
  lines(sink: CaseSink): FileLines;
}

interface Column {
  readonly name: string;
  /** An expression for its text; empty for what is not there. */
  readonly text: string;
}

/**
 * A Parquet file as the rows of CSV that would say the same.
 *
 * @throws TimescaleError `FILE_UNREADABLE` for what is no Parquet, or has a column of lists or other things.
 */
export async function parquetFile(duckdb: Duckdb, path: string): Promise<ParquetFile> {
  const source = sourceOf(path);
  const columns = await columnsOf(duckdb, path);
  const head = Buffer.from(`${columns.map(({ name }) => quoted(name)).join(',')}\n`);
  const pieces = async function* () {
    yield head;
    const row = columns.map(({ text }) => cell(text)).join(` || ',' || `);
    for await (const [rows] of duckdb.chunks(`SELECT ${row} FROM ${source}`))
      yield Buffer.from(`${(rows as string[]).join('\n')}\n`);
  };
  const input: Input = { path, isFile: true, head, pieces, repeatable: async () => pieces };
  return { input, lines: (sink) => linesOf(input, columns, sink) };
}

/** The rows of a Parquet file as DuckDB holds them, for a check of what is alike. */
function linesOf(input: Input, columns: readonly Column[], sink: CaseSink): FileLines {
  const reader = new CsvReader('row');
  reader.give(input.head);
  reader.next();
  const header = takeHeader(reader, sink);
  const name = columns[header.case]!.text;
  const rest = columns
    .filter((_, column) => column !== header.case)
    .map(({ text }) => `',' || ${cell(text)}`);
  const isBlank = columns.map(({ text }) => `${text} = ''`).join(' AND ');
  const isPlain = `${name} <> '' AND NOT regexp_matches(${name}, '[\\r\\n${MARK}]')`;
  return {
    ...csvForm(input, header, 'row'),
    query:
      `SELECT CASE WHEN NOT (${isBlank}) THEN ${name} END AS name, CASE WHEN ${isPlain} THEN ${rest.join(' || ')} END AS said,\n` +
      `  CASE WHEN NOT (${isPlain}) THEN '' END AS odd\nFROM ${sourceOf(input.path)}`,
    hidesNames: false,
    firstLine: 1,
  };
}

const sourceOf = (path: string): string => `read_parquet(${fileLiteral(path)}, hive_partitioning = false)`;

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A text as a cell of CSV. */
const cell = (text: string): string =>
  `CASE WHEN regexp_matches(${text}, '[",\\r\\n]') THEN '"' || replace(${text}, '"', '""') || '"' ELSE ${text} END`;

async function columnsOf(duckdb: Duckdb, path: string): Promise<Column[]> {
  const columns: Column[] = [];
  try {
    for await (const [names, types] of duckdb.chunks(
      `SELECT column_name, column_type FROM (DESCRIBE FROM ${sourceOf(path)})`,
    )) {
      for (const [at, name] of (names as string[]).entries()) {
        const type = types![at] as string;
        columns.push({ name, text: await textOf(duckdb, path, name, type) });
      }
    }
  } catch (error) {
    if (error instanceof TimescaleError) throw error;
    throw unreadable(path, `it is not a Parquet file that DuckDB reads (${firstLineOf(error)})`);
  }
  return columns;
}

const firstLineOf = (error: unknown): string =>
  error instanceof Error ? error.message.split('\n', 1)[0]! : reasonOf(error);

const WRITTEN_PLAINLY =
  /^(VARCHAR|DATE|BOOLEAN|DOUBLE|FLOAT|U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|UUID|DECIMAL\(.*\)|ENUM\(.*\))$/;

async function textOf(duckdb: Duckdb, path: string, name: string, type: string): Promise<string> {
  const column = identifier(name);
  const known = `coalesce(CAST(${column} AS VARCHAR), '')`;
  if (WRITTEN_PLAINLY.test(type)) return known;
  if (/^TIMESTAMP[^[]*$/.test(type)) {
    // An instant stays one, so that it is refused: the day it falls on depends on where one is.
    const zone = type.includes('ZONE') ? 'Z' : '';
    const moment = zone === '' ? column : `make_timestamp(epoch_us(${column}))`;
    const hasTimes =
      zone !== '' ||
      (await duckdb.number(
        `SELECT count(*)::INTEGER FROM ${sourceOf(path)} WHERE CAST(${column} AS TIME) <> TIME '00:00:00'`,
      )) > 0;
    const form = hasTimes ? `%Y-%m-%dT%H:%M:%S${zone}` : '%Y-%m-%d';
    return `coalesce(strftime(${moment}, '${form}'), '')`;
  }
  if (type === '"NULL"') return "''";
  throw unreadable(
    path,
    `its column "${name}" holds values of the type ${type}; texts, dates, times of a day, numbers and true or false can be read`,
  );
}
