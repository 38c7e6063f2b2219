import { placed } from './failures.js';
import { fileName, readText } from './files.js';
import { parseJson } from './json.js';

/** The value in a JSON file, or on the standard input for `-`; what is wrong is placed in the file. */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readText(path);
  return placed(fileName(path), () => parseJson(text));
}
