import type { Bound } from '../../cases/bind.js';
import type { Assessed } from '../../deadlines/assess.js';
import { describeRule } from '../../deadlines/describe/describe-rule.js';
import type { ClauseReference } from '../../rules/compiled-rule.js';
import type { TableRule } from '../../rules/table.js';
import { type Day, formatDay } from '../../time/day.js';

/** Why a due date moves. */
export type Cause =
  /** A day that has become, or is no longer, a day of work. */
  | {
      readonly kind: 'holiday';
      readonly date: string;
      readonly name: string;
      readonly change: 'added' | 'removed';
    }
  /** The rule itself reads otherwise. */
  | {
      readonly kind: 'clause';
      readonly clauses: readonly ClauseReference[];
      readonly before: string | null;
      readonly after: string | null;
    }
  /** Neither: the date hangs on something else that has moved, such as the dates of meetings. */
  | { readonly kind: 'other' };

/** One side of a comparison: what a clock comes to under one table and calendar. */
export interface Side {
  readonly bound: Bound;
  readonly assessed: Assessed | null;
}

/** Why a clock has another date on one side than on the other. */
export function causesOf(before: Side, after: Side): Cause[] {
  const causes = [...clauseCause(before, after), ...holidayCauses(before, after)];
  return causes.length === 0 ? [{ kind: 'other' }] : causes;
}

/** The parts of a row that decide about dates; notes and titles are not among them. */
function meaningOf(row: TableRule): string {
  const { due, done, when, extension, readings, from, until } = row;
  const others = { 'yields-to': row['yields-to'], 'lapses-into': row['lapses-into'] };
  return JSON.stringify({
    due,
    done,
    when,
    extension,
    readings: readings?.map((one) => one.due),
    from,
    until,
    others,
  });
}

function clauseCause(before: Side, after: Side): Cause[] {
  const old = before.assessed?.dated.rule ?? null;
  const young = after.assessed?.dated.rule ?? null;
  if (old && young && meaningOf(old.row) === meaningOf(young.row)) return [];
  const saying = (side: Side) =>
    side.assessed && describeRule(side.assessed.dated.rule, side.bound.table.names);
  const clauses = [...(old?.clauses ?? []), ...(young?.clauses ?? [])];
  return [
    {
      kind: 'clause',
      clauses: clauses.filter(({ id }, index) => clauses.findIndex((other) => other.id === id) === index),
      before: saying(before),
      after: saying(after),
    },
  ];
}

/** The days between the trigger and the later of the two dates on which only one of the calendars has people work. */
function holidayCauses(before: Side, after: Side): Cause[] {
  const ends = [before, after].flatMap(({ assessed }) => {
    const { limit, clock, opens } = assessed?.dated ?? {};
    return [limit?.day, opens?.day, clock?.trigger?.day].flatMap((day) => day ?? []);
  });
  if (ends.length === 0) return [];
  const old = before.bound.calendar.days;
  const young = after.bound.calendar.days;
  const causes: Cause[] = [];
  const last = Math.min(Math.max(...ends), old.to, young.to);
  for (
    let day = Math.max(Math.min(...ends), old.from, young.from) as Day;
    day <= last;
    day = (day + 1) as Day
  ) {
    const was = old.nonWorkingReason(day);
    const is = young.nonWorkingReason(day);
    if ((was === null) === (is === null)) continue;
    causes.push({
      kind: 'holiday',
      date: formatDay(day),
      name: (is ?? was)!,
      change: is === null ? 'removed' : 'added',
    });
  }
  return causes;
}
