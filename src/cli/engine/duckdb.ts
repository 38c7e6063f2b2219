import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { TimescaleError } from '../../failure.js';
import { DIALECTS } from '../../sql/dialect.js';
import { reasonOf } from '../files.js';

/** What DuckDB keeps in memory; more goes to a folder of its own, so that files may be of any length. */
const MEMORY = '1GB';
const PACKAGE = '@duckdb/node-api';

/** A database in memory, for one command. */
export interface Duckdb {
  /** Runs a statement, with a text for `$1` in it. */
  run(statement: string, text?: string): Promise<void>;
  /** Runs a statement beside the others, on a connection of its own. */
  runBeside(statement: string): Promise<void>;
  /** The values of a query's columns, a chunk of rows at a time. */
  chunks(query: string): AsyncGenerator<unknown[][]>;
  /** The one number that a query gives. */
  number(query: string): Promise<number>;
  /** A folder that is gone when the database is closed. */
  readonly folder: string;
  close(): Promise<void>;
}

/**
 * Opens a database; gives what is wrong where its folder can't be made.
 *
 * @throws TimescaleError `ENGINE_MISSING` where the package is not there.
 */
export async function openDuckdb(wantedFor: string): Promise<Duckdb | string> {
  const duckdb = duckdbPackage(wantedFor);
  let folder: string;
  try {
    folder = mkdtempSync(join(tmpdir(), 'in-timescale-duckdb-'));
  } catch (error) {
    return `no temporary folder can be made in ${tmpdir()} (${reasonOf(error)})`;
  }
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const keep = removeAtExit(remove);
  const instance = await duckdb.DuckDBInstance.create(':memory:', {
    memory_limit: MEMORY,
    temp_directory: folder,
    // Nothing is fetched from anywhere.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  // There already, so that what runs on it starts at once, even before work that lets nothing else have its turn.
  const besideIt = await instance.connect();
  const chunks = (query: string) => chunksOf(connection, query);
  const beside: Promise<unknown>[] = [];
  return {
    folder,
    chunks,
    run: async (statement, text) => {
      await connection.run(statement, text === undefined ? undefined : [text]);
    },
    async runBeside(statement) {
      const done = besideIt.run(statement);
      beside.push(done);
      await done;
    },
    async number(query) {
      for await (const [column] of chunks(query)) return column![0] as number;
      throw new Error(`No row: ${query}`);
    },
    async close() {
      await Promise.allSettled(beside);
      connection.closeSync();
      besideIt.closeSync();
      instance.closeSync();
      keep();
      remove();
    },
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Has something done when the process ends, by a signal too; gives what takes that back. */
function removeAtExit(remove: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    remove();
    takeBack();
    process.kill(process.pid, signal);
  };
  const takeBack = () => {
    process.off('exit', remove);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  process.once('exit', remove);
  for (const signal of SIGNALS) process.once(signal, onSignal);
  return takeBack;
}

async function* chunksOf(connection: DuckDBConnection, query: string): AsyncGenerator<unknown[][]> {
  const result = await connection.stream(query);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    yield chunk.getColumns();
  }
}

function duckdbPackage(wantedFor: string): typeof import('@duckdb/node-api') {
  try {
    // Required, since to import a package of CommonJS takes 50 ms more: its names are looked for in all of its text.
    return createRequire(import.meta.url)(PACKAGE) as typeof import('@duckdb/node-api');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new TimescaleError(
      'ENGINE_MISSING',
      wantedFor,
      PACKAGE,
      `DuckDB is not installed beside this command; install it with: npm install ${PACKAGE}`,
    );
  }
}

/** The path of one file for DuckDB, in which signs that stand for others stand for themselves. */
export const fileLiteral = (path: string): string =>
  DIALECTS.duckdb.literal(resolve(path).replaceAll(/[*?[]/g, '[$&]'));
