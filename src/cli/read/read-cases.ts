import { TimescaleError } from '../../failure.js';
import { placed } from '../failures.js';
import { fileName } from '../files.js';
import type { CaseSink } from './case-sink.js';
import { type CsvHeader, readHeader } from './csv-header.js';
import { CsvReader } from './csv-reader.js';
import type { Input, InputFormat } from './input.js';
import { checkSyntax, type JsonRow, takeJsonCase, takeJsonLine } from './json-case.js';
import { JsonElements } from './json-elements.js';
import { Lines } from './lines.js';
import { LongRows } from './long-rows.js';
import { WideRows } from './wide-rows.js';

/** Reads all cases of an input into a sink. `onPiece` is called now and then, for what shows the progress. */
export async function readCases(
  input: Input,
  format: InputFormat,
  sink: CaseSink,
  onPiece: () => void,
): Promise<void> {
  const read = READERS[format];
  try {
    await read(input, sink, onPiece);
  } catch (error) {
    if (!(error instanceof TimescaleError) || error.code === 'FILE_UNREADABLE') throw error;
    placed(fileName(input.path), () => {
      throw error;
    });
  }
}

const READERS: Readonly<
  Record<InputFormat, (input: Input, sink: CaseSink, onPiece: () => void) => Promise<void>>
> = {
  csv: readCsv,
  parquet: (input, sink, onPiece) => readCsv(input, sink, onPiece, new CsvReader('row')),
  json: readJson,
  ndjson: readLines,
};

async function readCsv(
  input: Input,
  sink: CaseSink,
  onPiece: () => void,
  reader = new CsvReader(),
): Promise<void> {
  let rows: WideRows | LongRows | undefined;
  const takeAll = async (): Promise<void> => {
    while (reader.next()) {
      if (rows) rows.take();
      else rows = rowsUnder(takeHeader(reader, sink), reader, sink);
      if (sink.isFull) await sink.drained();
    }
  };
  for await (const piece of input.pieces()) {
    reader.give(piece);
    await takeAll();
    onPiece();
  }
  reader.end();
  await takeAll();
  if (!rows) throw empty('a header such as case,event,on and rows under it are wanted');
  for (const _ of rows.finish()) if (sink.isFull) await sink.drained();
}

/** Reads the header that the reader stands at, and holds the rows under it to its width. */
export function takeHeader(reader: CsvReader, sink: CaseSink): CsvHeader {
  const header = readHeader(reader, sink.names);
  if (header.authority === null && !sink.onlyDesk) throw withoutAuthority();
  reader.width = header.columns.length;
  return header;
}

export const rowsUnder = (header: CsvHeader, reader: CsvReader, sink: CaseSink): LongRows | WideRows =>
  header.shape === 'long' ? new LongRows(reader, header, sink) : new WideRows(reader, header, sink);

async function readLines(input: Input, sink: CaseSink, onPiece: () => void): Promise<void> {
  const lines = new Lines();
  let isEmpty = true;
  const takeAll = async (): Promise<void> => {
    while (lines.next()) {
      if (lines.bytes !== null && isBlank(lines.bytes)) continue;
      isEmpty = false;
      takeJsonLine(lines, sink);
      if (sink.isFull) await sink.drained();
    }
  };
  for await (const piece of input.pieces()) {
    lines.give(piece);
    await takeAll();
    onPiece();
  }
  lines.end();
  await takeAll();
  if (isEmpty) throw empty('one case a line is wanted');
}

/** Reads the JSON twice, so that nothing is done when it turns out at its end to be none. */
async function readJson(input: Input, sink: CaseSink, onPiece: () => void): Promise<void> {
  const pieces = await input.repeatable();
  for await (const row of rowsOf(pieces(), onPiece)) checkSyntax(row);
  for await (const row of rowsOf(pieces(), onPiece)) {
    takeJsonCase(row, sink);
    if (sink.isFull) await sink.drained();
  }
}

async function* rowsOf(pieces: AsyncIterable<Buffer>, onPiece: () => void): AsyncGenerator<JsonRow> {
  const elements = new JsonElements();
  const row = ({ bytes, line, column, isList }: JsonElements) => ({ bytes, line, column, isAlone: !isList });
  for await (const piece of pieces) {
    elements.give(piece);
    while (elements.next()) yield row(elements);
    onPiece();
  }
  elements.end();
  while (elements.next()) yield row(elements);
  if (!elements.hasStarted) throw empty('a case or a list of cases is wanted');
}

const SPACES = new Set([9, 13, 32]);

const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => SPACES.has(byte));

const empty = (wanted: string): TimescaleError =>
  new TimescaleError('EMPTY_INPUT', '', '', `There is nothing here; ${wanted}.`);

const withoutAuthority = (): TimescaleError =>
  new TimescaleError(
    'UNKNOWN_AUTHORITY',
    'line 1',
    null,
    'The file does not say whose rules its cases are put to; say --authority, or give it a column "authority".',
  );
