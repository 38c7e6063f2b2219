import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';

const FOLDER = new URL('./vectors/', import.meta.url);

/** The vector files of one folder: one for each authority. */
export const vectorFiles = (folder: string): string[] =>
  readdirSync(new URL(`${folder}/`, FOLDER))
    .filter((name) => name.endsWith('.csv'))
    .sort();

/** The rows of a vector file, by column name, with the line on which each stands. */
export function vectors(name: string): (Record<string, string> & { line: string })[] {
  const text = readFileSync(fileURLToPath(new URL(name, FOLDER)), 'utf8');
  const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]!.message}`);
  return data.map((row, index) => ({ ...row, line: String(index + 2) }));
}
