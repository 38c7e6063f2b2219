import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventInput } from '../../src/cases/case-input.js';
import { timescales } from '../../src/cases/timescales.js';
import { compileDue } from '../../src/rules/compile.js';
import { findIn } from '../../src/rules/compiled-rule.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { check } from '../property.js';
import { date, eventsIn, generatedCase, table } from './generated.js';
import { everyTiming } from './questions.js';

const wokingham = timescales(table);
const AS_OF = { asOf: '2026-05-01' };

/** Rules with one clock at a time, started by an event. */
const oneClock = everyTiming.filter(({ row, timing }) => {
  const due = compileDue(row.due!, findIn(table));
  // What is counted from the second of its kind is started by a follow-up.
  const ofTheNth = JSON.stringify([timing, row.readings]).includes('"nth"');
  return due.form === 'single' && !due.timing.each && eventsIn(timing).length > 0 && !ofTheNth;
});

/** Series that one event starts, and that run until one of other events. */
const oneSeries = everyTiming.filter(({ row, timing }) => {
  const due = compileDue(row.due!, findIn(table));
  return due.form === 'recurring' && !due.recurrence.eachStart && timing === row.due;
});

describe('a follow-up of what started a clock', () => {
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 4 });

  it('is tried on many rules', () => {
    expect(oneClock.length).toBeGreaterThan(60);
    expect(oneSeries.length).toBeGreaterThan(40);
  });

  it.each(oneClock)('does not move the date, and is told of: $id', ({ id, timing }) => {
    const start = eventsIn({ ...(timing as object), until: undefined })[0]!;
    check(
      fc.property(date, days, (on, offsets) => {
        const later = offsets.map((offset) => isoDate(dayNumber(on) + offset)).sort();
        const [alone] = wokingham.deadlines(id, { events: { [start]: on } }, AS_OF);
        const followed = wokingham.deadlines(id, { events: { [start]: [on, ...later] } }, AS_OF);
        if (alone!.applies === 'no') return;
        expect(followed.length).toBe(1);
        expect({ ...followed[0], findings: [] }).toEqual({ ...alone, findings: [] });
        expect(followed[0]!.findings).toEqual(
          later.map((one) => expect.stringContaining(`${one} did not restart the clock`)),
        );
      }),
      { numRuns: 2 },
    );
  });

  it.each(oneSeries)('does not move the date of a series: $id', ({ row }) => {
    const due = compileDue(row.due!, findIn(table));
    if (due.form !== 'recurring' || due.recurrence.start.kind !== 'event') return;
    const start = due.recurrence.start.events[0]!;
    // A series that runs on what also starts it is a chain of its own.
    if ([row.done ?? []].flat().includes(start)) return;
    check(
      fc.property(date, days, (on, offsets) => {
        const later = offsets.map((offset) => isoDate(dayNumber(on) + offset));
        const dates = (events: Record<string, string | string[]>) =>
          wokingham
            .plan({ events }, { asOf: on, rules: [row.id] })
            .deadlines.map(({ due, trigger }) => [due, trigger?.on]);
        expect(dates({ [start]: [on, ...later] })).toEqual(dates({ [start]: on }));
      }),
      { numRuns: 2 },
    );
  });

  it('starts another clock once the first was done', () => {
    check(
      fc.property(
        date,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (on, held, again) => {
          const done = isoDate(dayNumber(on) + held);
          const second = isoDate(dayNumber(on) + held + again);
          const events = { 'strategy-discussion': [on, second], 'initial-conference': done };
          const clocks = wokingham.deadlines('initial-conference', { events });
          expect(clocks.map((clock) => [clock.trigger?.on, clock.done])).toEqual([
            [on, done],
            [second, null],
          ]);
          expect(clocks.map(({ due }) => due)).toEqual(
            [on, second].map((start) => wokingham.calendar.addWorkingDays(start, 15)),
          );
        },
      ),
    );
  });
});

describe('the same event twice on one day', () => {
  /** A case with one of its events recorded again, as it was or with less about it. */
  const twice = generatedCase
    // A day on which an event is there several times already is another matter.
    .map((input) => {
      const once = new Map(input.events.map((event) => [`${event.event} ${event.on.slice(0, 10)}`, event]));
      return { ...input, events: [...once.values()] };
    })
    .chain((input) =>
      fc.record({
        input: fc.constant(input),
        which: fc.nat({ max: input.events.length - 1 }),
        how: fc.constantFrom('the same', 'date alone', 'without facts'),
        at: fc.nat({ max: input.events.length }),
      }),
    );

  it('is one event, and the record is told of it', () => {
    check(
      fc.property(twice, ({ input, which, how, at }) => {
        const event = input.events[which]!;
        const again: EventInput =
          how === 'the same'
            ? event
            : how === 'without facts'
              ? { event: event.event, on: event.on }
              : { event: event.event, on: event.on.slice(0, 10) };
        const events = [...input.events.slice(0, at), again, ...input.events.slice(at)];
        const once = wokingham.plan(input, AS_OF);
        const plan = wokingham.plan({ ...input, events }, AS_OF);
        expect(once.findings).toEqual([]);
        expect({ ...plan, findings: [] }).toEqual(once);
        expect(plan.findings).toEqual([
          expect.stringMatching(
            new RegExp(`^${event.event} is recorded more than once on ${event.on.slice(0, 10)}`),
          ),
        ]);
      }),
      { numRuns: 50 },
    );
  });

  it('on two days is two events', () => {
    check(
      fc.property(date, fc.integer({ min: 1, max: 90 }), (on, offset) => {
        const visits = { 'child-protection-visit': [on, isoDate(dayNumber(on) + offset)] };
        expect(wokingham.deadlines('child-protection-visit-record', { events: visits }).length).toBe(2);
      }),
      { numRuns: 30 },
    );
  });
});
