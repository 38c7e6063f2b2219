import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TimescaleError } from '../failure.js';
import type { TablePart } from '../rules/assemble.js';
import type { Problem } from '../rules/problems.js';
import { readText, reasonOf, unreadable } from './files.js';
import { readJson, repeatedKey } from './json.js';

export interface RuleFolder {
  readonly parts: readonly TablePart[];
  /** What is wrong with the files as JSON. */
  readonly problems: readonly Problem[];
  /** Whether every file could be parsed; if not, what refers to a missing one can't be judged. */
  readonly whole: boolean;
}

/** The files of a rule table: the folder's own, and those of a vocabulary folder in it. */
export async function readRuleFolder(folder: string): Promise<RuleFolder> {
  const own = await jsonFilesOf(folder);
  if (own.length === 0) throw await noTable(folder);
  const files = [...own, ...(await jsonFilesOf(join(folder, 'vocabulary'), 'may be absent'))];
  const parts: TablePart[] = [];
  const problems: Problem[] = [];
  let whole = true;
  for (const file of files) {
    try {
      const { value, repeated } = readJson(await readText(file));
      parts.push({ file, json: value });
      problems.push(...repeated.map((key) => ({ file, ...repeatedKey(key).toJSON() })));
    } catch (error) {
      if (!(error instanceof TimescaleError)) throw error;
      whole = false;
      problems.push({ file, ...error.toJSON() });
    }
  }
  return { parts, problems, whole };
}

async function noTable(folder: string): Promise<TimescaleError> {
  const inside = await readdir(folder, { withFileTypes: true });
  const tables = inside
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'authority.json')))
    .map(({ name }) => join(folder, name));
  const right =
    tables.length === 0
      ? 'a rule table is an authority.json with tables of rules beside it'
      : `name one of the tables inside it: ${tables.join(', ')}`;
  return new TimescaleError('EMPTY_INPUT', folder, folder, `${folder} has no .json files; ${right}.`);
}

async function jsonFilesOf(folder: string, absent?: 'may be absent'): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && entry.name.endsWith('.json'))
      .map(({ name }) => join(folder, name))
      .sort();
  } catch (error) {
    if (absent && (error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    const noFolder = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw unreadable(folder, noFolder ? 'there is no such folder' : reasonOf(error));
  }
}
