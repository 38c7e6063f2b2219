import type { Timescales } from '../../src/cases/timescales.js';
import type { FactValue } from '../../src/deadlines/history.js';
import type { Names } from '../../src/rules/table.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { Random } from './random.js';
import { namesOfRules } from './rule-names.js';

/** A case as engines hold it: events and facts, nothing else. */
export interface GeneratedCase {
  readonly case: string;
  readonly events: readonly { readonly event: string; readonly on: string }[];
  readonly facts: Readonly<Record<string, FactValue>>;
}

/** Before documents were in force and about their changes, a leap day, and the edges of the calendar. */
const SPECIAL = [
  '1999-12-20',
  '2018-03-01',
  '2018-07-10',
  '2019-12-20',
  '2020-02-20',
  '2020-08-25',
  '2023-12-10',
  '2026-03-10',
  '2050-11-20',
  '2050-12-20',
].map(dayNumber);
const BIRTHS = ['2008-02-29', '2012-02-29', '2020-02-29'];
const FIRST = dayNumber('2024-01-01');

function someValue(fact: string, { facts }: Names, random: Random): FactValue {
  const { type, values } = facts[fact]!;
  if (type === 'boolean') return random.happens(0.5);
  if (type === 'number') return random.below(12);
  if (type === 'one-of') return random.one(values!);
  if (fact !== 'date-of-birth') return isoDate(dayNumber('2025-01-01') + random.below(600));
  return random.happens(0.2) ? random.one(BIRTHS) : isoDate(dayNumber('2004-01-01') + random.below(8000));
}

/**
 * Cases that each are about one rule: some of its events in any order, now and then several on one day or the same
 * one twice, and some of its facts. Weekends, holidays and month ends come up by themselves.
 */
export function generatedCases(
  authority: Timescales,
  rules: readonly string[],
  count: number,
  seed: number,
): GeneratedCase[] {
  const random = new Random(seed);
  const { bound } = authority;
  const everyEvent = Object.keys(bound.table.names.events);
  const about = rules.map((rule) => namesOfRules([rule.slice(rule.indexOf('/') + 1)], authority));
  return Array.from({ length: count }, (_, at) => {
    const { events: named, facts: asked } = about[at % about.length]!;
    const base = random.happens(0.06) ? random.one(SPECIAL) : FIRST + random.below(950);
    const events: { event: string; on: string }[] = [];
    for (let times = 1 + random.below(7); times > 0 && named.length > 0; times--) {
      const last = events.at(-1);
      const later = random.happens(0.6) ? random.below(60) : random.below(420);
      const on =
        last && random.happens(0.15) ? last.on : isoDate(base + later - (random.happens(0.1) ? 30 : 0));
      events.push({ event: random.one(random.happens(0.03) ? everyEvent : named), on });
    }
    const known = asked.filter(() => random.happens(0.75));
    const facts = Object.fromEntries(known.map((fact) => [fact, someValue(fact, bound.table.names, random)]));
    return { case: `C-${at}`, events, facts };
  });
}
