import { authorities } from '../../src/build/parts.js';
import { idsOf } from '../../src/rules/references.js';
import type { RuleTable } from '../../src/rules/table.js';
import { builtInTable } from '../tables.js';

const HEAD = [
  '| table | document | rules | clauses | carried by a rule | of these gates, with no figure | listed with the reason why not |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];

/** One line of the README's list of tables. */
function tableLine(table: RuleTable): string {
  const { authority, rules } = table;
  const clauses = Object.values(table.clauses);
  const carried = clauses.filter(({ notComputed }) => notComputed === undefined);
  const gates = carried.filter((clause) => clause.class === 'gate');
  const ids = new Set(rules.flatMap(idsOf)).size;
  const version = authority.document.version === undefined ? '' : `, ${authority.document.version}`;
  const cells = [
    `\`${authority.id}\``,
    `${authority.document.title}${version}`,
    ids,
    clauses.length,
    carried.length,
    gates.length,
    clauses.length - carried.length,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The README's list of tables, as the tables are. */
export const tablesInReadme = (): string =>
  [...HEAD, ...authorities().map((id) => tableLine(builtInTable(id)))].join('\n');
