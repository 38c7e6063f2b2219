import type { Bound } from '../cases/bind.js';
import type { Setting } from '../deadlines/setting.js';
import type { Names } from '../rules/table.js';
import type { Dialect } from './dialect.js';
import { withNarrower } from './names.js';
import { NotInSql } from './refusal.js';
import { spellDays } from './spell-days.js';
import { spellIntervals } from './spell-intervals.js';
import type { Statement } from './statement.js';

/** The tables and views that queries read, quoted. */
export interface Relations {
  readonly calendar: string;
  readonly asOf: string;
  /** Events and facts of the cases with which nothing is wrong. */
  readonly events: string;
  readonly facts: string;
  /** Dates of meetings and terms, and the next of them for each day; there only where a rule asks for one. */
  readonly series: string;
  readonly seriesDays: string;
  /** Ends of spells; there only where a rule asks for them. */
  readonly spellEnds: string;
}

/** What every part of one rule's query shares: the names of things, and the steps that all of them read. */
export class Scope {
  readonly dialect: Dialect;
  readonly relations: Relations;
  readonly bound: Bound;
  readonly statement: Statement;
  /** Every event that starts, stops or ends a clock, in their order on one day. */
  readonly #events: readonly string[];
  readonly #facts: readonly string[];
  #stepOfEvents: string | undefined;
  #stepOfFacts: string | undefined;
  readonly #steps = new Map<string, string>();

  constructor(
    dialect: Dialect,
    relations: Relations,
    bound: Bound,
    statement: Statement,
    events: ReadonlySet<string>,
    facts: ReadonlySet<string>,
  ) {
    this.dialect = dialect;
    this.relations = relations;
    this.bound = bound;
    this.statement = statement;
    this.#events = withNarrower([...events], bound.table.names);
    this.#facts = [...facts].sort();
  }

  get names(): Names {
    return this.bound.table.names;
  }

  get setting(): Setting {
    return this.bound.setting;
  }

  get calendar(): string {
    return this.relations.calendar;
  }

  /** The day asked for. */
  get today(): string {
    return `(SELECT a.day FROM ${this.relations.asOf} a)`;
  }

  /** Its place among the working days. */
  get todaysOrdinal(): string {
    return `(SELECT c.ordinal FROM ${this.relations.asOf} a JOIN ${this.calendar} c ON c.day = a.day)`;
  }

  column(name: string): string {
    return this.dialect.identifier(name);
  }

  /** The occurrences of some events and of narrower ones, each day once. */
  recorded(events: readonly string[]): string {
    return this.#recorded(events, 'DISTINCT ');
  }

  /** The same, with several on one day where those are several events. */
  everyOccurrence(events: readonly string[]): string {
    return this.#recorded(events, '');
  }

  #recorded(events: readonly string[], distinct: '' | 'DISTINCT '): string {
    return `(SELECT ${distinct}e.${this.column('case')} AS case_id, e.${this.column('on')} AS at_day FROM ${this.relations.events} e WHERE e.${this.column('event')} IN (${this.#literals(withNarrower(events, this.names))}))`;
  }

  /** The step of all occurrences that this rule's clocks read: `case_id`, `at_day`, and `ev` by place in their order. */
  get occurrences(): string {
    if (this.#events.length === 0) throw new NotInSql('no event starts, stops or ends its clock');
    this.#stepOfEvents ??= this.statement.step(
      'occurrences',
      `SELECT e.${this.column('case')} AS case_id, e.${this.column('on')} AS at_day,\n` +
        `  CASE e.${this.column('event')} ${this.#events.map((event, at) => `WHEN ${this.dialect.literal(event)} THEN ${at + 1}`).join(' ')} END AS ev\n` +
        `FROM ${this.relations.events} e\nWHERE e.${this.column('event')} IN (${this.#literals(this.#events)})`,
    );
    return this.#stepOfEvents;
  }

  /** Whether an occurrence is one of some events; never, where there are none. */
  isOneOf(column: string, events: readonly string[]): string {
    const places = this.places(events);
    if (places.length === 0) return '1 = 0';
    return places.length === this.#events.length && places.length > 1
      ? '1 = 1'
      : places.length === 1
        ? `${column} = ${places[0]}`
        : `${column} IN (${places.join(', ')})`;
  }

  places(events: readonly string[]): number[] {
    return withNarrower(events, this.names).map((event) => {
      const at = this.#events.indexOf(event);
      if (at === -1) throw new Error(`${event} was not gathered`);
      return at + 1;
    });
  }

  /** Places of the events themselves, without narrower ones; those that nothing gathered are left out. */
  exactPlaces(events: readonly string[]): number[] {
    return events.flatMap((event) => {
      const at = this.#events.indexOf(event);
      return at === -1 ? [] : [at + 1];
    });
  }

  /** The step of the days that lie in a spell, with its place among the spells of the case. */
  daysOf(spell: string): string {
    return this.#once(`spell ${spell}`, () => spellDays(this.names.spells[spell]!, this));
  }

  /** The step of the spells of each case, from their starts to their ends. */
  spellsOf(spell: string): string {
    return this.#once(`spells ${spell}`, () => spellIntervals(this.names.spells[spell]!, this));
  }

  /** The step of the periods of a series, each by its first day: `from_day` and `until_day`, both in it. */
  periodsOf(series: string): string {
    const [name, on, until] = ['series', 'on', 'until'].map((column) => `p.${this.column(column)}`);
    return this.#once(`periods ${series}`, () =>
      this.statement.step(
        'periods',
        `SELECT ${on} AS from_day, MAX(COALESCE(${until}, ${on})) AS until_day FROM ${this.relations.series} p WHERE ${name} = ${this.dialect.literal(series)} GROUP BY ${on}`,
      ),
    );
  }

  /** Joins the facts that this rule asks for to rows under the name `r`. */
  get factJoin(): string {
    if (this.#facts.length === 0) return '';
    this.#stepOfFacts ??= this.statement.step(
      'asked_facts',
      `SELECT f.${this.column('case')} AS case_id,\n${this.#facts
        .map(
          (fact) =>
            `  MAX(CASE WHEN f.${this.column('fact')} = ${this.dialect.literal(fact)} THEN f.${this.column('value')} END) AS ${this.column(fact)}`,
        )
        .join(
          ',\n',
        )}\nFROM ${this.relations.facts} f\nWHERE f.${this.column('fact')} IN (${this.#literals(this.#facts)})\nGROUP BY f.${this.column('case')}`,
    );
    return `\nLEFT JOIN ${this.#stepOfFacts} f ON f.case_id = r.case_id`;
  }

  fact(name: string): string {
    return `f.${this.column(name)}`;
  }

  dateFact(name: string): string {
    return this.dialect.readDate(this.fact(name));
  }

  /** Every case of which anything is recorded. */
  get cases(): string {
    const of = (table: string) => `SELECT ${this.column('case')} AS case_id FROM ${table}`;
    return this.statement.step('cases', `${of(this.relations.events)}\nUNION\n${of(this.relations.facts)}`);
  }

  /** A step that is made when it is first asked for. */
  #once(what: string, make: () => string): string {
    const step = this.#steps.get(what) ?? make();
    this.#steps.set(what, step);
    return step;
  }

  #literals(texts: readonly string[]): string {
    return texts.map((text) => this.dialect.literal(text)).join(', ');
  }
}
