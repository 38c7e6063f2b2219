import type { CaseInput } from '../../src/cases/case-input.js';
import type { TableRule } from '../../src/rules/table.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { eventsIn, table } from './generated.js';

/** A timing that can be asked for, with the part of its row that says it. */
export interface Asked {
  readonly id: string;
  readonly row: TableRule;
  /** The leg for a named leg, else the row's whole timing. */
  readonly timing: unknown;
}

function askedOf(row: TableRule): Asked[] {
  if (row.due === undefined) return [];
  const legs = 'every' in row.due ? [row.due.first ?? []].flat() : [];
  // Of a series that starts with legs, the row's own dates come after what its legs fix.
  const whole = { id: row.id, row, timing: row.due };
  const named = legs.flatMap((leg) => (leg.id === undefined ? [] : [{ id: leg.id, row, timing: leg }]));
  return [whole, ...named];
}

/** Every timing of the table as it is now, also those of the named legs. */
export const everyTiming: readonly Asked[] = table.rules
  .filter(({ until }) => until === undefined)
  .flatMap(askedOf);

/** Without what ends it, or only opens it while there is a date as well. */
function counted(timing: unknown): unknown {
  const only = Object.keys(timing as object).every((key) => key === 'no-earlier-than');
  const left = only ? [] : ['no-earlier-than'];
  return JSON.parse(
    JSON.stringify(timing, (key, value) => ([...left, 'until'].includes(key) ? undefined : value)),
  );
}

/**
 * A case in which everything that a rule counts from happened on one day, so that its due date can be asked for;
 * what is counted from the second of its kind happened a week before, too.
 */
export function caseFor({ id, row, timing }: Asked, on: string): CaseInput {
  const starts = eventsIn(counted(timing));
  const done = [row.done ?? []].flat();
  // A later leg counts from the one before.
  const events = id === row.id || starts.length > 0 ? starts : done;
  const second = JSON.stringify(timing).includes('"nth":2');
  const input = Object.fromEntries(
    events.map((event) => [event, second ? [isoDate(dayNumber(on) - 7), on] : on]),
  );
  const first = row.due && 'every' in row.due ? [row.due.first ?? []].flat()[0] : undefined;
  const isLaterLegOfStart = id !== row.id && starts.length > 0 && first?.id !== id;
  if (isLaterLegOfStart) for (const event of done) input[event] = on;
  return { facts: { 'date-of-birth': on, 'expected-delivery': on }, events: input };
}
