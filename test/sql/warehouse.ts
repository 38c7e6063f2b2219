import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { TimescaleOptions } from '../../src/cases/bind.js';
import { timescales } from '../../src/cases/timescales.js';
import type { RuleTable } from '../../src/rules/table.js';
import { type AuthoritySql, authoritySql, type SqlOptions } from '../../src/sql/index.js';

export type Event = readonly [name: string | null, event: string | null, on: string | null];
export type Fact = readonly [name: string | null, fact: string | null, value: string | null];

/** A small warehouse in memory with one authority's views in it. */
export interface Warehouse {
  readonly sql: AuthoritySql;
  rows(query: string): Promise<Record<string, unknown>[]>;
  run(statement: string): Promise<unknown>;
}

const ROWS_AT_ONCE = 500;

const text = (value: string | null) => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);

export async function warehouse(
  table: RuleTable,
  events: readonly Event[],
  facts: readonly Fact[] = [],
  options: Partial<SqlOptions> = {},
  situation: TimescaleOptions = {},
): Promise<Warehouse> {
  const sql = authoritySql(timescales(table, situation), {
    dialect: 'duckdb',
    asOf: '2026-05-01',
    ...options,
  });
  const connection: DuckDBConnection = await (await DuckDBInstance.create(':memory:')).connect();
  const name = (given: SqlOptions['events'], otherwise: string) =>
    [given ?? otherwise]
      .flat()
      .map((part) => `"${part.replaceAll('"', '""')}"`)
      .join('.');
  const insert = async (into: string, columns: string, rows: readonly (readonly (string | null)[])[]) => {
    await connection.run(`CREATE TABLE ${into} (${columns})`);
    for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
      const some = rows.slice(at, at + ROWS_AT_ONCE).map((row) => `(${row.map(text).join(', ')})`);
      await connection.run(`INSERT INTO ${into} VALUES ${some.join(', ')}`);
    }
  };
  await insert(name(options.events, 'events'), '"case" VARCHAR, "event" VARCHAR, "on" DATE', events);
  await insert(name(options.facts, 'facts'), '"case" VARCHAR, "fact" VARCHAR, "value" VARCHAR', facts);
  for (const statement of [...sql.setup, ...sql.refresh, ...sql.views.map((view) => view.sql), sql.all])
    await connection.run(statement);
  return {
    sql,
    run: (statement) => connection.run(statement),
    rows: async (query) => (await connection.runAndReadAll(query)).getRowObjectsJson(),
  };
}
