import {
  type Facts,
  type FactValue,
  NO_OCCURRENCES,
  type Occurrence,
  occurrenceAt,
} from '../deadlines/history.js';
import { append, isAmong } from '../deadlines/short-lists.js';
import { atPath, seenFrom, TimescaleError } from '../failure.js';
import { didYouMean } from '../rules/suggest.js';
import type { Names } from '../rules/table.js';
import { parseDay } from '../time/day.js';
import { parseMoment } from '../time/moment.js';
import type { CaseInput, EventInput } from './case-input.js';
import { makeCase, type ReadCase } from './make-case.js';

const EVENT_KEYS = ['event', 'on', 'until', 'id', 'for', 'facts'];
const CASE_KEYS = ['events', 'facts', 'case', 'authority', '$schema'];
const NO_FACTS: Facts = {};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isEvent = (name: unknown, names: Names): name is string =>
  typeof name === 'string' && Object.hasOwn(names.events, name);

/** The name of an event, checked against the vocabulary. */
export function readEventName(name: unknown, names: Names, path: string): string {
  if (isEvent(name, names)) return name;
  throw unknownEvent(name, names, path);
}

function unknownEvent(name: unknown, names: Names, path: string): TimescaleError {
  const message =
    name === undefined || name === ''
      ? 'An event needs its name, such as "strategy-discussion".'
      : `There is no event ${JSON.stringify(name)}.${didYouMean(String(name), Object.keys(names.events))}`;
  return new TimescaleError('UNKNOWN_EVENT', path, name ?? null, message);
}

/** A fact's value, checked against its type in the vocabulary. */
export function readFact(name: string, value: unknown, names: Names, path: string): FactValue {
  const fact = Object.hasOwn(names.facts, name) ? names.facts[name] : undefined;
  if (!fact)
    throw new TimescaleError(
      'UNKNOWN_FACT',
      path,
      name,
      `There is no fact "${name}".${didYouMean(name, Object.keys(names.facts))}`,
    );
  const refuse = (right: string) =>
    new TimescaleError(
      'INVALID_FACT',
      path,
      value ?? null,
      `${JSON.stringify(value)} is not a value of "${name}", which is ${right}.`,
    );
  switch (fact.type) {
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw refuse('true or false');
    case 'number':
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      throw refuse('a number');
    case 'date':
      if (typeof value !== 'string') throw refuse('a date written YYYY-MM-DD');
      atPath(path, () => parseDay(value));
      return value;
    case 'one-of':
      if (typeof value === 'string' && fact.values!.includes(value)) return value;
      throw refuse(
        `one of ${fact.values!.join(', ')}${typeof value === 'string' ? `.${didYouMean(value, fact.values!)}`.replace(/\.$/, '') : ''}`,
      );
  }
}

function readFacts(facts: unknown, names: Names, path: string): Facts {
  if (facts === undefined) return NO_FACTS;
  if (!isRecord(facts))
    throw new TimescaleError(
      'INVALID_CASE',
      path,
      facts,
      'Facts are an object of names and values, such as { "team": "assessment" }.',
    );
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, readFact(name, value, names, `${path}.${name}`)]),
  );
}

/** One event as an occurrence. */
export function readOccurrence(input: unknown, names: Names, path: string): Occurrence {
  if (!isRecord(input))
    throw new TimescaleError('INVALID_CASE', path, input, 'An event is an object with "event" and "on".');
  for (const key of Object.keys(input)) {
    if (!isAmong(EVENT_KEYS, key))
      throw new TimescaleError(
        'UNKNOWN_KEY',
        `${path}.${key}`,
        key,
        `"${key}" is not a key of an event.${didYouMean(key, EVENT_KEYS)}`,
      );
  }
  const { event, on, until, id, facts } = input as unknown as EventInput;
  const name = readEventName(event, names, `${path}.event`);
  const moment = atPath(`${path}.on`, () => parseMoment(on));
  const last = until === undefined ? null : atPath(`${path}.until`, () => parseDay(until));
  if (last !== null && last < moment.day) {
    throw new TimescaleError(
      'INVALID_CASE',
      `${path}.until`,
      until,
      `"${name}" ends on ${until}, before it starts on ${on}.`,
    );
  }
  for (const key of ['id', 'for'] as const) {
    const link = input[key];
    if (link !== undefined && typeof link !== 'string')
      throw new TimescaleError('INVALID_CASE', `${path}.${key}`, link, `"${key}" is a text.`);
  }
  return {
    event: name,
    day: moment.day,
    second: moment.second,
    until: last,
    id: id ?? null,
    for: (input.for as string | undefined) ?? null,
    facts: facts === undefined ? null : readFacts(facts, names, `${path}.facts`),
    deemed: false,
  };
}

/** A plain occurrence, for short forms and for columns of dates. */
export function plainOccurrence(event: string, on: string): Occurrence {
  return occurrenceAt(event, parseMoment(on));
}

function readEvents(events: CaseInput['events'] | undefined, names: Names): readonly Occurrence[] {
  if (Array.isArray(events))
    return events.map((event, index) => readOccurrence(event, names, `events[${index}]`));
  if (!isRecord(events)) {
    throw new TimescaleError(
      'INVALID_CASE',
      'events',
      events ?? null,
      'A case needs "events": a list of { "event", "on" }, or an object of names and dates.',
    );
  }
  let read: Occurrence[] | null = null;
  // Paths are put together only for what is refused.
  for (const event in events) {
    if (!isEvent(event, names)) throw unknownEvent(event, names, `events.${event}`);
    const dates = events[event];
    if (!Array.isArray(dates)) read = append(read, readDated(event, dates, null));
    else
      for (let index = 0; index < dates.length; index++)
        read = append(read, readDated(event, dates[index], index));
  }
  return read ?? NO_OCCURRENCES;
}

function readDated(event: string, on: unknown, index: number | null): Occurrence {
  try {
    return plainOccurrence(event, on as string);
  } catch (error) {
    throw seenFrom(`events.${event}${index === null ? '' : `[${index}]`}`, error);
  }
}

/**
 * Reads a case: every name and date checked, events put in order, what was recorded twice on a day taken once.
 *
 * @throws TimescaleError with the path of the bad value, such as `events[2].on`.
 */
export function readCase(input: CaseInput, names: Names): ReadCase {
  if (!isRecord(input))
    throw new TimescaleError('INVALID_CASE', '', input, 'A case is an object with "events".');
  for (const key in input) {
    if (!isAmong(CASE_KEYS, key))
      throw new TimescaleError(
        'UNKNOWN_KEY',
        key,
        key,
        `"${key}" is not a key of a case.${didYouMean(key, CASE_KEYS)}`,
      );
  }
  if (input.case !== undefined && typeof input.case !== 'string') {
    throw new TimescaleError(
      'INVALID_CASE',
      'case',
      input.case,
      'The case\'s name is a text, such as "C-1".',
    );
  }
  return makeCase(
    input.case ?? '',
    readFacts(input.facts, names, 'facts'),
    readEvents(input.events, names),
    names,
  );
}
