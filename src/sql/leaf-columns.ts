import type { Expression } from '../rules/expression.js';
import type { LeafSql } from './dates.js';
import { prefersNamed } from './named-or-stand-in.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';

/**
 * The day of the n-th of an event in each case, joined to rows under the name `r`; where it is counted in spells, in
 * the spell in which the day `on` lies.
 */
export function nthOf(leaf: Expression & { kind: 'nth' }, on: string, scope: Scope, joins: string[]): string {
  const order = leaf.nth === 'last' ? 'o.at_day DESC, o.ev DESC' : 'o.at_day, o.ev';
  const place = leaf.nth === 'last' ? 1 : leaf.nth;
  const isOne = scope.isOneOf('o.ev', [leaf.event]);
  if (leaf.spell === null) {
    const name = scope.statement.step(
      'numbered',
      `SELECT o.case_id, o.at_day, ROW_NUMBER() OVER (PARTITION BY o.case_id ORDER BY ${order}) AS nth\n` +
        `FROM ${scope.occurrences} o\nWHERE ${isOne}`,
    );
    joins.push(`LEFT JOIN ${name} ON ${name}.case_id = r.case_id AND ${name}.nth = ${place}`);
    return `${name}.at_day`;
  }
  const days = scope.daysOf(leaf.spell);
  const name = scope.statement.step(
    'numbered',
    `SELECT o.case_id, o.at_day, s.spell_no, ROW_NUMBER() OVER (PARTITION BY o.case_id, s.spell_no ORDER BY ${order}) AS nth\n` +
      `FROM ${scope.occurrences} o JOIN ${days} s ON s.case_id = o.case_id AND s.at_day = o.at_day\nWHERE ${isOne}`,
  );
  joins.push(
    `LEFT JOIN ${days} ${name}_in ON ${name}_in.case_id = r.case_id AND ${name}_in.at_day = ${on}`,
    `LEFT JOIN ${name} ON ${name}.case_id = r.case_id AND ${name}.spell_no = ${name}_in.spell_no AND ${name}.nth = ${place}`,
  );
  return `${name}.at_day`;
}

/** Tells a clock outside series from the others of its rule: by its trigger, where it has one. */
export const sameClock = (left: string, right: string, hasTrigger: boolean): string =>
  [
    `${left}.case_id = ${right}.case_id`,
    ...(hasTrigger ? [`${left}.trig_day = ${right}.trig_day`, `${left}.trig_ev = ${right}.trig_ev`] : []),
  ].join(' AND ');

/** The leaves of a clock's dates: what started it, or the first of another event that belongs to it. */
export class LeafColumns implements LeafSql {
  readonly #joins: string[] = [];
  readonly #known = new Map<string, string>();

  constructor(
    private readonly scope: Scope,
    private readonly clocks: string,
    /** The events that can start the clock: their leaf is its trigger. */
    private readonly triggers: readonly string[],
    /** Whether clocks of a series are told apart by their trigger alone. */
    private readonly isSeries: boolean,
  ) {}

  get joins(): string {
    return this.#joins.map((join) => `\n${join}`).join('');
  }

  readonly previous = (): string => 'r.trig_day';

  readonly fact = (fact: 'date-of-birth' | 'expected-delivery'): string => this.scope.dateFact(fact);

  readonly nth = (leaf: Expression & { kind: 'nth' }): string =>
    this.#once(leaf, () => nthOf(leaf, 'r.trig_day', this.scope, this.#joins));

  readonly event = (leaf: Expression & { kind: 'event' }): string => {
    const { scope } = this;
    const places = scope.places([...leaf.events, ...leaf.standIns]);
    const own = scope.places(this.triggers);
    if (own.length > 0 && own.every((one) => places.includes(one))) return 'r.trig_day';
    return this.#once(leaf, () => {
      const mine = own.filter((one) => places.includes(one));
      const other = this.#firstOfItsOwn(leaf);
      return mine.length === 0
        ? other
        : `CASE WHEN r.trig_ev IN (${mine.join(', ')}) THEN r.trig_day ELSE ${other} END`;
    });
  };

  /** The first after the clock before ended; of a stand-in only where none of the named was ever recorded. */
  #firstOfItsOwn({ events, standIns }: Expression & { kind: 'event' }): string {
    if (this.isSeries) throw new NotInSql('one of its dates counts from another event than the one before');
    const { scope, clocks } = this;
    const isNamed = scope.isOneOf('o.ev', events);
    const isOwn = '(k.since_day IS NULL OR o.at_day > k.since_day)';
    const columns = [`MIN(CASE WHEN ${isNamed} AND ${isOwn} THEN o.at_day END) AS named_day`];
    if (standIns.length > 0) {
      const isOther = scope.isOneOf('o.ev', standIns);
      columns.push(
        `MIN(CASE WHEN ${isNamed} THEN o.at_day END) AS first_named`,
        `MIN(CASE WHEN ${isOther} THEN o.at_day END) AS first_other`,
        `MIN(CASE WHEN ${isOther} AND ${isOwn} THEN o.at_day END) AS other_day`,
      );
    }
    const key = 'k.case_id, k.trig_day, k.trig_ev';
    const name = scope.statement.step(
      'elsewhere',
      `SELECT ${key},\n  ${columns.join(',\n  ')}\nFROM ${clocks} k\n` +
        `JOIN ${scope.occurrences} o ON o.case_id = k.case_id AND ${scope.isOneOf('o.ev', [...events, ...standIns])}\nGROUP BY ${key}`,
    );
    this.#joins.push(`LEFT JOIN ${name} ON ${sameClock(name, 'r', this.triggers.length > 0)}`);
    return standIns.length === 0
      ? `${name}.named_day`
      : `CASE WHEN ${prefersNamed(`${name}.first_named`, `${name}.first_other`, scope)} THEN ${name}.named_day ELSE ${name}.other_day END`;
  }

  #once(leaf: Expression, make: () => string): string {
    const key = JSON.stringify(leaf);
    let column = this.#known.get(key);
    if (column === undefined) {
      column = make();
      this.#known.set(key, column);
    }
    return column;
  }
}
