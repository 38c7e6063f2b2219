import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { check } from '../property.js';
import { smallTable } from './small-table.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 01:00 UTC on the last Sunday of March and of October: between them London is an hour ahead. */
function changes(year: number): { forward: number; back: number } {
  const lastSunday = (month: number) => {
    const last = new Date(Date.UTC(year, month, 0));
    return last.getTime() - last.getUTCDay() * DAY;
  };
  return { forward: lastSunday(3) + HOUR, back: lastSunday(10) + HOUR };
}

/** What London's clocks show at an instant, by the law's own words and not by a zone database. */
function shown(instant: number): string {
  const { forward, back } = changes(new Date(instant).getUTCFullYear());
  const local = instant >= forward && instant < back ? instant + HOUR : instant;
  return new Date(local).toISOString().slice(0, 16);
}

/** The first instant at which London's clocks show a local time; undefined in the hour that is skipped. */
function firstInstant(local: string): number | undefined {
  const asUtc = Date.parse(`${local}:00Z`);
  return [asUtc - HOUR, asUtc].find((instant) => shown(instant) === local);
}

/** Local minutes, half of them within three days of a change of the clocks. */
const local = fc
  .oneof(
    fc
      .integer({ min: Date.UTC(2005, 0, 1) / MINUTE, max: Date.UTC(2040, 0, 1) / MINUTE })
      .map((at) => at * MINUTE),
    fc
      .record({
        year: fc.integer({ min: 2005, max: 2039 }),
        which: fc.constantFrom('forward' as const, 'back' as const),
        minutes: fc.integer({ min: -3 * 24 * 60, max: 3 * 24 * 60 }),
      })
      .map(({ year, which, minutes }) => changes(year)[which] + minutes * MINUTE),
  )
  .map((at) => new Date(at).toISOString().slice(0, 16))
  .filter((text) => firstInstant(text) !== undefined);

const hours = fc.integer({ min: 1, max: 200 });
const written = (amount: number) => `${amount} hour${amount === 1 ? '' : 's'}`;

const after = (amount: number) =>
  timescales(smallTable([{ id: 'rule', due: { within: written(amount), of: 'start' } }]));
const before = (amount: number) =>
  timescales(smallTable([{ id: 'rule', due: { by: written(amount), before: 'start' } }]));

describe('hours are elapsed time', () => {
  it('after a moment, across both clock changes', () => {
    check(
      fc.property(local, hours, (start, amount) => {
        const { dueAt, due, precision } = after(amount).due('rule', { events: { start } });
        expect(dueAt).toBe(shown(firstInstant(start)! + amount * HOUR));
        expect(due).toBe(dueAt!.slice(0, 10));
        expect(precision).toBe('time');
      }),
      { numRuns: 150 },
    );
  });

  it('before a moment, across both clock changes', () => {
    check(
      fc.property(local, hours, (start, amount) => {
        const { dueAt } = before(amount).due('rule', { events: { start } });
        expect(dueAt).toBe(shown(firstInstant(start)! - amount * HOUR));
      }),
      { numRuns: 150 },
    );
  });

  it('of a date alone, they give a date: its whole days', () => {
    const date = fc.integer({ min: dayNumber('2005-01-01'), max: dayNumber('2040-01-01') });
    check(
      fc.property(date, hours, (start, amount) => {
        const answer = after(amount).due('rule', { events: { start: isoDate(start) } });
        expect(answer.due).toBe(isoDate(start + Math.floor(amount / 24)));
        expect(answer.dueAt).toBeNull();
        expect(answer.precision).toBe('day');
      }),
    );
  });

  it('of a date alone, they never give a later date than with any time of that day', () => {
    check(
      fc.property(local, hours, (start, amount) => {
        const made = after(amount);
        const withTime = made.due('rule', { events: { start } }).due!;
        // Where the clocks go back in between, an hour less of them is shown than has passed.
        const hourMore = shown(firstInstant(start)! + (amount + 1) * HOUR).slice(0, 10);
        const dateAlone = made.due('rule', { events: { start: start.slice(0, 10) } }).due!;
        expect(dateAlone <= withTime || dateAlone <= hourMore).toBe(true);
      }),
    );
  });
});
