import type { Bound } from '../../cases/bind.js';
import { linesOf } from '../../lines/line.js';
import type { CompiledRule } from '../../rules/compiled-rule.js';
import type { Names } from '../../rules/table.js';

/** The versions of a rule, oldest first. */
export type Versions = readonly CompiledRule[];

/** An event and the wider ones that it also counts as. */
function withWider(event: string, names: Names): string[] {
  const found: string[] = [];
  for (let name: string | undefined = event; name !== undefined; name = names.events[name]?.isA)
    found.push(name);
  return found;
}

const completes = (rule: CompiledRule, events: ReadonlySet<string>): boolean =>
  rule.done.some((event) => events.has(event));

const leadsUpTo = (rule: CompiledRule, events: ReadonlySet<string>): boolean =>
  linesOf(rule).some(
    ({ timing, starts }) =>
      timing.direction === 'lead' &&
      starts.some((start) => start.kind === 'event' && start.events.some((event) => events.has(event))),
  );

/**
 * The rules around an event: those that it completes, those whose action has to precede it, and those whose action
 * has to precede such an action in turn. What follows the event does not bear on its day.
 */
export function rulesAround(event: string, { ids, versions, table }: Bound): Versions[] {
  const { names } = table;
  const all = ids.map(versions).filter((rules) => rules.some(({ due }) => due !== null));
  const itself = new Set(withWider(event, names));
  const ledUpTo = new Set(itself);
  const ahead = new Set<Versions>();
  for (let before = -1; before !== ahead.size; ) {
    before = ahead.size;
    for (const rules of all) {
      if (ahead.has(rules) || !rules.some((rule) => leadsUpTo(rule, ledUpTo))) continue;
      ahead.add(rules);
      for (const rule of rules)
        for (const done of rule.done) for (const name of withWider(done, names)) ledUpTo.add(name);
    }
  }
  return all.filter((rules) => ahead.has(rules) || rules.some((rule) => completes(rule, itself)));
}
