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
  const list = (texts: readonly string[]) => texts.map(say).join(', ');
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
      `e.${id('event')} IS NULL OR ${event} NOT IN (${list(Object.keys(names.events))})`,
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
      `f.${id('fact')} IS NULL OR ${fact} NOT IN (${list(Object.keys(names.facts))})`,
      given.facts,
    ),
    wrongly(`${fact} IN (${list(ofType('boolean'))}) AND ${value} NOT IN ('true', 'false')`, 'true or false'),
    wrongly(
      `${fact} IN (${list(ofType('number'))}) AND f.${id('value')} IS NOT NULL AND ${dialect.readNumber(`f.${id('value')}`)} IS NULL`,
      'a number',
    ),
    ofFact(
      'INVALID_DATE',
      'The value is not a date written YYYY-MM-DD.',
      `${fact} IN (${list(ofType('date'))}) AND f.${id('value')} IS NOT NULL AND ${dialect.readDate(`f.${id('value')}`)} IS NULL`,
    ),
    ...types.flatMap(([name, { type, values = [] }]) =>
      type === 'one-of'
        ? [
            wrongly(
              `${fact} = ${say(name)} AND ${value} NOT IN (${list(values)})`,
              `one of ${values.join(', ')}`,
            ),
          ]
        : [],
    ),
  ].join('\nUNION ALL\n');
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
