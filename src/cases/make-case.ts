import { byMoment, type Facts, type Occurrence } from '../deadlines/history.js';
import { TimescaleError } from '../failure.js';
import type { Names } from '../rules/table.js';
import { type Day, formatDay } from '../time/day.js';
import { CaseHistory, FEW, type ReadCase } from './case-history.js';

export type { ReadCase } from './case-history.js';

/** Puts read events together to a case. */
export function makeCase(
  name: string,
  facts: Facts,
  occurrences: readonly Occurrence[],
  names: Names,
): ReadCase {
  const findings: string[] = [];
  const events = inOrder(occurrences, findings);
  checkLinks(occurrences, events, names);
  return new CaseHistory(name, facts, events, findings, names);
}

/** Earliest first, each once. Most cases are in order already, and then nothing is made anew. */
function inOrder(occurrences: readonly Occurrence[], findings: string[]): readonly Occurrence[] {
  const sorted = isInOrder(occurrences) ? occurrences : sortedByMoment(occurrences);
  return hasRepeats(sorted) ? withoutRepeats(sorted, findings) : sorted;
}

function isInOrder(occurrences: readonly Occurrence[]): boolean {
  for (let at = 1; at < occurrences.length; at++) {
    const before = occurrences[at - 1]!;
    const one = occurrences[at]!;
    if (before.day >= one.day && byMoment(before, one) > 0) return false;
  }
  return true;
}

function sortedByMoment(occurrences: readonly Occurrence[]): Occurrence[] {
  const sorted = occurrences.slice();
  if (sorted.length > FEW) return sorted.sort(byMoment);
  for (let at = 1; at < sorted.length; at++) {
    const one = sorted[at]!;
    let place = at;
    for (; place > 0 && byMoment(sorted[place - 1]!, one) > 0; place--) sorted[place] = sorted[place - 1]!;
    sorted[place] = one;
  }
  return sorted;
}

function hasRepeats(sorted: readonly Occurrence[]): boolean {
  for (let at = 1; at < sorted.length; at++) {
    const one = sorted[at]!;
    for (let before = at - 1; before >= 0 && sorted[before]!.day === one.day; before--) {
      const other = sorted[before]!;
      if (other.event === one.event && other.for === one.for) return true;
    }
  }
  return false;
}

function checkLinks(given: readonly Occurrence[], events: readonly Occurrence[], names: Names): void {
  let ids: Set<string | null> | undefined;
  for (let at = 0; at < events.length; at++) {
    const one = events[at]!;
    if (one.for === null) continue;
    ids ??= new Set(events.map(({ id }) => id));
    if (ids.has(one.for) || Object.hasOwn(names.events, one.for)) continue;
    const place = given.findIndex((other) => other.event === one.event && other.for === one.for);
    throw new TimescaleError(
      'INVALID_CASE',
      `events[${place}].for`,
      one.for,
      `An event "${one.event}" belongs to "${one.for}", but no event has that id.`,
    );
  }
}

/** The same event twice on a day is one event; the record is told of it. Expects them in order. */
function withoutRepeats(sorted: readonly Occurrence[], findings: string[]): Occurrence[] {
  const kept: Occurrence[] = [];
  const records: (Facts | null)[][] = [];
  const renamed = new Map<string, string>();
  for (const one of sorted) {
    let at = kept.length - 1;
    while (at >= 0 && kept[at]!.day === one.day && !isRepeat(kept[at]!, one)) at -= 1;
    const first = kept[at];
    if (!first || first.day !== one.day) {
      records.push([one.facts]);
      kept.push(one);
      continue;
    }
    findings.push(`${one.event} is recorded more than once on ${formatDay(one.day)}; it is taken once.`);
    const id = [first.id, one.id].filter((name) => name !== null).sort()[0] ?? null;
    for (const name of [first.id, one.id]) if (name !== null && name !== id) renamed.set(name, id!);
    records[at]!.push(one.facts);
    kept[at] = {
      ...first,
      second: first.second ?? one.second,
      until: laterOf(first.until, one.until),
      id,
      facts: sameFacts(records[at]!),
    };
  }
  // What belonged to either of the two belongs to the one.
  return renamed.size === 0 ? kept : kept.map((one) => ({ ...one, for: linkOf(one.for, renamed) }));
}

function linkOf(name: string | null, renamed: ReadonlyMap<string, string>): string | null {
  let link = name;
  while (link !== null && renamed.has(link)) link = renamed.get(link)!;
  return link;
}

const laterOf = (left: Day | null, right: Day | null): Day | null =>
  left === null || (right !== null && right > left) ? right : left;

/** The facts of all records of one event; one on which two disagree is known by none. */
function sameFacts(records: readonly (Facts | null)[]): Facts | null {
  const known = records.filter((facts) => facts !== null);
  if (known.length === 0) return null;
  const agreed = Object.entries(Object.assign({}, ...known) as Facts).filter(([fact, value]) =>
    known.every((facts) => facts[fact] === undefined || facts[fact] === value),
  );
  return Object.fromEntries(agreed);
}

const isRepeat = (first: Occurrence, one: Occurrence): boolean =>
  first.event === one.event && first.for === one.for;
