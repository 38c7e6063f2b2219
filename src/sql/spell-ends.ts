import { spellKinds } from '../rules/spell-kinds.js';
import type { Names } from '../rules/table.js';
import type { Dialect } from './dialect.js';
import { withNarrower } from './names.js';
import { NotInSql } from './refusal.js';
import type { Relations, Scope } from './scope.js';
import { LASTS, lastTurns } from './spell-days.js';
import { NO_TABLES, type Tables } from './tables.js';

/**
 * What may end nothing that starts on its day, as a table of `case`, `event` and `on`. Ends of spells that lasted until
 * then, with `again` 1 where the next one begins on the day; and starts of spells of `one_day`, which end nothing that
 * starts with the end of those.
 */
export function spellEndsTable(names: Names, { spellEnds, events }: Relations, dialect: Dialect): Tables {
  const kinds = spellKinds(names);
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
  const lasting = `SELECT b.*, ${LASTS} AS lasts FROM (\n${before}\n) b`;
  const key = ['case', 'event', 'on'].map((column) => of('e', column)).join(', ');
  return {
    setup: [
      dialect.createTable(spellEnds, [
        ['case', text],
        ['event', text],
        ['on', 'DATE'],
        ['again', 'INT'],
        ['one_day', 'INT'],
      ]),
    ],
    refresh: [
      `TRUNCATE TABLE ${spellEnds}`,
      `INSERT INTO ${spellEnds}\nSELECT ${key}, MAX(n.is_start), MAX(1 - n.lasts)\nFROM (\n${lasting}\n) n\n` +
        `JOIN ${events} e ON ${of('e', 'case')} = n.case_id AND ${of('e', 'on')} = n.at_day\n` +
        `JOIN ${roles} r ON r.kind = n.kind AND r.event = ${of('e', 'event')}\n` +
        'WHERE n.is_end = 1 AND ((n.lasts = 1 AND r.ends = 1) OR (n.lasts = 0 AND n.is_start = 1 AND r.starts = 1))\n' +
        `GROUP BY ${key}, n.lasts`,
    ],
  };
}

/**
 * The step of those of a rule's ends that may end nothing that starts on their day: `case_id`, `at_day`, `ev` and
 * `again`; null where there can be none.
 */
export function spellEndsAmong(
  ends: readonly string[],
  triggers: readonly string[],
  scope: Scope,
): string | null {
  const { names, bound, relations, statement, dialect } = scope;
  const own = withNarrower(ends, names);
  const starting = withNarrower(triggers, names);
  const kinds = spellKinds(names).map((kind) => ({
    starts: withNarrower(kind.starts, names),
    ends: withNarrower([kind.ends], names),
  }));
  const closing = kinds.filter((kind) => kind.ends.some((event) => own.includes(event)));
  const returning = kinds.filter(
    (kind) =>
      kind.starts.some((event) => own.includes(event)) && kind.ends.some((event) => starting.includes(event)),
  );
  if (closing.length + returning.length === 0) return null;
  if (returning.some((kind) => starting.some((event) => !kind.ends.includes(event))))
    throw new NotInSql('only some of what starts its clock ends a spell that its ends begin');
  const deemed = bound.lapsing.find((row) =>
    [...closing, ...returning].some((kind) => [...kind.starts, ...kind.ends].includes(row['lapses-into']!)),
  );
  if (deemed)
    throw new NotInSql(
      `"${deemed['lapses-into']}", which a rule deems to have happened, may begin a spell anew`,
    );
  const column = (name: string) => `n.${dialect.identifier(name)}`;
  const places = (events: readonly string[]) =>
    events.map((event) => `WHEN ${dialect.literal(event)} THEN ${scope.exactPlaces([event])[0]}`).join(' ');
  const wanted = (oneDay: 0 | 1, of: readonly string[]) => {
    const events = own.filter((event) => of.includes(event));
    return events.length === 0
      ? []
      : [
          `(${column('one_day')} = ${oneDay} AND ${column('event')} IN (${events.map(dialect.literal).join(', ')}))`,
        ];
  };
  const rows = [
    ...wanted(
      0,
      closing.flatMap((kind) => kind.ends),
    ),
    ...wanted(
      1,
      returning.flatMap((kind) => kind.starts),
    ),
  ];
  return statement.step(
    'own_spell_ends',
    `SELECT ${column('case')} AS case_id, ${column('on')} AS at_day, MAX(${column('again')}) AS again,\n` +
      `  CASE ${column('event')} ${places(own)} END AS ev\n` +
      `FROM ${relations.spellEnds} n\nWHERE ${rows.join(' OR ')}\nGROUP BY ${column('case')}, ${column('on')}, ${column('event')}`,
  );
}
