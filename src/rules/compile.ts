import { TimescaleError } from '../failure.js';
import { type Period, parsePeriod } from '../time/period.js';
import { compileAnchor, isEach } from './compile-anchor.js';
import type {
  Counting,
  Ending,
  Expression,
  PerPeriod,
  Recurrence,
  RecurrencePhase,
  Tier,
  Timing,
} from './expression.js';
import { leavesOf } from './leaves.js';
import type { Due, End, Leg, RecurringDue, SingleDue } from './schema/due.js';
import type { TableRule } from './table.js';

/** A timing as its form: one date (with tiers), a recurrence, or once in each period. */
export type CompiledDue =
  | { readonly form: 'single'; readonly timing: Timing }
  | { readonly form: 'recurring'; readonly recurrence: Recurrence }
  | { readonly form: 'per-period'; readonly perPeriod: PerPeriod };

/** Finds the row of another rule, for `due-date-of`. */
export type FindRule = (id: string) => TableRule;

type CountingKeys = {
  counting?: Counting | undefined;
  clear?: true | undefined;
  roll?: 'previous-working-day' | 'next-working-day' | undefined;
  'received-in'?: string | undefined;
};

/** Compiles a row's timing to expressions. `busy` holds the rules being compiled, to tell a circle. */
export function compileDue(due: Due, find: FindRule, busy: readonly string[] = []): CompiledDue {
  if ('every' in due || 'phases' in due)
    return { form: 'recurring', recurrence: compileRecurrence(due, find, busy) };
  if ('once-in-each' in due) {
    const from = due.from === undefined ? null : compileAnchor(due.from, context(find, busy));
    return {
      form: 'per-period',
      perPeriod: {
        series: due['once-in-each'],
        from,
        fromLeaves: leavesOf(from ? [from] : []),
        until: endings(due.until, find, busy),
      },
    };
  }
  return { form: 'single', timing: compileSingle(due, find, busy) };
}

function context(
  find: FindRule,
  busy: readonly string[],
  standIns: string | string[] | undefined = undefined,
) {
  return { standIns: [standIns ?? []].flat(), dueDateOf: (id: string) => limitOf(id, find, busy) };
}

/** The limit of another rule, as an expression to build on. */
function limitOf(id: string, find: FindRule, busy: readonly string[]): Expression {
  if (busy.includes(id)) {
    throw new TimescaleError(
      'CIRCULAR_RULE',
      `rules["${busy[0]}"].due`,
      id,
      `The due date of "${id}" hangs on itself (${[...busy, id].join(' → ')}); start the chain at an event.`,
    );
  }
  const row = find(id);
  if (!row.due)
    throw new TimescaleError(
      'NOT_A_DEADLINE',
      `rules["${id}"]`,
      id,
      `The rule "${id}" has no due date to count from.`,
    );
  const compiled = compileDue(row.due, find, [...busy, id]);
  if (compiled.form !== 'single') {
    throw new TimescaleError(
      'NOT_A_DEADLINE',
      `rules["${id}"]`,
      id,
      `The rule "${id}" recurs; count from its event instead of its due date.`,
    );
  }
  return limit(compiled.timing);
}

function limit(timing: Timing): Expression {
  const last = timing.tiers.at(-1);
  if (!last)
    throw new TimescaleError('NOT_A_DEADLINE', '', null, 'A window that only opens has no due date.');
  return last.at;
}

function tiersOf(text: string | Record<string, string>): { name: string | null; by: Period }[] {
  if (typeof text === 'string') return [{ name: null, by: parsePeriod(text) }];
  return Object.entries(text).map(([name, by]) => ({ name, by: parsePeriod(by) }));
}

function shifted(of: Expression, by: Period, sign: 1 | -1, keys: CountingKeys): Expression {
  const from: Expression =
    keys['received-in'] === undefined ? of : { kind: 'received', hours: keys['received-in'], of };
  const shift: Expression = {
    kind: 'shift',
    by,
    sign,
    counting: keys.counting ?? 'next-day',
    clear: keys.clear ?? false,
    of: from,
  };
  return keys.roll === undefined ? shift : { kind: 'roll', to: keys.roll, of: shift };
}

const one = (at: Expression): Tier[] => [{ name: null, at }];

/** A timing, with what its dates are counted from found in them. */
function timed(timing: Omit<Timing, 'leaves'>): Timing {
  const { tiers, opens } = timing;
  const dates = tiers.length > 0 ? tiers.map(({ at }) => at) : opens ? [opens] : [];
  return { ...timing, leaves: leavesOf(dates) };
}

function compileSingle(due: SingleDue, find: FindRule, busy: readonly string[]): Timing {
  if ('tiers' in due) {
    const parts = Object.entries(due.tiers).map(([name, inner]) => ({
      name,
      timing: compileSingle(inner, find, busy),
    }));
    return joined(
      parts.map(({ name, timing }) => ({ name, at: limit(timing) })),
      parts.map((part) => part.timing),
    );
  }
  if ('earliest' in due || 'latest' in due) {
    const which = 'earliest' in due ? 'earliest' : 'latest';
    const parts = ('earliest' in due ? due.earliest : due.latest).map((inner) =>
      compileSingle(inner, find, busy),
    );
    return joined(one({ kind: 'pick', which, of: parts.map(limit) }), parts);
  }
  const scope = context(find, busy, 'or-else' in due ? due['or-else'] : undefined);
  const opening = 'no-earlier-than' in due ? due['no-earlier-than'] : undefined;
  const opens = opening === undefined ? null : compileAnchor(opening, scope);
  const base = { opens, immediate: false, until: 'until' in due ? [due.until ?? []].flat() : [] };
  if ('within' in due) {
    const of = compileAnchor(due.of, scope);
    const tiers = tiersOf(due.within).map(({ name, by }) => ({ name, at: shifted(of, by, 1, due) }));
    return timed({ ...base, tiers, direction: 'after', each: isEach(due.of) });
  }
  if ('by' in due) {
    const of = compileAnchor(due.before, scope);
    const tiers = tiersOf(due.by).map(({ name, by }) => ({ name, at: shifted(of, by, -1, due) }));
    return timed({ ...base, tiers, direction: 'lead', each: true });
  }
  if ('before' in due) {
    const at = compileAnchor(due.before, scope);
    // "No later than ten days after": it may be done ahead of the event or behind it.
    const behind = at.kind === 'shift' && at.sign === 1;
    return timed({ ...base, tiers: one(at), direction: behind ? 'at' : 'lead', each: true });
  }
  if ('at' in due) {
    const at = compileAnchor(due.at, scope);
    const tiers = one(due.roll ? { kind: 'roll', to: due.roll, of: at } : at);
    return timed({ ...base, tiers, direction: 'at', each: true });
  }
  if ('at-once-after' in due) {
    const of = compileAnchor(due['at-once-after'], scope);
    const at: Expression =
      due['received-in'] === undefined ? of : { kind: 'received', hours: due['received-in'], of };
    const each = isEach(due['at-once-after']);
    return timed({ ...base, opens: null, immediate: true, tiers: one(at), direction: 'after', each });
  }
  return timed({ ...base, tiers: [], direction: 'after', each: true });
}

/** Several timings as one: they are done together, before or after, wherever they don't agree on it. */
function joined(tiers: readonly Tier[], parts: readonly Timing[]): Timing {
  const directions = new Set(parts.map((part) => part.direction));
  return timed({
    tiers,
    opens: parts.find((part) => part.opens)?.opens ?? null,
    direction: directions.size === 1 ? parts[0]!.direction : 'at',
    immediate: parts.every((part) => part.immediate),
    until: [...new Set(parts.flatMap((part) => part.until))],
    each: parts.some((part) => part.each),
  });
}

function endings(until: End | End[] | undefined, find: FindRule, busy: readonly string[]): Ending[] {
  const list = until === undefined ? [] : Array.isArray(until) ? until : [until];
  return list.map((end): Ending => {
    if (typeof end === 'string') {
      return /^\d/.test(end) ? { kind: 'length', length: parsePeriod(end) } : { kind: 'event', event: end };
    }
    return { kind: 'day', at: compileAnchor(end, context(find, busy)) };
  });
}

const PREVIOUS: Expression = { kind: 'previous' };

function intervalFrom(start: Expression, every: string | Record<string, string>, keys: CountingKeys): Timing {
  return timed({
    tiers: tiersOf(every).map(({ name, by }) => ({ name, at: shifted(start, by, 1, keys) })),
    opens: null,
    direction: 'after',
    immediate: false,
    until: [],
    each: false,
  });
}

function compileRecurrence(
  due: Exclude<RecurringDue, { 'once-in-each': string }>,
  find: FindRule,
  busy: readonly string[],
): Recurrence {
  const legs: Leg[] = 'every' in due ? [due.first ?? []].flat() : [];
  const startAnchor = legs[0]?.of ?? due.from;
  if (startAnchor === undefined) {
    throw new TimescaleError(
      'INVALID_TABLE',
      'due',
      due,
      'A series needs a start: say "from", or let its first leg say "of".',
    );
  }
  const scope = context(find, busy, legs[0]?.['or-else'] ?? due['or-else']);
  const phases: readonly { every: string | Record<string, string>; until?: End | End[] | undefined }[] =
    'every' in due ? [{ every: due.every }] : due.phases;
  const start = compileAnchor(startAnchor, scope);
  return {
    start,
    startLeaves: leavesOf([start]),
    eachStart: isEach(startAnchor),
    legs: legs.map((leg, index) => ({
      id: leg.id ?? null,
      title: leg.title ?? null,
      clauses: leg.clauses ?? [],
      localises: leg.localises ?? null,
      // The first leg counts from the start itself; a later one from the one before, or from what it names.
      timing: intervalFrom(
        index === 0 || leg.of === undefined ? PREVIOUS : compileAnchor(leg.of, scope),
        leg.within,
        leg,
      ),
    })),
    phases: phases.map(
      (phase): RecurrencePhase => ({
        timing: intervalFrom(PREVIOUS, phase.every, due),
        every: tiersOf(phase.every),
        until: endings(phase.until, find, busy),
      }),
    ),
    until: endings(due.until, find, busy),
    countedFrom: ('every' in due && due['counted-from']) || 'previous',
  };
}
