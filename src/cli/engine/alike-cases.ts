import { DIALECTS } from '../../sql/dialect.js';
import type { Duckdb } from './duckdb.js';
import { NEVER } from './plain-lines.js';

const { literal } = DIALECTS.duckdb;

/** The cases of a file by what they say apart from their names; what is the same in many is there once. */
export interface AlikeCases {
  /** How many different histories there are, without those of odd lines. */
  readonly histories: number;
  /** Each history with its number, from 0 on without a gap, and how many cases have it. */
  all(): AsyncGenerator<History>;
  /**
   * Puts the cases without an odd line in the order of their first lines, on a connection of its own beside what else
   * is asked. Also writes them to a file, where its path is given.
   */
  inOrder(path?: string): Promise<CasesInOrder>;
}

export interface History {
  readonly number: number;
  /** The rows of such a case without its name, a line each, with the comma that follows the name. */
  readonly rows: string;
  readonly cases: number;
}

export interface CasesInOrder {
  /** The names of the cases with these histories, by the places of their first lines. */
  casesOf(histories: readonly number[]): AsyncGenerator<SomeCases>;
  /** The places of all lines of the cases that have an odd line or one of these histories, in order. */
  linesOf(histories: readonly number[]): Promise<OddLines>;
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
  /** How many of the cases in order come before it. */
  readonly casesBefore: number;
}

/** A place is that of a line among all lines under the header, empty ones too, from 0. */
const SHAPES = {
  long: {
    // Rows of a case that stand far apart may be put together in any order, which changes no answer.
    cases:
      'CREATE TABLE cases AS SELECT name, string_agg(said, chr(10)) AS history, min(rowid) AS place, bool_or(said IS NULL) AS is_odd FROM given WHERE name IS NOT NULL GROUP BY name',
    inOrder: (cases: string) => `CREATE TABLE in_order AS ${cases} ORDER BY place`,
    sameLine: 'c.name = g.name',
  },
  wide: {
    cases:
      'CREATE VIEW cases AS SELECT name, said AS history, rowid AS place, said IS NULL AS is_odd FROM given WHERE name IS NOT NULL',
    // They are in order, and what is asked of one table keeps its order; of a join it need not.
    inOrder: (cases: string) => `CREATE VIEW in_order AS ${cases}`,
    sameLine: 'c.place = g.rowid',
  },
} as const;

const IN_ORDER =
  'SELECT name, enum_code(history::known_history)::INTEGER AS number, place FROM cases WHERE NOT is_odd';
/** A line for each case: the number of its history, and its name as a cell of CSV. */
const NUMBER_AND_NAME = `SELECT number, CASE WHEN contains(name, '"') OR contains(name, ',') THEN '"' || replace(name, '"', '""') || '"' ELSE name END FROM in_order`;

/** Finds what is alike in a table `given` of all lines: `name`, `said`, and `odd` for what can't be told by commas. */
export async function alikeCases(duckdb: Duckdb, shape: keyof typeof SHAPES): Promise<AlikeCases> {
  const { cases, inOrder, sameLine } = SHAPES[shape];
  await duckdb.run(cases);
  await duckdb.run(
    'CREATE TABLE histories AS SELECT history, count(*)::INTEGER AS cases FROM cases WHERE NOT is_odd GROUP BY history',
  );
  // Its numbers are looked up, where those of a table have to be joined.
  await duckdb.run('CREATE TYPE known_history AS ENUM (SELECT history FROM histories)');
  return {
    histories: await duckdb.number('SELECT count(*)::INTEGER FROM histories'),
    async *all() {
      for await (const [numbers, rows, counts] of duckdb.chunks(
        'SELECT enum_code(history::known_history)::INTEGER AS number, history, cases FROM histories ORDER BY number',
      )) {
        for (const [at, number] of (numbers as number[]).entries())
          yield { number, rows: rows![at] as string, cases: counts![at] as number };
      }
    },
    async inOrder(path) {
      await duckdb.runBeside(inOrder(IN_ORDER));
      if (path !== undefined)
        await duckdb.runBeside(
          `COPY (${NUMBER_AND_NAME}) TO ${literal(path)} (FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '${NEVER}')`,
        );
      return casesInOrder(duckdb, sameLine);
    },
  };
}

const ALSO_WANTED = ' UNION ALL SELECT name, place FROM in_order JOIN wanted USING (number)';

function casesInOrder(duckdb: Duckdb, sameLine: string): CasesInOrder {
  const listed = async (numbers: readonly number[]): Promise<void> => {
    await duckdb.run('CREATE OR REPLACE TEMP TABLE wanted (number INTEGER)');
    if (numbers.length > 0) await duckdb.run(`INSERT INTO wanted SELECT unnest([${numbers.join(',')}])`);
  };
  return {
    async *casesOf(numbers) {
      await listed(numbers);
      for await (const [names, histories, places] of duckdb.chunks(
        'SELECT name, number, place::INTEGER AS place FROM in_order JOIN wanted USING (number) ORDER BY place',
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
          'ASOF LEFT JOIN (SELECT place, row_number() OVER (ORDER BY place) AS cases FROM in_order) n ON n.place < o.place ORDER BY place',
      )) {
        for (const [at, place] of (places as number[]).entries())
          lines.push({ place, casesBefore: before![at] as number });
      }
      return { cases, lines };
    },
  };
}
