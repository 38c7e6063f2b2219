import type { Names } from '../rules/table.js';
import type { Dialect } from './dialect.js';
import { withNarrower } from './names.js';
import { NotInSql } from './refusal.js';
import type { Relations, Scope } from './scope.js';
import { LASTS, lastTurns } from './spell-days.js';
import { NO_TABLES, type Tables } from './tables.js';

/** What the spells of a vocabulary end with, and what starts those: spells that end alike are one kind. */
function kindsOf({ spells }: Names): { ends: string; starts: string[] }[] {
  const kinds = new Set(Object.values(spells).flatMap(({ ends }) => ends ?? []));
  return [...kinds].map((ends) => ({
    ends,
    starts: Object.values(spells).flatMap((spell) => (spell.ends === ends ? [spell.starts] : [])),
  }));
}

/**
 * The ends of spells that lasted until then, as a table of `case`, `event` and `on`, with `again` 1 where the next one
 * begins on the day: what started on such a day they don't end.
 */
export function spellEndsTable(names: Names, { spellEnds, events }: Relations, dialect: Dialect): Tables {
  const kinds = kindsOf(names);
  if (kinds.length === 0) return NO_TABLES;
  const { identifier, literal, text } = dialect;
  const of = (alias: string, column: string) => `${alias}.${identifier(column)}`;
  const parts = kinds.flatMap(({ starts, ends }, kind) => {
    const starting = withNarrower(starts, names);
    const ending = withNarrower([ends], names);
    return [...new Set([...starting, ...ending])].map(
      (event) =>
        `SELECT ${literal(event)} AS event, ${kind} AS kind, ${Number(starting.includes(event))} AS starts, ${Number(ending.includes(event))} AS ends`,
    );
  });
  const roles = `(\n${parts.join(' UNION ALL\n')}\n)`;
  const turns =
    `SELECT ${of('e', 'case')} AS case_id, ${of('e', 'on')} AS at_day, r.kind, MAX(r.starts) AS is_start, MAX(r.ends) AS is_end\n` +
    `FROM ${events} e JOIN ${roles} r ON r.event = ${of('e', 'event')}\nGROUP BY ${of('e', 'case')}, ${of('e', 'on')}, r.kind`;
  const before = `SELECT t.*, ${lastTurns('PARTITION BY case_id, kind')} FROM (\n${turns}\n) t`;
  const ended = `SELECT b.* FROM (\n${before}\n) b WHERE is_end = 1 AND ${LASTS} = 1`;
  const key = ['case', 'event', 'on'].map((column) => of('e', column)).join(', ');
  return {
    setup: [
      dialect.createTable(spellEnds, [
        ['case', text],
        ['event', text],
        ['on', 'DATE'],
        ['again', 'INT'],
      ]),
    ],
    refresh: [
      `TRUNCATE TABLE ${spellEnds}`,
      `INSERT INTO ${spellEnds}\nSELECT ${key}, MAX(n.is_start)\nFROM (\n${ended}\n) n\n` +
        `JOIN ${events} e ON ${of('e', 'case')} = n.case_id AND ${of('e', 'on')} = n.at_day\n` +
        `JOIN ${roles} r ON r.kind = n.kind AND r.event = ${of('e', 'event')} AND r.ends = 1\nGROUP BY ${key}`,
    ],
  };
}

/** The step of those of a rule's ends that end spells: `case_id`, `at_day`, `ev` and `again`; null where none can. */
export function spellEndsAmong(ends: readonly string[], scope: Scope): string | null {
  const { names, bound, relations, statement, dialect } = scope;
  const own = withNarrower(ends, names);
  const kinds = kindsOf(names).filter((kind) =>
    withNarrower([kind.ends], names).some((event) => own.includes(event)),
  );
  const ending = own.filter((event) =>
    kinds.some((kind) => withNarrower([kind.ends], names).includes(event)),
  );
  if (ending.length === 0) return null;
  const inSpells = withNarrower(
    kinds.flatMap((kind) => [...kind.starts, kind.ends]),
    names,
  );
  const deemed = bound.lapsing.find((row) => inSpells.includes(row['lapses-into']!));
  if (deemed)
    throw new NotInSql(
      `"${deemed['lapses-into']}", which a rule deems to have happened, may begin a spell anew`,
    );
  const column = (name: string) => `n.${dialect.identifier(name)}`;
  return statement.step(
    'own_spell_ends',
    `SELECT ${column('case')} AS case_id, ${column('on')} AS at_day, ${column('again')} AS again,\n` +
      `  CASE ${column('event')} ${ending.map((event) => `WHEN ${dialect.literal(event)} THEN ${scope.exactPlaces([event])[0]}`).join(' ')} END AS ev\n` +
      `FROM ${relations.spellEnds} n\nWHERE ${column('event')} IN (${ending.map(dialect.literal).join(', ')})`,
  );
}
