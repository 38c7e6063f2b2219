import type { Names } from '../rules/table.js';
import type { Dialect } from './dialect.js';

/** The user's tables, quoted. */
export interface Given {
  readonly events: string;
  readonly facts: string;
}

/**
 * What is wrong with the tables, a row a finding with its case: the errors for which the core refuses a whole case.
 * A case of which anything is wrong is left out of every rule, and stands here instead.
 */
export function problemsQuery(given: Given, names: Names, dialect: Dialect): string {
  const id = (name: string) => dialect.identifier(name);
  const say = (text: string) => dialect.literal(text);
  const isAmong = (column: string, texts: readonly string[]) => among(column, texts, dialect);
  const event = dialect.exact(`e.${id('event')}`);
  const finding = (
    from: 'e' | 'f',
    code: string,
    value: string,
    message: string,
    where: string,
    table: string,
  ) =>
    `SELECT ${from}.${id('case')} AS ${id('case')}, ${say(code)} AS ${id('error')}, ${value} AS ${id('value')}, ${say(message)} AS ${id('message')}\nFROM ${table} ${from}\nWHERE ${where}`;
  const ofEvent = (code: string, value: string, message: string, where: string) =>
    finding('e', code, value, message, where, given.events);
  const ofFact = (code: string, message: string, where: string) =>
    finding('f', code, `f.${id('value')}`, message, where, given.facts);
  const fact = dialect.exact(`f.${id('fact')}`);
  const value = dialect.exact(`f.${id('value')}`);
  const types = Object.entries(names.facts);
  const ofType = (type: string) => types.flatMap(([name, one]) => (one.type === type ? [name] : []));
  const wrongly = (name: string, right: string) =>
    ofFact('INVALID_FACT', `The value is not one of this fact; it is ${right}.`, name);
  const isDate = isAmong(fact, ofType('date'));
  const hasZone = dialect.hasZone(`f.${id('value')}`);
  const noText = `CAST(NULL AS ${dialect.text})`;
  return [
    ofEvent(
      'INVALID_CASE',
      `e.${id('event')}`,
      'The event has no case; give the name of its case.',
      `e.${id('case')} IS NULL`,
    ),
    ofEvent(
      'UNKNOWN_EVENT',
      `e.${id('event')}`,
      'There is no such event; "in-timescale rules" shows the names that the rules read.',
      `e.${id('event')} IS NULL OR NOT ${isAmong(event, Object.keys(names.events))}`,
    ),
    ofEvent('DATE_MISSING', noText, 'The event has no date; give its day.', `e.${id('on')} IS NULL`),
    finding(
      'f',
      'INVALID_CASE',
      `f.${id('fact')}`,
      'The fact has no case; give the name of its case.',
      `f.${id('case')} IS NULL`,
      given.facts,
    ),
    finding(
      'f',
      'UNKNOWN_FACT',
      `f.${id('fact')}`,
      'There is no such fact in the vocabulary of the rules.',
      `f.${id('fact')} IS NULL OR NOT ${isAmong(fact, Object.keys(names.facts))}`,
      given.facts,
    ),
    wrongly(`${isAmong(fact, ofType('boolean'))} AND ${value} NOT IN ('true', 'false')`, 'true or false'),
    wrongly(
      `${isAmong(fact, ofType('number'))} AND f.${id('value')} IS NOT NULL AND ${dialect.readNumber(`f.${id('value')}`)} IS NULL`,
      'a number',
    ),
    ofFact('DATE_MISSING', 'The fact is a date, and its value is empty.', `${isDate} AND ${value} = ''`),
    ofFact(
      'DATE_HAS_ZONE',
      'The value carries a time zone; write the local date alone, as YYYY-MM-DD.',
      `${isDate} AND ${hasZone}`,
    ),
    ofFact(
      'INVALID_DATE',
      'The value is not a date written YYYY-MM-DD.',
      `${isDate} AND ${value} <> '' AND NOT ${hasZone} AND ${dialect.readDate(`f.${id('value')}`)} IS NULL`,
    ),
    ...wrongChoices(given.facts, names, dialect),
    severalValues(
      given.facts,
      types.filter(([, { type }]) => type !== 'number').map(([name]) => name),
      value,
      dialect,
    ),
    severalValues(given.facts, ofType('number'), dialect.readNumber(`f.${id('value')}`), dialect),
  ].join('\nUNION ALL\n');
}

/** Whether a text is one of some; engines take no empty list. */
const among = (column: string, texts: readonly string[], dialect: Dialect): string =>
  texts.length === 0 ? '(1 = 0)' : `(${column} IN (${texts.map(dialect.literal).join(', ')}))`;

/** Facts whose value is none of their own. In one query for all: each part of a union is a scan of the table. */
function wrongChoices(facts: string, names: Names, dialect: Dialect): string[] {
  const id = (name: string) => `f.${dialect.identifier(name)}`;
  const say = (text: string) => dialect.literal(text);
  const fact = dialect.exact(id('fact'));
  const choices = Object.entries(names.facts).flatMap(([name, { values }]) =>
    values === undefined ? [] : [{ name, values }],
  );
  if (choices.length === 0) return [];
  const messages = choices.map(
    ({ name, values }) =>
      `WHEN ${say(name)} THEN ${say(`The value is not one of this fact; it is one of ${values.join(', ')}.`)}`,
  );
  const wrong = choices.map(
    ({ name, values }) =>
      `(${fact} = ${say(name)} AND NOT ${among(dialect.exact(id('value')), values, dialect)})`,
  );
  return [
    `SELECT ${id('case')}, ${say('INVALID_FACT')}, ${id('value')}, CASE ${fact} ${messages.join(' ')} END\nFROM ${facts} f\nWHERE ${wrong.join('\n  OR ')}`,
  ];
}

/** Facts that have more than one value in a case. Numbers are told apart by what they are, not by how they are written. */
function severalValues(facts: string, of: readonly string[], compared: string, dialect: Dialect): string {
  const id = (name: string) => `f.${dialect.identifier(name)}`;
  const say = (text: string) => dialect.literal(text);
  const message = `CONCAT(${say('The fact "')}, ${id('fact')}, ${say('" of this case is "')}, MIN(${id('value')}), ${say('" in one row and "')}, MAX(${id('value')}), ${say('" in another; keep one of them.')})`;
  return (
    `SELECT ${id('case')}, ${say('INVALID_FACT')}, MAX(${id('value')}), ${message}\nFROM ${facts} f\n` +
    `WHERE ${id('case')} IS NOT NULL AND ${among(dialect.exact(id('fact')), of, dialect)}\n` +
    `GROUP BY ${id('case')}, ${id('fact')}\nHAVING MIN(${compared}) <> MAX(${compared})`
  );
}

/** The columns of each of the two tables. */
export const GIVEN_COLUMNS = { events: ['case', 'event', 'on'], facts: ['case', 'fact', 'value'] } as const;

/** Each row of a table once, without those of a case that has a problem. */
export function withoutProblems(
  table: string,
  columns: readonly string[],
  problems: string,
  dialect: Dialect,
): string {
  const of = (alias: string) => `${alias}.${dialect.identifier('case')}`;
  const list = columns.map((column) => `t.${dialect.identifier(column)}`).join(', ');
  return (
    `SELECT DISTINCT ${list}\nFROM ${table} t\nLEFT JOIN (SELECT DISTINCT ${of('p')} AS bad FROM ${problems} p WHERE ${of('p')} IS NOT NULL) b ON b.bad = ${of('t')}\n` +
    `WHERE b.bad IS NULL AND ${of('t')} IS NOT NULL`
  );
}
