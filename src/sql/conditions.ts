import type { Condition } from '../rules/schema/condition.js';
import type { Names } from '../rules/table.js';
import { parsePeriod } from '../time/period.js';
import { Dates, type LeafSql, latest } from './dates.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';
import { spellTotals } from './spell-totals.js';

/** The rows that a condition is asked of, with the columns it is asked for. */
export interface AskedRows {
  readonly step: string;
  /** The day for which ages and looking back are asked. */
  readonly on: string;
  /** The first day of what must have happened since; null where nothing starts the clock. */
  readonly since: string | null;
  /** The last day for the same, null in rows where the clock goes on; left out where it is not bounded. */
  readonly until?: string;
}

/**
 * A condition as a predicate over rows joined to what it asks. SQL's own three values are the core's: yes, no, and
 * unknown where a fact has no value.
 */
export class Conditions {
  readonly #scope: Scope;
  readonly #rows: AskedRows;
  readonly #joins: string[] = [];
  readonly #dates: Dates;

  constructor(scope: Scope, rows: AskedRows) {
    this.#scope = scope;
    this.#rows = rows;
    this.#dates = new Dates(scope, NO_LEAVES);
  }

  get joins(): string {
    return this.#joins.map((join) => `\n${join}`).join('');
  }

  /** 1 where it holds, 0 where it does not, null where nobody knows. */
  truth(condition: Condition): string {
    const predicate = this.#holds(condition);
    return `CASE WHEN ${predicate} THEN 1 WHEN NOT (${predicate}) THEN 0 END`;
  }

  #holds(condition: Condition): string {
    return `(${Object.entries(condition)
      .map(([key, line]) => this.#lineHolds(key, line))
      .join(' AND ')})`;
  }

  #lineHolds(key: string, line: unknown): string {
    switch (key) {
      case 'any':
        return `(${(line as Condition[]).map((one) => this.#holds(one)).join(' OR ')})`;
      case 'not':
        return `NOT ${this.#holds(line as Condition)}`;
      case 'age':
        return this.#age(line as NonNullable<Condition['age']>);
      case 'happened':
        return this.#happened(line as NonNullable<Condition['happened']>);
      case 'total':
        return this.#total(line as NonNullable<Condition['total']>);
      default:
        return this.#fact(key, line);
    }
  }

  #fact(name: string, line: unknown): string {
    const { dialect, names } = this.#scope;
    const isNumber = names.facts[name]?.type === 'number';
    const column = isNumber ? dialect.readNumber(this.#scope.fact(name)) : this.#scope.fact(name);
    const literal = (value: unknown) => (isNumber ? String(Number(value)) : dialect.literal(String(value)));
    if (Array.isArray(line)) return `${column} IN (${line.map(literal).join(', ')})`;
    if (line === null || typeof line !== 'object') return `${column} = ${literal(line)}`;
    const { 'at-least': least, under } = line as { 'at-least'?: number; under?: number };
    const bounds = [
      least === undefined ? [] : `${column} >= ${least}`,
      under === undefined ? [] : `${column} < ${under}`,
    ];
    return `(${bounds.flat().join(' AND ')})`;
  }

  #age({ 'at-least': least, under }: NonNullable<Condition['age']>): string {
    const { on } = this.#rows;
    const birth = this.#scope.dateFact('date-of-birth');
    const reached = (age: string) => this.#dates.age(birth, parsePeriod(age));
    const bounds = [
      least === undefined ? [] : `${on} >= ${reached(least)}`,
      under === undefined ? [] : `${on} < ${reached(under)}`,
    ];
    return `(${bounds.flat().join(' AND ')})`;
  }

  #happened(happened: NonNullable<Condition['happened']>): string {
    const looking = typeof happened === 'object' && !Array.isArray(happened) ? happened : { event: happened };
    const events = [looking.event].flat();
    if ('within-last' in looking) return this.#happenedWithin(events, looking['within-last']);
    const { since, until } = this.#rows;
    if ('since' in looking && since !== null && until !== undefined)
      return this.#happenedMeanwhile(events, since, until);
    const name = this.#scope.statement.step(
      'happened',
      `SELECT e.case_id, MAX(e.at_day) AS last_day\nFROM ${this.#scope.recorded(events)} e\nWHERE e.at_day <= ${this.#scope.today}\nGROUP BY e.case_id`,
    );
    this.#joins.push(`LEFT JOIN ${name} ON ${name}.case_id = r.case_id`);
    const ever = `${name}.last_day IS NOT NULL`;
    if (!('since' in looking) || since === null) return ever;
    return `(${ever} AND ${name}.last_day >= ${since})`;
  }

  #happenedMeanwhile(events: readonly string[], since: string, until: string): string {
    const { today } = this.#scope;
    const last = `CASE WHEN ${until} < ${today} THEN ${until} ELSE ${today} END`;
    const name = this.#scope.statement.step(
      'meanwhile',
      `SELECT d.case_id, d.since_day, d.last_day
FROM (SELECT DISTINCT r.case_id, ${since} AS since_day, ${last} AS last_day FROM ${this.#rows.step} r) d
` +
        `JOIN ${this.#scope.recorded(events)} e ON e.case_id = d.case_id AND e.at_day >= d.since_day AND e.at_day <= d.last_day
` +
        'GROUP BY d.case_id, d.since_day, d.last_day',
    );
    this.#joins.push(
      `LEFT JOIN ${name} ON ${name}.case_id = r.case_id AND ${name}.since_day = ${since} AND ${name}.last_day = ${last}`,
    );
    return `${name}.case_id IS NOT NULL`;
  }

  #happenedWithin(events: readonly string[], text: string): string {
    const { step, on } = this.#rows;
    const name = this.#scope.statement.step(
      'lately',
      `SELECT d.case_id, d.on_day\nFROM (SELECT DISTINCT r.case_id, ${on} AS on_day FROM ${step} r) d\n` +
        `JOIN ${this.#scope.recorded(events)} e ON e.case_id = d.case_id AND e.at_day <= d.on_day AND e.at_day >= ${this.#dates.before('d.on_day', parsePeriod(text))}\n` +
        'GROUP BY d.case_id, d.on_day',
    );
    this.#joins.push(`LEFT JOIN ${name} ON ${name}.case_id = r.case_id AND ${name}.on_day = ${on}`);
    return `${name}.case_id IS NOT NULL`;
  }

  #total(total: NonNullable<Condition['total']>): string {
    const { step, on } = this.#rows;
    const { dialect } = this.#scope;
    const { of, 'at-least': least, 'at-most': most, 'since-age': age, 'within-last': within } = total;
    const sinceAge =
      age === undefined ? null : this.#dates.age(this.#scope.dateFact('date-of-birth'), parsePeriod(age));
    const bounds = [
      sinceAge,
      within === undefined ? null : this.#dates.before(on, parsePeriod(within)),
    ].filter((one) => one !== null);
    const from = bounds.length === 0 ? null : bounds.reduce(latest);
    const name = spellTotals(of, { step, on, from }, this.#scope);
    this.#joins.push(`LEFT JOIN ${name} ON ${name}.case_id = r.case_id AND ${name}.on_day = ${on}`);
    const days = `COALESCE(${name}.days, 0)`;
    const known = sinceAge === null ? days : `CASE WHEN ${sinceAge} IS NOT NULL THEN ${days} END`;
    const length = (text: string) => dialect.daysBetween(this.#dates.before(on, parsePeriod(text)), on);
    const lines = [
      least === undefined ? [] : `${known} >= ${length(least)}`,
      most === undefined ? [] : `${known} <= ${length(most)}`,
    ];
    return `(${lines.flat().join(' AND ')})`;
  }
}

const nothing = (): never => {
  throw new NotInSql('a condition asks for the day of an event');
};

const NO_LEAVES: LeafSql = { previous: nothing, event: nothing, nth: nothing, fact: nothing };

/** Facts that a condition asks for, to have their columns. */
export function factsIn(condition: Condition | null | undefined, names: Names): string[] {
  return Object.entries(condition ?? {}).flatMap(([key, line]) => {
    if (key === 'any') return (line as Condition[]).flatMap((one) => factsIn(one, names));
    if (key === 'not') return factsIn(line as Condition, names);
    if (key === 'age' || (key === 'total' && (line as Condition['total'])?.['since-age'] !== undefined))
      return ['date-of-birth'];
    return Object.hasOwn(names.facts, key) ? [key] : [];
  });
}
