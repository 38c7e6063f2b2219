import type { CaseInput } from '../../cases/case-input.js';
import { readCase } from '../../cases/read-case.js';
import { TimescaleError } from '../../failure.js';
import { parseJson } from '../json.js';
import type { CaseSink } from './case-sink.js';
import { LONGEST_ROW } from './csv-reader.js';

/** A case as it stands in a file of many. */
export interface JsonRow {
  /** Null for one that is too long. */
  readonly bytes: Buffer | null;
  readonly line: number;
  readonly column: number;
  /** Whether it stands alone, so that it can do without a name. */
  readonly isAlone: boolean;
}

/** Reads a case written in JSON; one that is wrong is refused as a whole. */
export function takeJsonCase(row: JsonRow, sink: CaseSink): void {
  const { line } = row;
  let value: unknown;
  try {
    value = parseRow(row);
    const authority = (value as { authority?: unknown } | null)?.authority;
    const desk = sink.onlyDesk ?? sink.deskOf(authority);
    const read = readCase(value as CaseInput, desk.names);
    if (read.case === '' && !row.isAlone)
      throw new TimescaleError(
        'MISSING_CASE',
        'case',
        null,
        'The case has no name; give it "case", such as "C-1".',
      );
    sink.good(1);
    desk.check(read, line);
  } catch (error) {
    if (!(error instanceof TimescaleError)) throw error;
    const name = (value as { case?: unknown } | null | undefined)?.case;
    const { path } = error;
    const placed = path === '' ? `line ${line}` : path.startsWith('line ') ? path : `line ${line}, ${path}`;
    sink.refuse({
      case: typeof name === 'string' ? name : '',
      line,
      error: { ...error.toJSON(), path: placed },
    });
  }
}

/** Reads a case that is a line of its own, as in NDJSON. */
export const takeJsonLine = ({ bytes, line }: Pick<JsonRow, 'bytes' | 'line'>, sink: CaseSink): void =>
  takeJsonCase({ bytes, line, column: 1, isAlone: false }, sink);

/** @throws TimescaleError `INVALID_JSON` or `DUPLICATE_KEY`, with line and column in the file. */
export function parseRow({ bytes, line, column }: JsonRow): unknown {
  if (bytes === null) {
    const longest = LONGEST_ROW.toLocaleString('en-GB');
    throw new TimescaleError('LINE_TOO_LONG', '', null, `The case is longer than ${longest} bytes; none is.`);
  }
  const text = bytes.toString();
  const value = parsed(text);
  if (value !== undefined && colonsIn(text) === keysIn(value)) return value;
  // Slow, but it tells the place, and the keys that stand twice.
  try {
    return parseJson(text);
  } catch (error) {
    throw error instanceof TimescaleError ? moved(error, line, column) : error;
  }
}

/** @throws TimescaleError `INVALID_JSON`; what else may be wrong with the case is not looked at. */
export function checkSyntax(row: JsonRow): void {
  if (row.bytes !== null && parsed(row.bytes.toString()) === undefined) parseRow(row);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Colons outside texts: as many as keys were written. */
function colonsIn(text: string): number {
  let colons = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) isInText = !isInText;
    else if (code === 92) at += 1;
    else if (code === 58 && !isInText) colons += 1;
  }
  return colons;
}

/** Keys that were kept: fewer than were written when one stands twice. */
function keysIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) {
    for (const element of value) keys += keysIn(element);
    return keys;
  }
  for (const key in value) keys += 1 + keysIn((value as Record<string, unknown>)[key]);
  return keys;
}

/** A failure inside an element, as seen from the whole file. */
function moved(error: TimescaleError, line: number, column: number): TimescaleError {
  const place = (text: string) =>
    text.replace(/line (\d+), column (\d+)/, (_, atLine: string, atColumn: string) => {
      const isFirst = Number(atLine) === 1;
      return `line ${Number(atLine) + line - 1}, column ${Number(atColumn) + (isFirst ? column - 1 : 0)}`;
    });
  return new TimescaleError(error.code, place(error.path), error.value, place(error.message));
}
