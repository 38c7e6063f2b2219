import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';

/** The rows of a vector file, by column name, with the line on which each stands. */
export function vectors(name: string): (Record<string, string> & { line: string })[] {
  const text = readFileSync(fileURLToPath(new URL(`./vectors/${name}`, import.meta.url)), 'utf8');
  const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]!.message}`);
  return data.map((row, index) => ({ ...row, line: String(index + 2) }));
}
