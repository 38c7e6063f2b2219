import { readdirSync, readFileSync } from 'node:fs';
import { TimescaleError } from '../failure.js';
import { didYouMean } from '../rules/suggest.js';
import type { Names, RuleTable } from '../rules/table.js';

// Built tables stand beside the bundle; run from source, they are where the build put them.
const TABLES = new URL(import.meta.url.endsWith('.ts') ? '../../dist/rules/' : '../rules/', import.meta.url);

/** The authorities whose tables are built in. */
export const authorityIds = (): string[] =>
  readdirSync(TABLES)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();

/** @throws TimescaleError `UNKNOWN_AUTHORITY` at the path given, with the authorities that there are. */
export function authorityTable(id: unknown, path: string): RuleTable {
  if (typeof id === 'string' && /^[a-z0-9-]+$/.test(id)) {
    try {
      return JSON.parse(readFileSync(new URL(`${id}.json`, TABLES), 'utf8')) as RuleTable;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  const known = authorityIds();
  throw new TimescaleError(
    'UNKNOWN_AUTHORITY',
    path,
    id,
    `There is no table for ${JSON.stringify(id)}.${didYouMean(String(id), known)} Built in: ${known.join(', ')}.`,
  );
}

/** The vocabulary that all tables share, in full. */
export const sharedVocabulary = (): Names =>
  JSON.parse(readFileSync(new URL('../vocabulary.json', TABLES), 'utf8')) as Names;
