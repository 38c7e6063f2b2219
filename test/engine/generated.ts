import fc from 'fast-check';
import type { CaseInput, EventInput } from '../../src/cases/case-input.js';
import type { RuleTable, TableRule } from '../../src/rules/table.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { wokinghamTable } from '../tables.js';

export const table: RuleTable = wokinghamTable();

/** Every id that can be asked for a due date: rules, and the named legs of series. */
export const dueIds: string[] = table.rules
  .filter((row) => row.due !== undefined && row.until === undefined)
  .flatMap((row) => {
    const legs = row.due && 'every' in row.due ? [row.due.first ?? []].flat() : [];
    return [row.id, ...legs.flatMap((leg) => leg.id ?? [])];
  });

/** All texts somewhere inside a value, the texts for people left out. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'because' || key === 'title' || key === 'id' || key === 'clauses' ? [] : textsIn(inner),
  );
}

/** The names of the events that a part of a rule speaks of. */
export function eventsIn(part: unknown, of: RuleTable = table): string[] {
  return [...new Set(textsIn(part))].filter((text) => Object.hasOwn(of.names.events, text));
}

/** The names of the facts that a rule's conditions ask for. */
function factsOf({ when, qualifies, count }: TableRule): string[] {
  const names: string[] = [];
  const walk = (part: unknown): void => {
    if (part === null || typeof part !== 'object') return;
    for (const [key, value] of Object.entries(part)) {
      if (Object.hasOwn(table.names.facts, key)) names.push(key);
      walk(value);
    }
  };
  walk([when, qualifies, count]);
  return names;
}

export const FIRST_DAY = dayNumber('2020-02-10');
export const LAST_DAY = dayNumber('2027-12-31');

export const day = fc.integer({ min: FIRST_DAY, max: LAST_DAY });
export const date = day.map(isoDate);

/** By day, when no clock is changed. */
const time = fc
  .record({ hour: fc.integer({ min: 6, max: 21 }), minute: fc.integer({ min: 0, max: 59 }) })
  .map(({ hour, minute }) => `T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

type Facts = Record<string, string | number | boolean>;

function factValue(name: string): fc.Arbitrary<string | number | boolean> {
  const fact = table.names.facts[name]!;
  switch (fact.type) {
    case 'boolean':
      return fc.boolean();
    case 'one-of':
      return fc.constantFrom(...fact.values!);
    case 'number':
      return fc.integer({ min: 0, max: 20 });
    case 'date':
      return name === 'date-of-birth'
        ? fc.integer({ min: dayNumber('2002-01-01'), max: dayNumber('2026-12-31') }).map(isoDate)
        : date;
  }
}

function someFacts(names: readonly string[]): fc.Arbitrary<Facts> {
  const values = Object.fromEntries(names.map((name) => [name, factValue(name)]));
  return fc.record(values, { requiredKeys: [] }) as fc.Arbitrary<Facts>;
}

const byArea = new Map<string, TableRule[]>();
for (const rule of table.rules) byArea.set(rule.area, [...(byArea.get(rule.area) ?? []), rule]);

/** A few rules of one area, and all that their conditions and timings speak of. */
const fewRules = fc
  .constantFrom(...byArea.values())
  .chain((rules) => fc.subarray(rules, { minLength: 1, maxLength: Math.min(6, rules.length) }));

/** A case about a few rules: their events once or more within a year or two, with facts on it and on the events. */
export const generatedCase: fc.Arbitrary<CaseInput & { events: EventInput[] }> = fewRules.chain((rules) => {
  const events = eventsIn(
    rules.map(({ due, done, when, count, readings }) => [due, done, when, count, readings]),
  );
  const facts = [...new Set([...rules.flatMap(factsOf), 'date-of-birth'])];
  const event = fc.record(
    {
      event: fc.constantFrom(...(events.length > 0 ? events : ['contact-received'])),
      on: fc.tuple(fc.integer({ min: 0, max: 500 }), fc.option(time)),
      facts: someFacts(facts.filter((name) => name !== 'date-of-birth')),
    },
    { requiredKeys: ['event', 'on'] },
  );
  return fc
    .record({ base: day, facts: someFacts(facts), events: fc.array(event, { minLength: 1, maxLength: 18 }) })
    .map((made) => ({
      case: 'C-1',
      facts: made.facts,
      events: made.events.map(({ on: [offset, at], ...rest }) => ({
        ...rest,
        on: `${isoDate(Math.min(made.base + offset, LAST_DAY))}${at ?? ''}`,
      })),
    }));
});

/** The same things in another order, decided by fast-check. */
export function shuffled<T>(items: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}
