import type { Day } from '../time/day.js';
import type { Moment } from '../time/moment.js';

export type FactValue = string | number | boolean;
export type Facts = Readonly<Record<string, FactValue>>;

/** A dated thing that happened on a case. */
export interface Occurrence extends Moment {
  readonly event: string;
  /** The last day of something that lasts; null for what happens on a day, and for what still lasts. */
  readonly until: Day | null;
  /** A name that other events may point to. */
  readonly id: string | null;
  /** The id of the event that this one belongs to. */
  readonly for: string | null;
  readonly facts: Facts | null;
  /** True for what a rule deems to have happened because its due date passed. */
  readonly deemed: boolean;
}

/** An occurrence of which nothing is known but when it was. */
export const occurrenceAt = (event: string, { day, second }: Moment, deemed = false): Occurrence => ({
  event,
  day,
  second,
  until: null,
  id: null,
  for: null,
  facts: null,
  deemed,
});

/** What has happened on a case, ready to be asked. */
export interface History {
  readonly facts: Facts;
  /** The occurrences of an event and of all narrower events, earliest first. */
  readonly of: (event: string) => readonly Occurrence[];
  /** What is dated later has not happened yet; null where all has, or no day is asked for. */
  readonly asOf: Moment | null;
}

/** The occurrences of any of several events, earliest first. */
export function occurrencesOf(history: History, events: readonly string[]): readonly Occurrence[] {
  let found = NO_OCCURRENCES;
  let mixed = false;
  for (let at = 0; at < events.length; at++) {
    const more = history.of(events[at]!);
    if (more.length === 0) continue;
    mixed = found.length > 0;
    found = mixed ? [...found, ...more] : more;
  }
  return mixed ? inOrderOnce(found) : found;
}

/** An event and a wider one that it also counts as share occurrences: each stands once. */
const inOrderOnce = (found: readonly Occurrence[]): Occurrence[] => [...new Set(found)].sort(byMoment);

export const NO_OCCURRENCES: readonly Occurrence[] = [];

/** Earliest first; on one day, what has no time comes first. The name decides last, so that order is never chance. */
export function byMoment(left: Occurrence, right: Occurrence): number {
  return (
    left.day - right.day ||
    (left.second ?? -1) - (right.second ?? -1) ||
    (left.event < right.event ? -1 : left.event > right.event ? 1 : 0)
  );
}

/** A fact as recorded on the first of the events that has it, or else on the case; undefined when none has. */
export function factAt(
  history: History,
  occurrences: readonly (Occurrence | null)[],
  fact: string,
): FactValue | undefined {
  for (const occurrence of occurrences) {
    const value = occurrence?.facts?.[fact];
    if (value !== undefined) return value;
  }
  return history.facts[fact];
}
