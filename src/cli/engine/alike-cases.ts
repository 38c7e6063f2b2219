import { DIALECTS } from '../../sql/dialect.js';
import type { Duckdb } from './duckdb.js';
import { hasOpenQuote, NEVER } from './plain-lines.js';

const { literal } = DIALECTS.duckdb;

/** The cases of a file by what they say apart from their names; what is the same in many is there once. */
export interface AlikeCases {
  /** How many different histories there are, without those of odd lines. They have numbers from 0 on, without a gap. */
  readonly histories: number;
  /** By the number of a history. */
  sizes(): Promise<readonly Size[]>;
  /** Whether a quote is open at the end of a line of a history. */
  hasOpenQuote(): Promise<boolean>;
  /** Writes a case of each history to a file, with its number for a name between these two texts. */
  writeHistories(path: string, before: string, after: string): Promise<void>;
  /**
   * Writes the cases without an odd line to a file, in the order of their first lines: the number of the history, and
   * the name as a cell of CSV. It starts at once, beside what else is asked.
   */
  writeCases(path: string): Promise<void>;
  /** The names of the cases with these histories, by the places of their first lines. */
  casesOf(histories: readonly number[]): AsyncGenerator<SomeCases>;
  /** The places of all lines of the cases that have an odd line or one of these histories, in order. */
  linesOf(histories: readonly number[]): Promise<OddLines>;
}

export interface Size {
  /** How many cases have the history. */
  readonly cases: number;
  /** How many rows each of them has. */
  readonly rows: number;
}

export type SomeCases = readonly [
  names: readonly string[],
  histories: readonly number[],
  places: readonly number[],
];

export interface OddLines {
  readonly cases: number;
  readonly lines: readonly OddLine[];
}

export interface OddLine {
  readonly place: number;
  /** How many of the cases without an odd line come before it. */
  readonly casesBefore: number;
}

/** A place is that of a line among all lines under the header, empty ones too, from 0. */
const SHAPES = {
  long: {
    // Rows of a case that stand far apart may be put together in any order, which changes no answer.
    cases:
      'CREATE TABLE cases AS SELECT name, string_agg(said, chr(10)) AS history, min(rowid) AS place, count(said) < count(*) AS is_odd FROM given WHERE name IS NOT NULL GROUP BY name',
    order: ' ORDER BY place',
    sameLine: 'c.name = g.name',
  },
  wide: {
    cases:
      'CREATE VIEW cases AS SELECT name, said AS history, rowid AS place, said IS NULL AS is_odd FROM given WHERE name IS NOT NULL',
    // They are in order, and what is asked of one table keeps its order; of a join it need not.
    order: '',
    sameLine: 'c.place = g.rowid',
  },
} as const;

/** Texts as they are, without quotes round them. */
const AS_THEY_ARE = `(FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '${NEVER}')`;
const CASES = `SELECT number, CASE WHEN contains(name, '"') OR contains(name, ',') THEN '"' || replace(name, '"', '""') || '"' ELSE name END FROM alike`;
const SIZES = `SELECT cases, (length(history) - length(replace(history, chr(10), '')) + 1)::INTEGER FROM histories ORDER BY rowid`;
const OPEN_QUOTES = `SELECT count(*)::INTEGER FROM (SELECT unnest(string_split(history, chr(10))) AS line FROM histories WHERE contains(history, '"')) WHERE ${hasOpenQuote('line')}`;

/** Finds what is alike in a table `given` of all lines: `name`, `said`, and `odd` for what can't be told by commas. */
export async function alikeCases(duckdb: Duckdb, shape: keyof typeof SHAPES): Promise<AlikeCases> {
  const { cases, order, sameLine } = SHAPES[shape];
  await duckdb.run(cases);
  // The number of a history is its row here. In the enum, of which it is the code, it is looked up and not joined.
  await duckdb.run(
    'CREATE TABLE histories AS SELECT history, count(*)::INTEGER AS cases FROM cases WHERE NOT is_odd GROUP BY history',
  );
  await duckdb.run('CREATE TYPE known_history AS ENUM (SELECT history FROM histories ORDER BY rowid)');
  await duckdb.run(
    'CREATE VIEW alike AS SELECT name, enum_code(history::known_history)::INTEGER AS number, place FROM cases WHERE NOT is_odd',
  );
  return {
    histories: await duckdb.number('SELECT count(*)::INTEGER FROM histories'),
    async sizes() {
      const sizes: Size[] = [];
      for await (const [cases, rows] of duckdb.chunks(SIZES)) {
        for (const [at, count] of (cases as number[]).entries())
          sizes.push({ cases: count, rows: rows![at] as number });
      }
      return sizes;
    },
    hasOpenQuote: async () => (await duckdb.number(OPEN_QUOTES)) > 0,
    writeHistories(path, before, after) {
      const name = `${literal(before)} || rowid || ${literal(after)}`;
      return duckdb.run(
        `COPY (SELECT name || replace(history, chr(10), chr(10) || name) FROM (SELECT ${name} AS name, history FROM histories)) TO ${literal(path)} ${AS_THEY_ARE}`,
      );
    },
    writeCases: (path) => duckdb.runBeside(`COPY (${CASES}${order}) TO ${literal(path)} ${AS_THEY_ARE}`),
    ...byHistory(duckdb, sameLine),
  };
}

const ALSO_WANTED = ' UNION ALL SELECT name, place FROM alike JOIN wanted USING (number)';

function byHistory(duckdb: Duckdb, sameLine: string): Pick<AlikeCases, 'casesOf' | 'linesOf'> {
  const listed = async (numbers: readonly number[]): Promise<void> => {
    await duckdb.run('CREATE OR REPLACE TEMP TABLE wanted (number INTEGER)');
    if (numbers.length > 0) await duckdb.run(`INSERT INTO wanted SELECT unnest([${numbers.join(',')}])`);
  };
  return {
    async *casesOf(numbers) {
      await listed(numbers);
      for await (const [names, histories, places] of duckdb.chunks(
        'SELECT name, number, place::INTEGER AS place FROM alike JOIN wanted USING (number) ORDER BY place',
      ))
        yield [names as string[], histories as number[], places as number[]];
    },
    async linesOf(numbers) {
      await listed(numbers);
      await duckdb.run(
        `CREATE OR REPLACE TEMP TABLE odd_cases AS SELECT name, place FROM cases WHERE is_odd${numbers.length === 0 ? '' : ALSO_WANTED}`,
      );
      const cases = await duckdb.number('SELECT count(*)::INTEGER FROM odd_cases');
      const lines: OddLine[] = [];
      if (cases === 0) return { cases, lines };
      for await (const [places, before] of duckdb.chunks(
        `SELECT o.place::INTEGER AS place, coalesce(n.cases, 0)::INTEGER FROM (SELECT g.rowid AS place FROM given g JOIN odd_cases c ON ${sameLine}) o ` +
          'ASOF LEFT JOIN (SELECT place, row_number() OVER (ORDER BY place) AS cases FROM alike) n ON n.place < o.place ORDER BY place',
      )) {
        for (const [at, place] of (places as number[]).entries())
          lines.push({ place, casesBefore: before![at] as number });
      }
      return { cases, lines };
    },
  };
}
