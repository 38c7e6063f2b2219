import type { CompiledDue } from '../rules/compile.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Condition } from '../rules/schema/condition.js';
import type { Names } from '../rules/table.js';
import { factsIn } from './conditions.js';

/** Everything in a compiled timing, from the outside in. */
function* partsOf(value: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const one of Object.values(value)) yield* partsOf(one);
}

/** Every event that a timing names, wherever in it, and those that start and end the spells it counts in. */
function eventsOfDue(due: CompiledDue | null, { spells }: Names): string[] {
  return [...partsOf(due)].flatMap(({ kind, events, standIns, event, spell, until }) => {
    const found: unknown[] = [];
    if (kind === 'event') found.push(...(event === undefined ? [events, standIns].flat() : [event]));
    if (kind === 'nth') found.push(event);
    if (kind === 'nth' && typeof spell === 'string') found.push(spells[spell]!.starts, spells[spell]!.ends);
    if (Array.isArray(until)) found.push(...until);
    return found.filter((one) => typeof one === 'string');
  });
}

/** The series of which a timing wants the next date, or each period: meetings and terms. */
export const seriesOfDue = (due: CompiledDue | null): string[] =>
  [...partsOf(due)].flatMap(({ series }) => (typeof series === 'string' ? [series] : []));

/** Every event that a condition asks for, and those that start and end the spells whose days it adds up. */
function eventsAskedFor(condition: Condition | null | undefined, names: Names): string[] {
  return Object.entries(condition ?? {}).flatMap(([key, line]) => {
    if (key === 'any') return (line as Condition[]).flatMap((one) => eventsAskedFor(one, names));
    if (key === 'not') return eventsAskedFor(line as Condition, names);
    if (key === 'total') {
      const { starts, ends } = names.spells[(line as NonNullable<Condition['total']>).of]!;
      return [starts, ends ?? []].flat();
    }
    if (key !== 'happened') return [];
    const happened = line as NonNullable<Condition['happened']>;
    return [typeof happened === 'object' && !Array.isArray(happened) ? happened.event : happened].flat();
  });
}

/** What a rule names. */
interface NamesOfRule {
  /** Every event that starts, stops or ends its clocks. */
  readonly events: string[];
  /** Every event for which its conditions ask. */
  readonly asked: string[];
  readonly facts: string[];
}

export function namesIn(rule: CompiledRule, names: Names): NamesOfRule {
  const dues = [rule.due, ...rule.readings.map(({ due }) => due)];
  const parts = dues.flatMap((due) => [...partsOf(due)]);
  return {
    events: [...dues.flatMap((due) => eventsOfDue(due, names)), ...rule.done],
    asked: [rule.when, rule.extension?.when].flatMap((when) => eventsAskedFor(when, names)),
    facts: [
      ...factsIn(rule.when, names),
      ...factsIn(rule.extension?.when, names),
      ...parts.flatMap(({ kind, fact }) =>
        kind === 'age' ? ['date-of-birth'] : kind === 'fact' ? [fact as string] : [],
      ),
    ],
  };
}
