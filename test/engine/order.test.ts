import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../src/build/parts.js';
import type { CaseInput, EventInput } from '../../src/cases/case-input.js';
import { timescales } from '../../src/cases/timescales.js';
import { loadTable, type TablePart } from '../../src/rules/load.js';
import { check } from '../property.js';
import { generatedCase, shuffled, table } from './generated.js';

const wokingham = timescales(table);
const journey = JSON.parse(readFileSync('examples/journey.json', 'utf8')) as CaseInput & {
  events: EventInput[];
};
const AS_OF = { asOf: '2026-05-01' };

describe('order changes nothing', () => {
  it('of the files of a table, of the rows in them, and of the names in its vocabulary', () => {
    const parts = [...partsOf('vocabulary'), ...partsOf('wokingham')];
    const rules = wokingham.rules();
    const plan = wokingham.plan(journey, AS_OF);
    const shuffledFile = ({ file, json }: TablePart): fc.Arbitrary<TablePart> => {
      const lists = Object.entries(json as Record<string, unknown>).filter(([, value]) =>
        Array.isArray(value),
      );
      return fc
        .record(Object.fromEntries(lists.map(([key, list]) => [key, shuffled(list as unknown[])])))
        .map((mixed) => ({ file, json: { ...(json as object), ...mixed } }));
    };
    const mixedParts = fc.tuple(...parts.map(shuffledFile)).chain(shuffled);
    check(
      fc.property(mixedParts, (mixed) => {
        const other = timescales(loadTable(mixed));
        expect(other.table).toEqual(table);
        expect(other.rules()).toEqual(rules);
        expect(other.plan(journey, AS_OF)).toEqual(plan);
      }),
      { numRuns: 4 },
    );
  });

  it("of the events of a child's whole journey", () => {
    const plan = wokingham.plan(journey, AS_OF);
    expect(plan.deadlines.length).toBeGreaterThan(200);
    check(
      fc.property(shuffled(journey.events), (events) => {
        expect(wokingham.plan({ ...journey, events }, AS_OF)).toEqual(plan);
      }),
      { numRuns: 15 },
    );
  });

  const inAnotherOrder = generatedCase.chain((input) =>
    fc.record({
      input: fc.constant(input),
      events: shuffled(input.events),
      facts: shuffled(Object.entries(input.facts ?? {})),
    }),
  );

  it('of the events of any case', () => {
    check(
      fc.property(inAnotherOrder, ({ input, events }) => {
        expect(wokingham.plan({ ...input, events }, AS_OF)).toEqual(wokingham.plan(input, AS_OF));
      }),
      { numRuns: 50 },
    );
  });

  it('of the facts of any case', () => {
    check(
      fc.property(inAnotherOrder, ({ input, facts }) => {
        const other = { ...input, facts: Object.fromEntries(facts) };
        expect(wokingham.plan(other, AS_OF)).toEqual(wokingham.plan(input, AS_OF));
      }),
      { numRuns: 20 },
    );
  });

  it('of events that point to one another by id', () => {
    const visits = fc.array(
      fc.record({
        day: fc.integer({ min: 1, max: 28 }),
        linked: fc.boolean(),
        recordedAfter: fc.option(fc.integer({ min: 0, max: 9 })),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const linked = visits
      .map((made) => [...new Map(made.map((visit) => [visit.day, visit])).values()])
      .map((made) =>
        made.flatMap(({ day, linked, recordedAfter }, index): EventInput[] => {
          const on = (of: number) => `2026-03-${String(Math.min(of, 31)).padStart(2, '0')}`;
          const visit = { event: 'child-protection-visit', on: on(day), id: `visit-${index}` };
          if (recordedAfter === null) return [visit];
          const record = { event: 'visit-recorded', on: on(day + recordedAfter) };
          return [visit, linked ? { ...record, for: visit.id } : record];
        }),
      )
      .chain((events) => fc.tuple(fc.constant(events), shuffled(events)));
    const rules = ['child-protection-visit', 'child-protection-visit-record', 'child-protection-bedroom'];
    check(
      fc.property(linked, ([events, mixed]) => {
        const plan = (list: EventInput[]) => wokingham.plan({ events: list }, { asOf: '2026-05-01', rules });
        expect(plan(mixed)).toEqual(plan(events));
      }),
      { numRuns: 100 },
    );
  });
});
