import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { check } from '../property.js';
import { type Row, smallTable } from './small-table.js';

const ROWS: Row[] = [
  { id: 'in-turn', due: { within: '2 weeks', of: 'start', until: 'end' } },
  { id: 'of-each', due: { within: '2 weeks', of: { each: 'start' }, until: 'end' } },
  { id: 'series', due: { every: '2 weeks', from: 'start', until: 'end' } },
  { id: 'fixed', due: { every: '2 weeks', from: 'start', until: 'end', 'counted-from': 'start' } },
  { id: 'terms', due: { 'once-in-each': 'terms', from: 'start', until: 'end' } },
];
const TERMS = [
  { from: '2026-03-01', until: '2026-03-04' },
  { from: '2026-03-05', until: '2026-04-20' },
];
const bound = timescales(smallTable(ROWS), { series: { terms: TERMS } });

interface Event {
  readonly event: 'start' | 'end' | 'done';
  readonly day: number;
  /** The hour that a date alone is taken to mean. */
  readonly hour: number;
}

const gap = fc.integer({ min: 1, max: 3 });

/** Spells that follow on one another, each from the day of the end before, and what was done on any day of them. */
const history = fc
  .record({
    first: fc.integer({ min: 0, max: 2 }),
    turns: fc.array(gap, { maxLength: 2 }),
    end: fc.option(gap),
    done: fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { maxLength: 2 }),
  })
  .map(({ first, turns, end, done }): Event[] => {
    const days = [first];
    for (const more of turns) days.push(days.at(-1)! + more);
    return [
      ...days.map((day): Event => ({ event: 'start', day, hour: 10 })),
      ...days.slice(1).map((day): Event => ({ event: 'end', day, hour: 9 })),
      ...(end === null ? [] : [{ event: 'end', day: days.at(-1)! + end, hour: 12 } as const]),
      ...done.map((day): Event => ({ event: 'done', day, hour: day === first ? 11 : 8 })),
    ];
  });

const two = (value: number) => String(value).padStart(2, '0');
const on = ({ day, hour }: Event, isTimed: boolean) =>
  `2026-03-${two(day + 1)}${isTimed ? `T${two(hour)}:00` : ''}`;

describe('times of the day', () => {
  it('change nothing where they say what dates alone are taken to mean, on all events or on some', () => {
    check(
      fc.property(
        history,
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        fc.constantFrom(...ROWS.map(({ id }) => id)),
        (events, timed, rule) => {
          const answers = (isTimed: (at: number) => boolean) =>
            bound
              .deadlines(
                rule,
                { events: events.map((one, at) => ({ event: one.event, on: on(one, isTimed(at)) })) },
                { asOf: '2026-05-01' },
              )
              .map(({ trigger, done, outcome }) => [
                trigger?.event,
                trigger?.on.slice(0, 10),
                done?.slice(0, 10),
                outcome,
              ]);
          expect(answers((at) => timed[at]!)).toEqual(answers(() => false));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
