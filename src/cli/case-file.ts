import type { CaseInput } from '../cases/case-input.js';
import { readCase } from '../cases/read-case.js';
import type { Names } from '../rules/table.js';
import { placed } from './failures.js';
import { fileName } from './files.js';
import { readJsonFile } from './json-file.js';

/** A case file, parsed; what its events and facts are worth is known once its authority is. */
export async function readCaseFile(path: string): Promise<CaseInput> {
  return (await readJsonFile(path)) as CaseInput;
}

/** Refuses what is wrong with the case, with its place in the file. */
export function checkCase(path: string, input: CaseInput, names: Names): void {
  placed(fileName(path), () => readCase(input, names));
}
