import { DIALECTS } from '../../sql/dialect.js';
import type { CaseSink } from '../read/case-sink.js';
import type { Input } from '../read/input.js';
import { takeJsonLine } from '../read/json-case.js';
import { Lines } from '../read/lines.js';
import type { FileLines, LineTaker } from './file-lines.js';
import { linesQuery, MARK } from './plain-lines.js';

const { literal } = DIALECTS.duckdb;

/** What JSON takes for blank in a line. */
const SPACE = '[ \\t\\r]*';
/** A case whose name comes first and says nothing in signs of its own: what follows is said of it. */
const NAMED = literal(`^\\{${SPACE}"case"${SPACE}:${SPACE}"([^"\\\\\\x00-\\x1f]+)"`);
const BLANK = literal(`^${SPACE}$`);

/** A file of one case a line; null where DuckDB would see other lines in it, or where there is none. */
export function ndjsonLines(input: Input): FileLines | null {
  const head = input.head.toString('latin1');
  if (/\r(?!\n|$)/.test(head) || !/\S/.test(head)) return null;
  const name = `regexp_extract(line, ${NAMED}, 1)`;
  const named = `regexp_extract(line, ${NAMED})`;
  const isUsable = `${name} <> '' AND NOT contains(line, '${MARK}')`;
  return {
    query:
      `SELECT CASE WHEN NOT regexp_matches(line, ${BLANK}) THEN ${name} END AS name,\n` +
      `  CASE WHEN ${isUsable} THEN substr(line, length(${named}) + 1) END AS said,\n` +
      `  CASE WHEN NOT (${isUsable}) THEN line END AS odd\nFROM ${linesQuery(input.path, 0)}`,
    hidesNames: false,
    firstLine: 1,
    shape: 'wide',
    mayGoOn: false,
    beforeName: '{"case":"',
    afterName: '"',
    taker: (sink) => new NdjsonTaker(sink),
    casesOn: (lines, sink) => casesOn(input, lines, sink),
  };
}

class NdjsonTaker implements LineTaker {
  private readonly lines = new Lines();
  private readonly sink: CaseSink;

  constructor(sink: CaseSink) {
    this.sink = sink;
  }

  give(lines: Buffer): void {
    this.lines.give(lines);
    this.takeAll();
  }

  end(): void {
    this.lines.end();
    this.takeAll();
  }

  private takeAll(): void {
    const { lines, sink } = this;
    while (lines.next()) takeJsonLine(lines, sink);
  }
}

async function* casesOn(input: Input, wanted: readonly number[], sink: CaseSink): AsyncGenerator<number> {
  const pieces = await input.repeatable();
  const lines = new Lines();
  let at = 0;
  function* takeAll(): Generator<number> {
    while (at < wanted.length && lines.next()) {
      if (wanted[at] !== lines.line) continue;
      at += 1;
      yield lines.line;
      takeJsonLine(lines, sink);
    }
  }
  for await (const piece of pieces()) {
    lines.give(piece);
    yield* takeAll();
    if (at === wanted.length) return;
  }
  lines.end();
  yield* takeAll();
}
