import type { Names } from '../rules/table.js';
import type { Dialect } from './dialect.js';
import { withNarrower } from './names.js';
import { NotInSql } from './refusal.js';
import type { Relations, Scope } from './scope.js';
import { LASTS, lastTurns } from './spell-days.js';
import { NO_TABLES, type Tables } from './tables.js';

/** The spells that something ends. */
const ended = ({ spells }: Names): { starts: string; ends: string }[] =>
  Object.values(spells).flatMap(({ starts, ends }) => (ends === undefined ? [] : [{ starts, ends }]));

/**
 * The ends on whose own day the next spell begins, as a table of `case`, `event` and `on`: what started on such a day
 * they don't end.
 */
export function renewalsTable(names: Names, { renewals, events }: Relations, dialect: Dialect): Tables {
  const spells = ended(names);
  if (spells.length === 0) return NO_TABLES;
  const { identifier, literal, text } = dialect;
  const of = (alias: string, column: string) => `${alias}.${identifier(column)}`;
  const parts = spells.flatMap(({ starts, ends }, spell) => {
    const starting = withNarrower([starts], names);
    const ending = withNarrower([ends], names);
    return [...new Set([...starting, ...ending])].map(
      (event) =>
        `SELECT ${literal(event)} AS event, ${spell} AS spell, ${Number(starting.includes(event))} AS starts, ${Number(ending.includes(event))} AS ends`,
    );
  });
  const roles = `(\n${parts.join(' UNION ALL\n')}\n)`;
  const turns =
    `SELECT ${of('e', 'case')} AS case_id, ${of('e', 'on')} AS at_day, r.spell, MAX(r.starts) AS is_start, MAX(r.ends) AS is_end\n` +
    `FROM ${events} e JOIN ${roles} r ON r.event = ${of('e', 'event')}\nGROUP BY ${of('e', 'case')}, ${of('e', 'on')}, r.spell`;
  const before = `SELECT t.*, ${lastTurns('PARTITION BY case_id, spell')} FROM (\n${turns}\n) t`;
  const renewed = `SELECT b.* FROM (\n${before}\n) b WHERE is_start = 1 AND is_end = 1 AND ${LASTS} = 1`;
  return {
    setup: [
      dialect.createTable(renewals, [
        ['case', text],
        ['event', text],
        ['on', 'DATE'],
      ]),
    ],
    refresh: [
      `TRUNCATE TABLE ${renewals}`,
      `INSERT INTO ${renewals}\nSELECT DISTINCT ${of('e', 'case')}, ${of('e', 'event')}, ${of('e', 'on')}\nFROM (\n${renewed}\n) n\n` +
        `JOIN ${events} e ON ${of('e', 'case')} = n.case_id AND ${of('e', 'on')} = n.at_day\n` +
        `JOIN ${roles} r ON r.spell = n.spell AND r.event = ${of('e', 'event')} AND r.ends = 1`,
    ],
  };
}

/** The step of a rule's own ends that renew: `case_id`, `at_day` and `ev`; none where none of its ends can. */
export function renewalsAmong(ends: readonly string[], scope: Scope): string | null {
  const { names, bound, relations, statement, dialect } = scope;
  const own = withNarrower(ends, names);
  const spells = ended(names).filter((spell) =>
    withNarrower([spell.ends], names).some((event) => own.includes(event)),
  );
  const renewing = own.filter((event) =>
    spells.some((spell) => withNarrower([spell.ends], names).includes(event)),
  );
  if (renewing.length === 0) return null;
  const inSpells = withNarrower(
    spells.flatMap(({ starts, ends }) => [starts, ends]),
    names,
  );
  const deemed = bound.lapsing.find((row) => inSpells.includes(row['lapses-into']!));
  if (deemed)
    throw new NotInSql(
      `"${deemed['lapses-into']}", which a rule deems to have happened, may begin a spell anew`,
    );
  const column = (name: string) => `n.${dialect.identifier(name)}`;
  return statement.step(
    'renewing_ends',
    `SELECT ${column('case')} AS case_id, ${column('on')} AS at_day,\n` +
      `  CASE ${column('event')} ${renewing.map((event) => `WHEN ${dialect.literal(event)} THEN ${scope.exactPlaces([event])[0]}`).join(' ')} END AS ev\n` +
      `FROM ${relations.renewals} n\nWHERE ${column('event')} IN (${renewing.map(dialect.literal).join(', ')})`,
  );
}
