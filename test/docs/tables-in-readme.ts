import { idsOf } from '../../src/rules/references.js';
import type { RuleTable } from '../../src/rules/table.js';

/** One line of the README's list of tables. */
export function tableLine(table: RuleTable): string {
  const { authority, clauses, rules } = table;
  const listed = Object.values(clauses).filter((clause) => clause.notComputed !== undefined).length;
  const all = Object.keys(clauses).length;
  const ids = new Set(rules.flatMap(idsOf)).size;
  const version = authority.document.version === undefined ? '' : `, ${authority.document.version}`;
  return `| \`${authority.id}\` | ${authority.document.title}${version} | ${ids} | ${all} | ${all - listed} | ${listed} |`;
}
