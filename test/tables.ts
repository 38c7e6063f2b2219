import { partsOf } from '../src/build/parts.js';
import { loadTable } from '../src/rules/load.js';
import type { RuleTable } from '../src/rules/table.js';

/** Every authority whose table is built in. */
export const AUTHORITIES = [
  'wokingham',
  'somerset',
  'bracknell-forest',
  'peterborough',
  'shropshire',
  'england',
  'dfe-returns',
];

const tables = new Map<string, RuleTable>();

/** A built-in table from its source files, made once. */
export function builtInTable(authority: string): RuleTable {
  const table = tables.get(authority) ?? loadTable([...partsOf('vocabulary'), ...partsOf(authority)]);
  tables.set(authority, table);
  return table;
}

export const wokinghamTable = (): RuleTable => builtInTable('wokingham');
