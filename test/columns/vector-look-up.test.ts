import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { bindColumns } from '../../src/columns/index.js';
import { lookUpInVectors, WORTH_WHILE } from '../../src/columns/vector-look-up.js';
import { smallTable } from '../engine/small-table.js';
import { check } from '../property.js';

const NONE = -2_147_483_648;
const TURN = 16;

/** Day after day as the definition has it, and whether any date is negative. */
function oneByOne(dates: Int32Array, starts: Int32Array, from: number): { days: number[]; signs: boolean } {
  const inTable = (place: number) => place >= 0 && place < dates.length - 1;
  const days = [...starts].map((start) => dates[inTable(start - from) ? start - from : dates.length - 1]!);
  return { days, signs: days.some((day) => day < 0) };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('looking days up in vectors', () => {
  it('gives each row the entry of its day, and the last one to days before and after the table', () => {
    check(
      fc.property(
        fc.array(fc.integer({ min: -50_000, max: 50_000 }), { minLength: 1, maxLength: 60 }),
        fc.array(fc.integer({ min: -40, max: 100 }), { maxLength: 80 }),
        fc.integer({ min: -20_000, max: 20_000 }),
        (entries, places, from) => {
          const dates = Int32Array.of(...entries, NONE);
          const starts = Int32Array.from(places, (place) => from + place);
          const into = new Int32Array(starts.length).fill(7);
          const { done, signs } = lookUpInVectors(dates, starts, from, into, starts.length)!;
          expect(done).toBe(starts.length - (starts.length % TURN));
          const wanted = oneByOne(dates, starts.subarray(0, done), from);
          expect([...into.subarray(0, done)]).toEqual(wanted.days);
          expect(signs).toBe(wanted.signs);
          expect(into.subarray(done).every((day) => day === 7)).toBe(true);
        },
      ),
    );
  });

  it('takes the ends of what a day can be for days outside the table', () => {
    const starts = new Int32Array(TURN).fill(2_147_483_647, 0, 8).fill(NONE, 8);
    const into = new Int32Array(TURN);
    expect(lookUpInVectors(Int32Array.of(1, 2, NONE), starts, 10_957, into, TURN)).toEqual({
      done: TURN,
      signs: true,
    });
    expect(into.every((day) => day === NONE)).toBe(true);
  });

  it('goes on from block to block, in place too, and with a table longer than the one before', () => {
    const rows = 2 * 262_144 + 3 * TURN;
    for (const length of [300, 60_000, 5]) {
      const dates = Int32Array.from({ length }, (_, at) => (at === length - 1 ? NONE : 3 * at));
      const starts = Int32Array.from({ length: rows }, (_, row) => (row * 7919) % length);
      const wanted = Int32Array.from(oneByOne(dates, starts, 0).days);
      lookUpInVectors(dates, starts, 0, starts, rows);
      expect(Buffer.compare(Buffer.from(starts.buffer), Buffer.from(wanted.buffer))).toBe(0);
    }
  });
});

describe('a column of many rows', () => {
  const table = smallTable([{ id: 'rule', due: { within: '10 working days', of: { each: 'start' } } }]);
  const rows = WORTH_WHILE + TURN + 5;
  const days = Int32Array.from({ length: rows }, (_, row) => (row % 50 === 0 ? -row : 20_000 + row));

  it('says what a column of each row alone says', () => {
    const rule = bindColumns(timescales(table), 'rule');
    const alone = Array.from(days, (day) => rule.due({ days: Int32Array.of(day) }));
    const together = rule.due({ days });
    expect([...together.days]).toEqual(alone.map((one) => one.days[0]));
    expect(together.refused).toBe(alone.filter((one) => one.refused === 1).length);
    expect(together.refused).toBeGreaterThan(20);
  });

  it('says the same where there is no WebAssembly, or none may be made', async () => {
    const wanted = bindColumns(timescales(table), 'rule').due({ days });
    for (const missing of [undefined, { Memory: class {}, Module: undefined }]) {
      vi.resetModules();
      vi.stubGlobal('WebAssembly', missing);
      const { lookUpInVectors: without } = await import('../../src/columns/vector-look-up.js');
      expect(without(days, days, 0, new Int32Array(rows), rows)).toBeNull();
      const fresh = {
        ...(await import('../../src/cases/timescales.js')),
        ...(await import('../../src/columns/index.js')),
      };
      expect(fresh.bindColumns(fresh.timescales(table), 'rule').due({ days })).toEqual(wanted);
    }
  });
});
