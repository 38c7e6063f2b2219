import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { reasonOf, unreadable } from '../files.js';

/** Parquet comes as CSV from DuckDB, with its rows counted instead of lines. */
export type InputFormat = 'csv' | 'json' | 'ndjson' | 'parquet';

// Small enough for its text to be short-lived in the eyes of the garbage collector.
const PIECE = 64 * 1024;
/** What can't be read twice is kept up to here when it has to be. */
const MOST_KEPT = 64 * 1024 * 1024;
/** How far the first line is looked for, to tell the format from it. */
const MOST_PEEKED = 1_000_000;
const LF = 10;
const BLANKS: ReadonlySet<number> = new Set(Buffer.from(' \t\v\f\r\n'));

/** A file, or the standard input, as pieces of bytes; its first line can be looked at before it is read. */
export interface Input {
  readonly path: string;
  /** Whether it is a file, and not something that is gone once it is read. */
  readonly isFile: boolean;
  /** The start, up to the end of the first line that says something. */
  readonly head: Buffer;
  /** Everything from the start, without a byte-order mark. To be taken once. */
  pieces(): AsyncIterable<Buffer>;
  /** Everything from the start, as often as wanted. */
  repeatable(): Promise<() => AsyncIterable<Buffer>>;
}

/** @throws TimescaleError `FILE_UNREADABLE` */
export async function openInput(path: string): Promise<Input> {
  const isFile = path !== '-' && (await isRegularFile(path));
  const source = piecesOf(path);
  const first = await upToFirstLine(source);
  if ((first[0] === 0xff && first[1] === 0xfe) || (first[0] === 0xfe && first[1] === 0xff))
    throw unreadable(path, 'it is written in UTF-16; save it as UTF-8');
  const head = withoutMark(first);
  const pieces = async function* () {
    if (head.length > 0) yield head;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  };
  return {
    path,
    isFile,
    head,
    pieces,
    repeatable: async () => {
      if (!isFile) return kept(path, pieces());
      await source.return(undefined);
      return () => fromTheStart(path);
    },
  };
}

async function isRegularFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    throw unreadable(path, reasonOf(error));
  }
}

async function* piecesOf(path: string): AsyncGenerator<Buffer> {
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: PIECE });
  try {
    for await (const piece of stream) yield piece as Buffer;
  } catch (error) {
    throw unreadable(path, reasonOf(error));
  }
}

async function* fromTheStart(path: string): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const piece of piecesOf(path)) {
    yield isFirst ? withoutMark(piece) : piece;
    isFirst = false;
  }
}

async function kept(path: string, pieces: AsyncIterable<Buffer>): Promise<() => AsyncIterable<Buffer>> {
  const all: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    all.push(piece);
    size += piece.length;
    if (size > MOST_KEPT)
      throw unreadable(
        path,
        'it holds more than 64 MB of JSON; give it as a file, or as NDJSON, one case a line',
      );
  }
  return async function* () {
    yield* all;
  };
}

/** Whether there is a whole line that says something. */
function hasLine(bytes: Buffer): boolean {
  const start = bytes.findIndex((byte) => !BLANKS.has(byte));
  return start !== -1 && bytes.includes(LF, start);
}

async function upToFirstLine(source: AsyncIterator<Buffer>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0);
  while (!hasLine(head) && head.length < MOST_PEEKED) {
    const next = await source.next();
    if (next.done) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return head;
}

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;

const FORMATS_BY_ENDING: Readonly<Record<string, InputFormat>> = {
  '.csv': 'csv',
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.parquet': 'parquet',
};

/** The format by the file's ending, or else by its first character. */
export function formatOf({ path, head }: Input): InputFormat {
  const byEnding = FORMATS_BY_ENDING[extname(path).toLowerCase()];
  if (byEnding) return byEnding;
  const start = head.toString('utf8').trimStart();
  if (start.startsWith('PAR1')) return 'parquet';
  if (start.startsWith('[')) return 'json';
  if (!start.startsWith('{')) return 'csv';
  return isWhole(start.split('\n', 1)[0]!) ? 'ndjson' : 'json';
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
