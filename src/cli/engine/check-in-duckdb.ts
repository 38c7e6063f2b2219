import { TimescaleError } from '../../failure.js';
import { placed } from '../failures.js';
import { fileName } from '../files.js';
import type { Input, InputFormat } from '../read/input.js';
import { readCases } from '../read/read-cases.js';
import { type Answering, checkAlike, type Limits } from './check-alike.js';
import { csvLines } from './csv-lines.js';
import { openDuckdb } from './duckdb.js';
import { ndjsonLines } from './ndjson-lines.js';
import { parquetFile } from './parquet.js';

const NOT_PLAIN = 'it does not start with a line of its own';
const NOT_A_FILE = 'it is not a file, and can be read only once';

/**
 * Checks a file of CSV, NDJSON or Parquet with DuckDB at hand. Gives why its rows had to be read one by one, or null
 * when they had not.
 *
 * @throws TimescaleError `ENGINE_MISSING`, `INVALID_OPTION` for what DuckDB is not given, and what `readCases` throws.
 */
export async function checkInDuckdb(
  input: Input,
  format: InputFormat,
  answering: Answering,
  onPiece: () => void,
  limits?: Limits,
): Promise<string | null> {
  refuseUnfit(input, format);
  const { desks } = answering;
  const rowByRow = async (reason: string) => {
    await readCases(input, format, desks, onPiece);
    return reason;
  };
  if (!input.isFile) return rowByRow(NOT_A_FILE);
  const wantedFor = format === 'parquet' ? fileName(input.path) : '--engine';
  const duckdb = await openDuckdb(wantedFor);
  if (typeof duckdb === 'string') {
    if (format !== 'parquet') return rowByRow(duckdb);
    throw new TimescaleError('FILE_UNREADABLE', wantedFor, input.path, `The file can't be read: ${duckdb}.`);
  }
  try {
    const parquet = format === 'parquet' ? await parquetFile(duckdb, input.path) : null;
    const whole = parquet?.input ?? input;
    const lines = placed(fileName(input.path), () => {
      if (parquet) return parquet.lines(desks);
      return format === 'ndjson' ? ndjsonLines(input) : csvLines(input, desks);
    });
    const reason = lines === null ? NOT_PLAIN : await checkAlike(duckdb, lines, answering, limits);
    if (reason !== null) await readCases(whole, format, desks, onPiece);
    return reason;
  } finally {
    await duckdb.close();
  }
}

function refuseUnfit({ path, isFile }: Input, format: InputFormat): void {
  if (path === '-' || (format === 'parquet' && !isFile))
    throw new TimescaleError(
      'INVALID_OPTION',
      format === 'parquet' ? 'cases' : '--engine',
      format,
      `DuckDB reads files, and this ${path === '-' ? 'comes from the standard input' : 'is none'}; ${format === 'parquet' ? 'give the name of the Parquet file' : 'leave --engine out, or give the name of a file'}.`,
    );
  if (format === 'json')
    throw new TimescaleError(
      'INVALID_OPTION',
      '--engine',
      'duckdb',
      'With --engine duckdb cases come as CSV, NDJSON or Parquet, and this is JSON; leave --engine out for it.',
    );
}
