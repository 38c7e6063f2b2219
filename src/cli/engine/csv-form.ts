import type { CaseSink } from '../read/case-sink.js';
import type { CsvHeader } from '../read/csv-header.js';
import { CsvReader } from '../read/csv-reader.js';
import type { Input } from '../read/input.js';
import { rowsUnder, takeHeader } from '../read/read-cases.js';
import type { LineForm, LineTaker } from './file-lines.js';

/** Cases as rows of CSV: what a line says apart from the name is its other cells, a comma before each. */
export const csvForm = (input: Input, header: CsvHeader, counts: CsvReader['counts']): LineForm => ({
  shape: header.shape,
  mayGoOn: true,
  beforeName: '',
  afterName: '',
  taker: (sink) => new CsvTaker(header, sink),
  casesOn: (lines, sink) => casesOn(input, new CsvReader(counts), lines, sink),
});

class CsvTaker implements LineTaker {
  private readonly reader = new CsvReader();
  private readonly rows: ReturnType<typeof rowsUnder>;

  constructor(header: CsvHeader, sink: CaseSink) {
    const { reader } = this;
    const columns = ['case', ...header.columns.filter((_, column) => column !== header.case)];
    reader.give(Buffer.from(`${columns.join(',')}\n`));
    reader.next();
    this.rows = rowsUnder(takeHeader(reader, sink), reader, sink);
  }

  give(lines: Buffer): void {
    this.reader.give(lines);
    while (this.reader.next()) this.rows.take();
  }

  end(): void {
    this.reader.end();
    while (this.reader.next()) this.rows.take();
    for (const _ of this.rows.finish());
  }
}

async function* casesOn(
  input: Input,
  reader: CsvReader,
  lines: readonly number[],
  sink: CaseSink,
): AsyncGenerator<number> {
  const pieces = await input.repeatable();
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
  for await (const piece of pieces()) {
    reader.give(piece);
    yield* takeAll();
    if (at === lines.length) break;
  }
  reader.end();
  yield* takeAll();
  if (rows) yield* rows.finish();
}
