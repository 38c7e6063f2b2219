import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TablePart } from '../rules/load.js';

const RULES = 'rules';
const NOT_AUTHORITIES = new Set(['vocabulary', 'schema']);

/** The parsed files of one folder. */
export function partsOf(folder: string): TablePart[] {
  return readdirSync(join(RULES, folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const file = join(RULES, folder, name);
      return { file, json: JSON.parse(readFileSync(file, 'utf8')) as unknown };
    });
}

/** The ids of the built-in authorities: the folders of `rules`. */
export const authorities = (): string[] =>
  readdirSync(RULES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NOT_AUTHORITIES.has(entry.name))
    .map((entry) => entry.name)
    .sort();
