import type { CaseSink } from '../read/case-sink.js';
import type { CsvReader } from '../read/csv-reader.js';
import { rowsUnder, takeHeader } from '../read/read-cases.js';

/**
 * Reads a file once more and takes only the rows on these lines, which are in order. Gives the line of each case
 * before it is checked, so that what comes of it can be put in its place.
 */
export async function* oddCases(
  pieces: AsyncIterable<Buffer>,
  lines: readonly number[],
  reader: CsvReader,
  sink: CaseSink,
): AsyncGenerator<number> {
  let rows: ReturnType<typeof rowsUnder> | undefined;
  let isWide = false;
  let at = 0;
  function* takeAll(): Generator<number> {
    while (at < lines.length && reader.next()) {
      if (!rows) {
        const header = takeHeader(reader, sink);
        isWide = header.shape === 'wide';
        rows = rowsUnder(header, reader, sink);
        continue;
      }
      while (lines[at]! < reader.line) at += 1;
      if (lines[at] !== reader.line) continue;
      if (isWide) yield reader.line;
      rows.take();
    }
  }
  for await (const piece of pieces) {
    reader.give(piece);
    yield* takeAll();
    if (at === lines.length) break;
  }
  reader.end();
  yield* takeAll();
  if (rows) yield* rows.finish();
}
