import { isFailure } from '../../src/cases/check.js';
import type { Timescales } from '../../src/cases/timescales.js';
import type { FactValue } from '../../src/deadlines/history.js';
import { dayNumber } from '../calendar/reference.js';
import { caseName } from './case-names.js';
import { dateOf, edgesOf, type Lie, nextDay, usualDay } from './event-days.js';
import { someValue } from './fact-values.js';
import { Random } from './random.js';
import { namesOfRows, type RuleNames, rowsOf } from './rule-names.js';

/** A case as engines hold it: events and facts, nothing else. */
export interface GeneratedCase {
  readonly case: string;
  readonly events: readonly { readonly event: string; readonly on: string }[];
  readonly facts: Readonly<Record<string, FactValue>>;
}

/** What a case may be about. */
interface Subject extends RuleNames {
  readonly edges: readonly number[];
  /** The spells that its events end. */
  readonly spells: readonly { readonly starts: string; readonly ends: string }[];
  readonly duesOf: (one: GeneratedCase) => number[];
}

function subjectOf(rule: string, authority: Timescales, asOf: string): Subject {
  const rows = rowsOf(rule.slice(rule.indexOf('/') + 1), authority);
  const named = namesOfRows(rows, authority);
  const checker = authority.checker({ asOf, rules: [rule] });
  return {
    ...named,
    spells: Object.values(authority.bound.table.names.spells).flatMap(({ starts, ends }) =>
      ends !== undefined && named.events.includes(ends) ? [{ starts, ends }] : [],
    ),
    edges: edgesOf(rows, authority, asOf),
    duesOf: (one) =>
      checker
        .check(one)
        .flatMap((result) => (isFailure(result) ? [] : [result.due, result.safe]))
        .flatMap((date) => (date === null ? [] : [dayNumber(date.slice(0, 10))])),
  };
}

/** A subject, and now and then one or two others, mostly such as name an event that it names too. */
function together(own: Subject, all: readonly Subject[], random: Random): Subject[] {
  const subjects = [own];
  for (let more = random.happens(0.3) ? 1 + random.below(2) : 0; more > 0; more--) {
    const near = all.filter(({ events }) => events.some((event) => own.events.includes(event)));
    subjects.push(random.one(near.length > 0 && random.happens(0.8) ? near : all));
  }
  return subjects;
}

function someLie(random: Random): Lie {
  if (random.happens(0.25)) return 'edge';
  return random.happens(0.4) ? 'close' : 'anywhere';
}

/** A spell that ends and begins anew on one day, with something else on it. */
function begunAnew(subjects: readonly Subject[], day: number, random: Random): GeneratedCase['events'] {
  const spells = subjects.flatMap((one) => one.spells);
  if (spells.length === 0) return [];
  const { starts, ends } = random.one(spells);
  const other = random.one(random.one(subjects).events);
  const before = day - 1 - random.below(400);
  return [
    ...(random.happens(0.9) ? [{ event: starts, on: dateOf(before) }] : []),
    ...[ends, starts, other].map((event) => ({ event, on: dateOf(day) })),
  ];
}

/**
 * Cases that each are about one rule to three: some of their events in any order, now and then several on one day or
 * the same one twice, seldom one that they do not name, some of their facts, and now and then a spell that ends and
 * begins anew on one day. Weekends, holidays and month ends come up by themselves; the ends of the calendar, of
 * versions and of what engines can hold for every rule.
 */
export function generatedCases(
  authority: Timescales,
  rules: readonly string[],
  { count, seed, asOf }: { count: number; seed: number; asOf: string },
): GeneratedCase[] {
  const random = new Random(seed);
  const { names } = authority.bound.table;
  const everyEvent = Object.keys(names.events);
  const all = rules.map((rule) => subjectOf(rule, authority, asOf));
  return Array.from({ length: count }, (_, at): GeneratedCase => {
    const subjects = together(all[at % all.length]!, all, random);
    const named = subjects.flatMap(({ events }) => events);
    const done = subjects.flatMap((one) => one.done);
    const edges = subjects.flatMap((one) => one.edges);
    const words = new Set(subjects.flatMap((one) => [...one.words]));
    const known = new Set(subjects.flatMap(({ facts }) => facts).filter(() => random.happens(0.75)));
    const facts = Object.fromEntries(
      [...known].map((fact) => [fact, someValue(fact, names, { edges, words }, random)]),
    );
    const lie = someLie(random);
    const base = lie === 'edge' ? random.one(edges) : usualDay(random);
    const events: { event: string; on: string }[] = [];
    const made = { case: at === 1 ? '' : caseName('C', at, random), events, facts };
    for (let times = 1 + random.below(7); times > 0 && named.length > 0; times--) {
      const last = events.at(-1);
      const dues = lie === 'close' && random.happens(0.5) ? random.one(subjects).duesOf(made) : [];
      const day = random.happens(0.02)
        ? random.one(edges)
        : nextDay(lie, last ? dayNumber(last.on) : null, base, dues, random);
      const isDone = done.length > 0 && random.happens(0.3);
      const from = random.happens(0.03) ? everyEvent : isDone ? done : named;
      events.push({ event: random.one(from), on: dateOf(day) });
    }
    if (random.happens(0.15)) {
      const last = events.at(-1);
      events.push(...begunAnew(subjects, last ? dayNumber(last.on) : base, random));
    }
    return made;
  });
}
