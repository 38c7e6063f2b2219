import { spawnSync } from 'node:child_process';
import type { AuthoritySql } from '../../src/sql/index.js';
import { startDuckdb } from './duckdb.js';
import type { Engine } from './engine.js';
import { pythonWith } from './python.js';
import { SQLGLOT } from './tsql.js';

/** Rows of literals need no parser, which would take longest for them. */
const plainInsert = (text: string): string => text.replaceAll(/\[(\w+)\]/g, '"$1"').replaceAll("N'", "'");

/** Indexes change no answer. */
const isIndex = (text: string): boolean => text.startsWith('CREATE INDEX');

/**
 * The text for SQL Server, translated and run on DuckDB. It shows what the text says as far as the translation is
 * right, such as where nulls stand in an order; it does not show what SQL Server would do.
 */
export async function startTranslatedTsql(): Promise<Engine> {
  const python = pythonWith([SQLGLOT]);
  const duckdb = await startDuckdb();
  const translated = (statements: readonly string[]): string[] => {
    const { stdout, stderr, status } = spawnSync(python, ['test/engines/tsql_to_duckdb.py'], {
      input: JSON.stringify(statements),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(`T-SQL could not be translated: ${stderr.slice(-1000)}`);
    return JSON.parse(stdout) as string[];
  };
  const translate = (sql: AuthoritySql): AuthoritySql => {
    const setup = sql.setup.filter((text) => !isIndex(text));
    const isRows = (text: string) => / VALUES\n/.test(text);
    const made = translated([
      ...setup.filter((text) => !isRows(text)),
      ...sql.refresh,
      ...sql.views.map((view) => view.sql),
    ]);
    const take = () => made.shift()!;
    return {
      ...sql,
      setup: setup.map((text) => (isRows(text) ? plainInsert(text) : take())),
      refresh: sql.refresh.map(take),
      views: sql.views.map((view) => ({ ...view, view: plainInsert(view.view), sql: take() })),
    };
  };
  return {
    ...duckdb,
    name: 'T-SQL, translated by sqlglot and run on DuckDB,',
    dialect: 'tsql',
    run: (sql, files) => duckdb.run(translate(sql), files),
  };
}
