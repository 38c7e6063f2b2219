import type { CaseInput, EventInput } from '../cases/case-input.js';
import { readEventName, readFact } from '../cases/read-case.js';
import { TimescaleError } from '../failure.js';
import type { Names } from '../rules/table.js';
import { parseMoment } from '../time/moment.js';
import { at } from './failures.js';

type FactGiven = string | number | boolean;

/** `--on strategy-discussion=2026-03-27` as an event. */
export function readOn(given: string, names: Names): EventInput {
  const [event, on] = halves('--on', given, 'strategy-discussion=2026-03-27', 'an event and its date');
  readEventName(event, names, '--on');
  at(`--on ${event}`, () => parseMoment(on));
  return { event, on };
}

/** `--fact looked-after=true` as a name and a value of the kind that the fact has. */
export function readFactOption(given: string, names: Names): [string, FactGiven] {
  const [name, text] = halves('--fact', given, 'looked-after=true', 'a fact and its value');
  const type = Object.hasOwn(names.facts, name) ? names.facts[name]!.type : undefined;
  const value = factValue(text, type);
  readFact(name, value, names, `--fact ${name}`);
  return [name, value];
}

function factValue(text: string, type: Names['facts'][string]['type'] | undefined): FactGiven {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (type === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return text;
}

function halves(option: string, given: string, like: string, what: string): [string, string] {
  const sign = given.indexOf('=');
  if (sign > 0) return [given.slice(0, sign), given.slice(sign + 1)];
  throw new TimescaleError(
    'INVALID_OPTION',
    option,
    given,
    `${JSON.stringify(given)} is not ${what}; write them with "=" between and no spaces: ${option} ${like}.`,
  );
}

/** A case with more events and facts than its file has; a fact of the command line wins. */
export function withGiven(
  input: CaseInput,
  events: readonly EventInput[],
  facts: readonly (readonly [string, FactGiven])[],
): CaseInput {
  return {
    ...input,
    facts: { ...input.facts, ...Object.fromEntries(facts) },
    events: [...eventList(input.events), ...events],
  };
}

function eventList(events: CaseInput['events']): readonly EventInput[] {
  if (Array.isArray(events)) return events as readonly EventInput[];
  return Object.entries(events as Record<string, string | string[]>).flatMap(([event, dates]) =>
    [dates].flat().map((on) => ({ event, on })),
  );
}
