import type { FailureCode } from '../failure.js';
import { checkAuthority, checkNames } from './names-and-authority.js';
import type { Problem } from './problems.js';
import { CONDITION_WORDS, type Condition } from './schema/condition.js';
import { didYouMean } from './suggest.js';
import type { RuleTable, TableRule } from './table.js';

/** Keys of a timing whose text is the name of an event. */
const EVENT_KEYS = new Set([
  'of',
  'or-else',
  'before',
  'at',
  'at-once-after',
  'each',
  'event',
  'from',
  'after',
  'until',
  'earliest',
  'latest',
  'no-earlier-than',
]);
const PERIOD = /^\d/;

type Report = (code: FailureCode, path: string, value: unknown, message: string) => void;

/** Ids that a rule answers to: its own and those of its named legs. */
export function idsOf(rule: TableRule): string[] {
  const legs = rule.due && 'every' in rule.due ? [rule.due.first ?? []].flat() : [];
  return [rule.id, ...legs.flatMap((leg) => leg.id ?? [])];
}

/** Every name in the table is defined, every clause is listed and every listed clause is carried. */
export function checkReferences(
  table: RuleTable,
  fileOf: (rule: TableRule) => string,
  clauseFile?: string,
): Problem[] {
  const problems: Problem[] = [];
  const { names } = table;
  const ruleIds = new Set(table.rules.flatMap(idsOf));
  const carried = new Set<string>();

  problems.push(...checkNames(names), ...checkAuthority(table.authority));
  for (const rule of table.rules) {
    const report: Report = (code, path, value, message) =>
      problems.push({ file: fileOf(rule), code, path: `rules["${rule.id}"].${path}`, value, message });
    const event = (name: unknown, path: string) => {
      if (typeof name === 'string' && !Object.hasOwn(names.events, name)) {
        report(
          'UNKNOWN_EVENT',
          path,
          name,
          `There is no event "${name}" in the vocabulary.${didYouMean(name, Object.keys(names.events))}`,
        );
      }
    };
    const known = (kind: 'facts' | 'spells' | 'series', code: FailureCode, name: string, path: string) => {
      if (!Object.hasOwn(names[kind], name))
        report(
          code,
          path,
          name,
          `"${name}" is not one of the vocabulary's ${kind}.${didYouMean(name, Object.keys(names[kind]))}`,
        );
    };
    const ruleId = (id: string, path: string) => {
      if (!ruleIds.has(id))
        report('UNKNOWN_RULE', path, id, `There is no rule "${id}" in this table.${didYouMean(id, ruleIds)}`);
    };

    const timing = (node: unknown, path: string, key: string): void => {
      if (typeof node === 'string') {
        if (key === 'due-date-of') ruleId(node, path);
        else if (key === 'next' || key === 'once-in-each') known('series', 'MISSING_SERIES', node, path);
        else if (key === 'in' && !PERIOD.test(node)) known('spells', 'INVALID_TABLE', node, path);
        else if (key === 'received-in') {
          const hours = Object.keys(table.authority.hours ?? {});
          if (!hours.includes(node))
            report(
              'INVALID_TABLE',
              path,
              node,
              `authority.json has no opening hours "${node}".${didYouMean(node, hours)}`,
            );
        } else if (EVENT_KEYS.has(key) && !PERIOD.test(node)) event(node, path);
        return;
      }
      if (Array.isArray(node)) {
        for (const [index, item] of node.entries()) timing(item, `${path}[${index}]`, key);
        return;
      }
      if (node === null || typeof node !== 'object') return;
      for (const [inner, value] of Object.entries(node)) {
        if (inner === 'because' || inner === 'title' || inner === 'clauses' || inner === 'id') continue;
        // A tier's period stands under a name of its own.
        timing(value, `${path}.${inner}`, inner);
      }
    };

    const conditions = (node: Condition, path: string): void => {
      for (const [key, value] of Object.entries(node)) {
        if (key === 'any')
          for (const [index, part] of (value as Condition[]).entries())
            conditions(part, `${path}.any[${index}]`);
        else if (key === 'not') conditions(value as Condition, `${path}.not`);
        else if (key === 'happened') {
          const events =
            typeof value === 'object' && value !== null && 'event' in value ? value.event : value;
          for (const name of [events].flat()) event(name, `${path}.happened`);
        } else if (key === 'total')
          known('spells', 'INVALID_TABLE', (value as { of: string }).of, `${path}.total.of`);
        else if (!(CONDITION_WORDS as readonly string[]).includes(key)) factLine(key, value, path);
      }
    };
    const factLine = (name: string, value: unknown, path: string) => {
      known('facts', 'UNKNOWN_FACT', name, `${path}.${name}`);
      const fact = Object.hasOwn(names.facts, name) ? names.facts[name] : undefined;
      if (!fact) return;
      for (const wanted of [value].flat()) {
        const fits =
          fact.type === 'one-of'
            ? fact.values!.includes(String(wanted))
            : fact.type === 'boolean'
              ? typeof wanted === 'boolean'
              : fact.type === 'number' && (typeof wanted === 'number' || typeof wanted === 'object');
        if (!fits) {
          const right = fact.type === 'one-of' ? `one of ${fact.values!.join(', ')}` : `a ${fact.type}`;
          report(
            'INVALID_FACT',
            `${path}.${name}`,
            wanted,
            `${JSON.stringify(wanted)} is not a value of "${name}", which is ${right}.`,
          );
        }
      }
    };

    for (const [index, name] of [rule.done ?? []].flat().entries()) event(name, `done[${index}]`);
    if (rule.due) timing(rule.due, 'due', '');
    for (const [index, reading] of (rule.readings ?? []).entries())
      timing(reading.due, `readings[${index}].due`, '');
    if (rule.when) conditions(rule.when, 'when');
    if (rule.qualifies) conditions(rule.qualifies, 'qualifies');
    if (rule.extension) {
      conditions(rule.extension.when, 'extension.when');
      if (!tierNames(rule.due).includes(rule.extension.tier)) {
        report(
          'INVALID_TABLE',
          'extension.tier',
          rule.extension.tier,
          `"${rule.extension.tier}" is not a tier of this rule's "due"${listed(tierNames(rule.due))}.`,
        );
      }
    }
    if (rule.limit)
      known(
        'spells',
        'INVALID_TABLE',
        'in-each' in rule.limit ? rule.limit['in-each'] : rule.limit.of,
        'limit',
      );
    if (rule.count) {
      event(rule.count.of, 'count.of');
      if ('with' in rule.count)
        for (const [name, value] of Object.entries(rule.count.with)) factLine(name, value, 'count.with');
    }
    event(rule['lapses-into'], 'lapses-into');
    for (const id of rule['yields-to'] ?? []) {
      ruleId(id, 'yields-to');
      if (
        id === rule.id ||
        table.rules.some((other) => other.id === id && other['yields-to']?.includes(rule.id))
      ) {
        report(
          'CIRCULAR_RULE',
          'yields-to',
          id,
          `"${rule.id}" and "${id}" yield to each other, so neither would govern; one of them must win.`,
        );
      }
    }
    for (const id of rule.contradicts ?? []) ruleId(id, 'contradicts');

    const legClauses =
      rule.due && 'every' in rule.due
        ? [rule.due.first ?? []].flat().flatMap((leg) => leg.clauses ?? [])
        : [];
    for (const clause of [...rule.clauses, ...legClauses]) {
      carried.add(clause);
      const entry = table.clauses[clause];
      if (clauseFile !== undefined && !entry)
        report(
          'UNKNOWN_CLAUSE',
          'clauses',
          clause,
          `clauses.json does not list "${clause}".${didYouMean(clause, Object.keys(table.clauses))}`,
        );
      if (entry?.notComputed !== undefined)
        report(
          'UNKNOWN_CLAUSE',
          'clauses',
          clause,
          `clauses.json says that "${clause}" can't be computed; either this row or that reason is wrong.`,
        );
    }
  }

  for (const hours of Object.values(table.authority.hours ?? {}))
    for (const clause of hours.clauses ?? []) carried.add(clause);
  for (const [id, clause] of Object.entries(table.clauses)) {
    if (clause.notComputed === undefined && !carried.has(id)) {
      problems.push({
        file: clauseFile ?? 'clauses.json',
        code: 'UNKNOWN_CLAUSE',
        path: `clauses["${id}"]`,
        value: id,
        message: `No rule carries the clause "${id}"; encode it, or say in "not-computed" why it can't be.`,
      });
    }
  }
  return problems;
}

const listed = (names: readonly string[]) =>
  names.length === 0 ? ', which has none' : ` (${names.join(', ')})`;

function tierNames(due: unknown): string[] {
  if (due === null || typeof due !== 'object') return [];
  for (const key of ['within', 'by', 'every', 'tiers']) {
    const tiers = (due as Record<string, unknown>)[key];
    if (tiers !== null && typeof tiers === 'object') return Object.keys(tiers);
  }
  return [];
}
