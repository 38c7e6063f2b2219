import type { FactValue } from '../../src/deadlines/history.js';
import type { Names } from '../../src/rules/table.js';
import { dayNumber } from '../calendar/reference.js';
import { dateOf } from './event-days.js';
import type { Random } from './random.js';

const LEAP_BIRTHS = [2000, 2004, 2008, 2012, 2016, 2020, 2024].map((year) => `${year}-02-29`);
const NUMBERS = [0, -1, 0.5, 2.75, 17, 18, 1000];
const OLDEST = dayNumber('2004-01-01');
const FIRST_DELIVERY = dayNumber('2025-01-01');

function someDate(fact: string, edges: readonly number[], random: Random): string {
  if (random.happens(0.1)) return dateOf(random.one(edges));
  if (fact !== 'date-of-birth') return dateOf(FIRST_DELIVERY + random.below(600));
  return random.happens(0.25) ? random.one(LEAP_BIRTHS) : dateOf(OLDEST + random.below(8000));
}

/** A value that a fact may have; mostly one for which a rule asks, where rules ask for some. */
export function someValue(
  fact: string,
  { facts }: Names,
  { edges, words }: { edges: readonly number[]; words: ReadonlySet<string> },
  random: Random,
): FactValue {
  const { type, values = [] } = facts[fact]!;
  if (type === 'boolean') return random.happens(0.5);
  if (type === 'number') return random.happens(0.15) ? random.one(NUMBERS) : random.below(12);
  if (type === 'date') return someDate(fact, edges, random);
  const asked = values.filter((value) => words.has(value));
  return random.one(asked.length > 0 && random.happens(0.6) ? asked : values);
}
