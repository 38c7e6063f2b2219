import { TimescaleError } from '../failure.js';
import { type Day, parseDay } from '../time/day.js';
import { type CompiledDue, compileDue, type FindRule } from './compile.js';
import type { Area, RuleTable, TableRule } from './table.js';

export interface ClauseReference {
  /** The ledger's id: `WOK-CPC-01`. */
  readonly id: string;
  /** The place in the source document. */
  readonly at: string;
}

export interface CompiledReading {
  readonly due: CompiledDue;
  readonly because: string;
}

/** A rule ready to be asked. A named leg of a series is a rule of its own that shares the series' row. */
export interface CompiledRule {
  /** `wokingham/initial-conference` */
  readonly ref: string;
  readonly id: string;
  readonly title: string;
  readonly row: TableRule;
  /*
   * What every answer asks of the row, in one place for all rules: rows are as many different objects as there are
   * ways to leave keys out, and reading those is slow.
   */
  readonly area: Area;
  readonly strength: TableRule['strength'];
  readonly who: string | null;
  readonly assumes: readonly string[];
  readonly verified: boolean;
  readonly when: NonNullable<TableRule['when']> | null;
  readonly extension: NonNullable<TableRule['extension']> | null;
  readonly yieldsTo: readonly string[];
  readonly clauses: readonly ClauseReference[];
  readonly done: readonly string[];
  /** The national rule of which this one is the local form; a leg without one of its own goes by its series' legs. */
  readonly localises: string | null;
  /** Null for caps, counts and eligibilities. */
  readonly due: CompiledDue | null;
  readonly readings: readonly CompiledReading[];
  /** The leg that this rule is, by its place in the series; null for the whole. */
  readonly leg: number | null;
  readonly from: Day;
  /** The first day on which this version is no longer in force. */
  readonly until: Day | null;
}

/** Compiles one row: the rule itself, and one for each named leg. */
export function compileRow(row: TableRule, table: RuleTable, find: FindRule): CompiledRule[] {
  const due = row.due ? compileDue(row.due, find, [row.id]) : null;
  const readings = (row.readings ?? []).map((reading) => ({
    due: compileDue(reading.due, find, [row.id]),
    because: reading.because,
  }));
  const until = row.until ?? table.authority.until;
  const whole: CompiledRule = {
    ref: `${table.authority.id}/${row.id}`,
    id: row.id,
    title: row.title,
    row,
    area: row.area,
    strength: row.strength,
    who: row.who ?? null,
    assumes: row.assumes ?? [],
    verified: row.source?.verified ?? true,
    when: row.when ?? null,
    extension: row.extension ?? null,
    yieldsTo: row['yields-to'] ?? [],
    clauses: referencesTo(row.clauses, table),
    done: [row.done ?? []].flat(),
    localises: row.localises ?? null,
    due,
    readings,
    leg: null,
    from: parseDay(row.from ?? table.authority.from),
    until: until === undefined ? null : parseDay(until),
  };
  if (due?.form !== 'recurring') return [whole];
  const legs = due.recurrence.legs.flatMap((leg, index): CompiledRule[] =>
    leg.id === null
      ? []
      : [
          {
            ...whole,
            ref: `${table.authority.id}/${leg.id}`,
            id: leg.id,
            title: leg.title ?? row.title,
            clauses: leg.clauses.length > 0 ? referencesTo(leg.clauses, table) : whole.clauses,
            localises: leg.localises ?? legOf(row.localises, leg.id),
            leg: index,
          },
        ],
  );
  return [whole, ...legs];
}

/** A named leg of a series that localises another is the local form of the other's leg of the same name. */
const legOf = (series: string | undefined, leg: string): string | null =>
  series === undefined ? null : `${series.slice(0, series.indexOf('/'))}/${leg}`;

function referencesTo(clauses: readonly string[], table: RuleTable): ClauseReference[] {
  return clauses.map((id) => ({ id, at: table.clauses[id]?.at ?? '' }));
}

/** Finds rows by rule id, also by the id of a leg; the newest version stands for a rule named by another. */
export function findIn(table: RuleTable): FindRule {
  return (id) => {
    const found = table.rules.findLast((row) => row.id === id);
    if (!found)
      throw new TimescaleError(
        'UNKNOWN_RULE',
        `rules["${id}"]`,
        id,
        `There is no rule "${id}" in this table.`,
      );
    return found;
  };
}
