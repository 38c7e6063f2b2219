import type { CompiledDue } from '../rules/compile.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Names } from '../rules/table.js';
import { factsIn } from './conditions.js';

/** Every event that a timing names, wherever in it, and those that start and end the spells it counts in. */
export function eventsOfDue(due: CompiledDue | null, { spells }: Names): string[] {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) {
      value.forEach(look);
      return;
    }
    const { kind, events, standIns, event, spell } = value as Record<string, unknown>;
    if (kind === 'event' && Array.isArray(events)) found.push(...events, ...(standIns as string[]));
    else if ((kind === 'event' || kind === 'nth') && typeof event === 'string') found.push(event);
    if (kind === 'nth' && typeof spell === 'string') {
      const { starts, ends } = spells[spell]!;
      found.push(starts, ...(ends === undefined ? [] : [ends]));
    }
    const { until } = value as { until?: unknown };
    if (Array.isArray(until)) found.push(...until.filter((one) => typeof one === 'string'));
    Object.values(value).forEach(look);
  };
  look(due);
  return found;
}

/** Every event that starts, stops or ends clocks of a rule, and every fact that it asks for. */
export function namesIn(rule: CompiledRule, names: Names): { events: string[]; facts: string[] } {
  const dues = [rule.due, ...rule.readings.map(({ due }) => due)];
  const text = JSON.stringify(dues);
  return {
    events: [...dues.flatMap((due) => eventsOfDue(due, names)), ...rule.done],
    facts: [
      ...factsIn(rule.when, names),
      ...factsIn(rule.extension?.when, names),
      ...(text.includes('"kind":"age"') ? ['date-of-birth'] : []),
      ...(['date-of-birth', 'expected-delivery'] as const).filter((fact) =>
        text.includes(`"fact":"${fact}"`),
      ),
    ],
  };
}
