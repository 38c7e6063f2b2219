import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, version } from '@duckdb/node-api';
import type { Engine } from './engine.js';
import { lineQueries } from './result-lines.js';

const quote = (name: string) => `"${name}"`;

export async function startDuckdb(): Promise<Engine> {
  return {
    name: 'DuckDB',
    version: version(),
    dialect: 'duckdb',
    async run(sql, { events, facts, folder }) {
      const connection = await (await DuckDBInstance.create(':memory:')).connect();
      const read = (file: string, types: string) =>
        `read_csv('${file}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${types}}, nullstr = '\\N', allow_quoted_nulls = false)`;
      await connection.run(
        `CREATE TABLE events AS FROM ${read(events, "'case': 'VARCHAR', 'event': 'VARCHAR', 'on': 'DATE'")}`,
      );
      await connection.run(
        `CREATE TABLE facts AS FROM ${read(facts, "'case': 'VARCHAR', 'fact': 'VARCHAR', 'value': 'VARCHAR'")}`,
      );
      for (const statement of [...sql.setup, ...sql.refresh]) await connection.run(statement);
      await connection.run('CREATE TABLE lines (line VARCHAR)');
      for (const { make, lines } of lineQueries(sql, quote, 'VARCHAR')) {
        if (make !== '') await connection.run(make);
        await connection.run(`INSERT INTO lines ${lines}`);
      }
      const file = join(folder, 'duckdb.txt');
      await connection.run(`COPY lines TO '${file}' (HEADER false, QUOTE '', DELIMITER '\\t')`);
      connection.closeSync();
      return readFileSync(file, 'utf8').split('\n').filter(Boolean);
    },
  };
}
