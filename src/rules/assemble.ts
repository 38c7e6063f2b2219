import type { z } from 'zod';
import { type Problem, problemsOf } from './problems.js';
import { checkReferences } from './references.js';
import type { Authority, Clauses } from './schema/authority.js';
import { authority as authoritySchema, clauses as clausesSchema } from './schema/authority.js';
import { type Table, table as tableSchema } from './schema/rule.js';
import { type Vocabulary, vocabulary as vocabularySchema } from './schema/vocabulary.js';
import type { Names, RuleTable, TableRule } from './table.js';
import { checkVersions } from './versions.js';

/** One parsed file of a rule table. Its base name says what it holds. */
export interface TablePart {
  readonly file: string;
  readonly json: unknown;
}

export interface Assembled {
  /** Undefined when there is a problem: a table is whole and valid, or it is not there. */
  readonly table: RuleTable | undefined;
  readonly problems: Problem[];
  /** The file in which a rule of the table stands. */
  readonly fileOf: (rule: TableRule) => string;
}

const baseName = (file: string) => file.replace(/^.*[\\/]/, '');

function partKind(file: string): 'authority' | 'clauses' | 'vocabulary' | 'table' {
  if (baseName(file) === 'authority.json') return 'authority';
  if (baseName(file) === 'clauses.json') return 'clauses';
  return /(^|[\\/])vocabulary([\\/][^\\/]+)?\.json$/.test(file) ? 'vocabulary' : 'table';
}

/**
 * Puts the files of one authority together: validates each against the schema, then holds them against each other
 * (names, clauses, duplicate ids, versions). Order of files and of rows in them changes nothing.
 */
export function assemble(parts: readonly TablePart[], names: Names = emptyNames()): Assembled {
  const problems: Problem[] = [];
  const read = <T>(schema: z.ZodType<T>, part: TablePart): T | undefined => {
    const result = schema.safeParse(part.json);
    if (result.success) return result.data;
    problems.push(...problemsOf(part.file, part.json, result.error));
    return undefined;
  };

  const merged = structuredClone(names);
  const clauseFiles: { file: string; clauses: Clauses }[] = [];
  const tables: { file: string; table: Table }[] = [];
  let authority: Authority | undefined;
  let authorityFile: string | undefined;
  for (const part of [...parts].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    const kind = partKind(part.file);
    if (kind === 'vocabulary') {
      const vocabulary = read(vocabularySchema, part);
      if (vocabulary) problems.push(...addNames(merged, vocabulary, part.file));
    } else if (kind === 'clauses') {
      const clauses = read(clausesSchema, part);
      if (clauses) clauseFiles.push({ file: part.file, clauses });
    } else if (kind === 'authority') {
      authorityFile = part.file;
      authority = read(authoritySchema, part);
    } else {
      const table = read(tableSchema, part);
      if (table) tables.push({ file: part.file, table });
    }
  }
  if (authorityFile === undefined) {
    problems.push({
      file: 'authority.json',
      code: 'INVALID_TABLE',
      path: '',
      value: null,
      message:
        'A rule table needs an authority.json beside its tables: name, calendar, zone, document and the day from which it is in force.',
    });
  }
  if (!authority) return { table: undefined, problems, fileOf: () => '' };

  const rules: TableRule[] = [];
  const fileOf = new Map<TableRule, string>();
  for (const { file, table } of tables) {
    for (const row of table.rules) {
      const rule = { ...row, area: table.area };
      rules.push(rule);
      fileOf.set(rule, file);
    }
  }
  rules.sort((a, b) => compareText(a.id, b.id) || compareText(a.from ?? '', b.from ?? ''));

  const clauses: RuleTable['clauses'] = {};
  for (const { file, clauses: list } of clauseFiles) {
    for (const clause of list.clauses) {
      if (clauses[clause.id]) {
        problems.push({
          file,
          code: 'DUPLICATE_ID',
          path: `clauses["${clause.id}"]`,
          value: clause.id,
          message: `The clause "${clause.id}" is listed twice.`,
        });
      }
      clauses[clause.id] = {
        at: clause.at,
        class: clause.class,
        ...(clause['not-computed'] === undefined ? {} : { notComputed: clause['not-computed'] }),
      };
    }
  }

  const table: RuleTable = { format: 1, authority, names: merged, clauses, rules };
  const where = (rule: TableRule) => fileOf.get(rule) ?? '';
  problems.push(...checkReferences(table, where, clauseFiles[0]?.file), ...checkVersions(table, where));
  return { table: problems.length === 0 ? table : undefined, problems, fileOf: where };
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export const emptyNames = (): Names => ({ events: {}, facts: {}, spells: {}, series: {} });

/** Adds a vocabulary file's names; a name that is there already is a problem, never an overwrite. */
export function addNames(names: Names, vocabulary: Vocabulary, file: string): Problem[] {
  const problems: Problem[] = [];
  const add = <T>(
    kind: 'events' | 'facts' | 'spells' | 'series',
    into: Record<string, T>,
    name: string,
    entry: T,
  ) => {
    if (Object.hasOwn(into, name)) {
      problems.push({
        file,
        code: 'DUPLICATE_ID',
        path: `${kind}["${name}"]`,
        value: name,
        message: `"${name}" is defined already; a name has one meaning.`,
      });
    } else {
      into[name] = entry;
    }
  };
  for (const event of vocabulary.events ?? []) {
    add('events', names.events, event.id, {
      means: event.means,
      ...(event.noun === undefined ? {} : { noun: event.noun }),
      ...(event['is-a'] === undefined ? {} : { isA: event['is-a'] }),
    });
  }
  for (const fact of vocabulary.facts ?? []) {
    add('facts', names.facts, fact.id, {
      means: fact.means,
      type: fact.type,
      ...(fact.values === undefined ? {} : { values: fact.values }),
    });
  }
  for (const spell of vocabulary.spells ?? []) {
    add('spells', names.spells, spell.id, {
      means: spell.means,
      ...(spell.noun === undefined ? {} : { noun: spell.noun }),
      starts: spell.starts,
      ...(spell.ends === undefined ? {} : { ends: spell.ends }),
    });
  }
  for (const series of vocabulary.series ?? [])
    add('series', names.series, series.id, { means: series.means, of: series.of });
  return problems;
}
