import { LONGEST_ROW } from '../read/csv-reader.js';
import { fileLiteral } from './duckdb.js';

/** What stands between the cells of no file, so that DuckDB takes a line as one cell, as it is. */
export const NEVER = '\u0001';

/** A byte-order mark, which is lost where a text from DuckDB begins with it. */
export const MARK = '\ufeff';

/** Whether a quote is still open at the end of a line, as SQL. */
export const hasOpenQuote = (line: string): string =>
  `(length(${line}) - length(replace(${line}, '"', ''))) % 2 = 1`;

/** The lines of a file after the first so many, each as it stands, empty ones too: a table of one column, `line`. */
export const linesQuery = (path: string, skipped: number): string =>
  `read_csv(${fileLiteral(path)}, auto_detect = false, header = false, skip = ${skipped}, columns = {'line': 'VARCHAR'}, ` +
  `delim = '${NEVER}', quote = '', escape = '', comment = '', compression = 'none', hive_partitioning = false, strict_mode = true, max_line_size = ${LONGEST_ROW})`;

/**
 * A query of all lines under a CSV file's header, empty ones too, in their order: `name`, the case, and `said`, the
 * rest of the line with the comma before it, as it stands. `said` is null, and `odd` is the line, where the name
 * can't be told by commas alone.
 *
 * DuckDB only finds the lines: its CSV reader takes more for a row than RFC 4180 does, such as a quote inside a cell
 * or a comma too many, and would pass over errors that are to be told.
 */
export function plainLines(path: string, headerLines: number, caseColumn: number): string {
  const isFirst = caseColumn === 0;
  // Most lines have nothing strange about them, and are then looked at no more.
  const isStrange = `contains(line, '"') OR contains(line, '${MARK}')`;
  const cells = isFirst ? '' : `, string_split(line, ',') AS cells`;
  const rest = isFirst
    ? 'substr(line, length(cell) + 1)'
    : `',' || array_to_string(list_concat(cells[:${caseColumn}], cells[${caseColumn + 2}:]), ',')`;
  const isQuoted = `contains(cell, '"')`;
  // Quotes around the name alone are taken off; a comma inside them leaves only the opening one.
  const isWhole = `regexp_full_match(cell, '"(?:[^"]|"")+"')`;
  const isNamed = isFirst
    ? `CASE WHEN ${isQuoted} THEN ${isWhole} ELSE cell <> '' END`
    : `NOT contains(line, '"') AND cell <> ''`;
  const isUsable = `CASE WHEN is_strange THEN ${isNamed} AND NOT contains(line, '${MARK}') ELSE cell <> '' END`;
  const name = isFirst
    ? `CASE WHEN is_strange AND ${isQuoted} AND ${isWhole} THEN replace(substr(cell, 2, length(cell) - 2), '""', '"') ELSE cell END`
    : 'cell';
  return (
    `SELECT ${name} AS name, CASE WHEN ${isUsable} THEN ${rest} END AS said, CASE WHEN NOT (${isUsable}) THEN line END AS odd\n` +
    `FROM (SELECT line, split_part(line, ',', ${caseColumn + 1}) AS cell, ${isStrange} AS is_strange${cells} FROM ${linesQuery(path, headerLines)})`
  );
}
