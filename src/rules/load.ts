import { TimescaleError } from '../failure.js';
import { addNames, assemble, emptyNames, type TablePart } from './assemble.js';
import { compileRow, findIn } from './compiled-rule.js';
import { type Problem, problemsOf } from './problems.js';
import { vocabulary } from './schema/vocabulary.js';
import type { Names, RuleTable, TableRule } from './table.js';

export { assemble, type TablePart } from './assemble.js';
export { jsonSchemas } from './json-schema.js';
export type { Problem } from './problems.js';
export type { RuleTable } from './table.js';

/**
 * Checks the files of one authority's table: each against the schema, then against each other, then every timing by
 * compiling it. Gives all problems at once, each with its file, path, value and what would be right; none for a
 * sound table.
 *
 * `names` is the vocabulary to build on: that of `in-timescale/vocabulary`, or one of `loadVocabulary`.
 */
export function lintTable(parts: readonly TablePart[], names?: Names): Problem[] {
  return checked(parts, names).problems;
}

/**
 * Makes a rule table of an authority's files, parsed from JSON: `authority.json`, `clauses.json` if there is one,
 * `vocabulary.json` for names of its own, and its tables under any other name.
 *
 * @throws TimescaleError the first problem, at `file: path`; `lintTable` gives them all.
 */
export function loadTable(parts: readonly TablePart[], names?: Names): RuleTable {
  const { table, problems } = checked(parts, names);
  const first = problems[0];
  if (first || !table) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    throw new TimescaleError(
      first!.code,
      `${first!.file}: ${first!.path}`,
      first!.value,
      first!.message + more,
    );
  }
  return table;
}

function checked(parts: readonly TablePart[], names: Names | undefined) {
  const { table, problems, fileOf } = assemble(parts, names);
  return table ? { table, problems: [...problems, ...compileProblems(table, fileOf)] } : { table, problems };
}

/**
 * Makes the shared vocabulary of its files, parsed from JSON: what tables of one's own are checked against.
 *
 * @throws TimescaleError the first problem, at `file: path`.
 */
export function loadVocabulary(parts: readonly TablePart[]): Names {
  const names = emptyNames();
  for (const part of parts) {
    const read = vocabulary.safeParse(part.json);
    const problems = read.success
      ? addNames(names, read.data, part.file)
      : problemsOf(part.file, part.json, read.error);
    const [first] = problems;
    if (first)
      throw new TimescaleError(first.code, `${first.file}: ${first.path}`, first.value, first.message);
  }
  return names;
}

/** What shows only when timings are compiled: circles, and dates hung on what has none. */
function compileProblems(table: RuleTable, fileOf: (rule: TableRule) => string): Problem[] {
  const find = findIn(table);
  return table.rules.flatMap((row): Problem[] => {
    try {
      compileRow(row, table, find);
      return [];
    } catch (error) {
      if (!(error instanceof TimescaleError)) throw error;
      return [{ file: fileOf(row), ...error.toJSON(), path: `rules["${row.id}"].due` }];
    }
  });
}
