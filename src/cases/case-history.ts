import { type Facts, type History, NO_OCCURRENCES, type Occurrence } from '../deadlines/history.js';
import { append, isAmong } from '../deadlines/short-lists.js';
import type { Names } from '../rules/table.js';
import { compareMoments, type Moment } from '../time/moment.js';

/** A case that has been read: valid, in order, each event once. */
export interface ReadCase extends History {
  readonly case: string;
  /** Every event once, earliest first. */
  readonly events: readonly Occurrence[];
  /** What is odd about the record but doesn't stop an answer. */
  readonly findings: readonly string[];
}

/** Up to here, looking through the events is faster than making an index of them. */
export const FEW = 8;

const NO_WIDER: readonly string[] = [];

/** The wider events that an event counts as too. */
function widerEvents(event: string, { events }: Names): readonly string[] {
  let found: string[] | null = null;
  for (let wider = events[event]?.isA; wider !== undefined; wider = events[wider]?.isA)
    found = append(found, wider);
  return found ?? NO_WIDER;
}

/** A case as it is known at a moment; as it is where nothing in it is still to come. */
export function knownAt(asOf: Moment, read: ReadCase, names: Names): ReadCase {
  const last = read.events.at(-1);
  if (!last || compareMoments(last, asOf) <= 0) return read;
  return new CaseHistory(read.case, read.facts, read.events, read.findings, names, asOf);
}

/** The events of a case, ready to be asked for by name: narrower events stand under wider ones too. */
export class CaseHistory implements ReadCase {
  readonly case: string;
  readonly facts: Facts;
  readonly events: readonly Occurrence[];
  readonly findings: readonly string[];
  readonly asOf: Moment | null;
  /** The wider events of each event, in their order. */
  private readonly wider: readonly (readonly string[])[];
  private byEvent: Map<string, Occurrence[]> | null = null;

  constructor(
    name: string,
    facts: Facts,
    events: readonly Occurrence[],
    findings: readonly string[],
    names: Names,
    asOf: Moment | null = null,
  ) {
    let wider: (readonly string[])[] | null = null;
    for (let at = 0; at < events.length; at++) wider = append(wider, widerEvents(events[at]!.event, names));
    this.case = name;
    this.facts = facts;
    this.events = events;
    this.findings = findings;
    this.asOf = asOf;
    this.wider = wider ?? [];
  }

  of(event: string): readonly Occurrence[] {
    if (this.events.length <= FEW) return this.lookThrough(event);
    this.byEvent ??= this.index();
    return this.byEvent.get(event) ?? NO_OCCURRENCES;
  }

  private lookThrough(event: string): readonly Occurrence[] {
    const { events, wider } = this;
    let found: Occurrence[] | null = null;
    for (let at = 0; at < events.length; at++) {
      const one = events[at]!;
      if (one.event === event || isAmong(wider[at]!, event)) found = append(found, one);
    }
    return found ?? NO_OCCURRENCES;
  }

  private index(): Map<string, Occurrence[]> {
    const byEvent = new Map<string, Occurrence[]>();
    const add = (event: string, one: Occurrence) =>
      byEvent.set(event, append(byEvent.get(event) ?? null, one));
    this.events.forEach((one, at) => {
      add(one.event, one);
      for (const wider of this.wider[at]!) add(wider, one);
    });
    return byEvent;
  }
}
