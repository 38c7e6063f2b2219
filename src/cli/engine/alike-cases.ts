import { DIALECTS } from '../../sql/dialect.js';
import type { Duckdb } from './duckdb.js';
import { NEVER } from './plain-lines.js';

const { literal } = DIALECTS.duckdb;

const NAME_AS_CELL = `CASE WHEN contains(name, '"') OR contains(name, ',') THEN '"' || replace(name, '"', '""') || '"' ELSE name END`;

/** The cases of a file by what they say apart from their names; what is the same in many is there once. */
export interface AlikeCases {
  /** How many different histories there are, without those of odd lines. */
  readonly histories: number;
  /** Each history with its number, from 0 on without a gap, and how many cases have it. */
  all(): AsyncGenerator<History>;
  /** The names of the cases with these histories, by the places of their first lines. */
  casesOf(histories: readonly number[]): AsyncGenerator<SomeCases>;
  /**
   * Writes a line for each of these ends, the case's name as a cell of CSV before it, and gives how many of them come
   * before each of these places.
   */
  writeLines(path: string, ends: Iterable<LineEnd>, places: readonly number[]): Promise<number[]>;
  /** The places of all lines of the cases that have an odd line or one of these histories, in order. */
  linesOf(histories: readonly number[]): Promise<OddLines>;
}

export type SomeCases = readonly [
  names: readonly string[],
  histories: readonly number[],
  places: readonly number[],
];

export interface History {
  readonly number: number;
  /** The rows of such a case without its name, a line each, with the comma that follows the name. */
  readonly rows: string;
  readonly cases: number;
}

/** What follows the name in a line of every case with a history; a history may have several, in their order. */
export type LineEnd = readonly [history: number, order: number, text: string];

export interface OddLines {
  readonly cases: number;
  readonly places: number[];
}

/** A place is that of a line among all lines under the header, empty ones too, from 0. */
const CASES = {
  // Rows of a case that stand far apart may be put together in any order, which changes no answer.
  long: 'CREATE TABLE cases AS SELECT name, string_agg(said, chr(10)) AS history, min(rowid) AS place, bool_or(said IS NULL) AS is_odd FROM given WHERE name IS NOT NULL GROUP BY name',
  wide: 'CREATE VIEW cases AS SELECT name, said AS history, rowid AS place, said IS NULL AS is_odd FROM given WHERE name IS NOT NULL',
} as const;

const ALSO_WANTED =
  ' UNION ALL SELECT c.name, c.place FROM cases c JOIN histories h USING (history) JOIN wanted w ON w.number = h.number WHERE NOT c.is_odd';

/** Finds what is alike in a table `given` of all lines: `name`, `said`, and `odd` for what can't be told by commas. */
export async function alikeCases(duckdb: Duckdb, shape: keyof typeof CASES): Promise<AlikeCases> {
  await duckdb.run(CASES[shape]);
  await duckdb.run(
    'CREATE TABLE histories AS SELECT row_number() OVER () - 1 AS number, history, cases FROM (SELECT history, count(*) AS cases FROM cases WHERE NOT is_odd GROUP BY history)',
  );
  const sameLine = shape === 'long' ? 'c.name = g.name' : 'c.place = g.rowid';
  const listed = async (numbers: readonly number[]): Promise<void> => {
    await duckdb.run('CREATE OR REPLACE TEMP TABLE wanted (number BIGINT)');
    if (numbers.length > 0) await duckdb.run(`INSERT INTO wanted SELECT unnest([${numbers.join(',')}])`);
  };
  return {
    histories: await duckdb.number('SELECT count(*)::INTEGER FROM histories'),
    async *all() {
      for await (const [numbers, rows, cases] of duckdb.chunks(
        'SELECT number::INTEGER, history, cases::INTEGER FROM histories ORDER BY number',
      )) {
        for (const [at, number] of (numbers as number[]).entries())
          yield { number, rows: rows![at] as string, cases: cases![at] as number };
      }
    },
    async *casesOf(numbers) {
      await listed(numbers);
      for await (const [names, histories, places] of duckdb.chunks(
        'SELECT c.name, h.number::INTEGER, c.place::INTEGER AS place FROM cases c JOIN histories h USING (history) JOIN wanted w ON w.number = h.number ORDER BY place',
      ))
        yield [names as string[], histories as number[], places as number[]];
    },
    async writeLines(path, ends, places) {
      // As one text, since to append so many rows one by one takes ten times as long.
      const listed: string[] = [];
      for (const [history, order, text] of ends) listed.push(`${history}${NEVER}${order}${NEVER}${text}`);
      const [history, order, text] = [1, 2, 3].map((part) => `split_part(line, '${NEVER}', ${part})`);
      await duckdb.run(
        `CREATE OR REPLACE TEMP TABLE ends AS SELECT ${history}::INTEGER AS number, ${order}::INTEGER AS position, ${text} AS text FROM (SELECT unnest(string_split($1, chr(10))) AS line) WHERE line <> ''`,
        listed.join('\n'),
      );
      const lines = 'FROM cases c JOIN histories h USING (history) JOIN ends e ON e.number = h.number';
      // Put together after they are in order, so that what is moved about is small.
      await duckdb.run(
        `COPY (SELECT ${NAME_AS_CELL} || text FROM (SELECT c.name, e.text ${lines} ORDER BY c.place, e.position)) TO ${literal(path)} (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '${NEVER}')`,
      );
      const before: number[] = [];
      if (places.length === 0) return before;
      for await (const [some] of duckdb.chunks(
        `SELECT before::INTEGER FROM (SELECT is_end, place, count(*) FILTER (NOT is_end) OVER (ORDER BY place, is_end DESC ROWS UNBOUNDED PRECEDING) AS before FROM (` +
          `SELECT true AS is_end, unnest([${places.join(',')}]) AS place UNION ALL SELECT false, c.place ${lines})) WHERE is_end ORDER BY place`,
      ))
        for (const count of some as number[]) before.push(count);
      return before;
    },
    async linesOf(numbers) {
      await listed(numbers);
      await duckdb.run(
        `CREATE OR REPLACE TEMP TABLE odd_cases AS SELECT name, place FROM cases WHERE is_odd${numbers.length === 0 ? '' : ALSO_WANTED}`,
      );
      const cases = await duckdb.number('SELECT count(*)::INTEGER FROM odd_cases');
      const places: number[] = [];
      if (cases === 0) return { cases, places };
      for await (const [some] of duckdb.chunks(
        `SELECT g.rowid::INTEGER AS place FROM given g JOIN odd_cases c ON ${sameLine} ORDER BY place`,
      ))
        for (const place of some as number[]) places.push(place);
      return { cases, places };
    },
  };
}
