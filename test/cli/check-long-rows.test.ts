import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCase, type ReadCase } from '../../src/cases/make-case.js';
import { hashBytes, secondHash } from '../../src/cli/read/bytes.js';
import type { CaseSink, Desk, RefusedRow } from '../../src/cli/read/case-sink.js';
import { CaseTable, UNSEEN } from '../../src/cli/read/case-table.js';
import { readHeader } from '../../src/cli/read/csv-header.js';
import { CsvReader } from '../../src/cli/read/csv-reader.js';
import { LongRows } from '../../src/cli/read/long-rows.js';
import type { Limits } from '../../src/cli/read/open-cases.js';
import type { Names } from '../../src/rules/table.js';
import { check } from '../property.js';

const NAMES: Names = {
  events: { visit: {}, 'visit-recorded': {}, conference: {} },
  facts: { team: { type: 'one-of', values: ['a', 'b'] }, disabled: { type: 'boolean' } },
  spells: {},
  series: {},
};

/** Reads a long file, and says which cases came in which order, and which rows were refused. */
function read(text: string, limited: Partial<Limits> = {}) {
  const limits = { cases: 50_000, rows: 250_000, closed: 3_000_000, ...limited };
  const cases: ReadCase[] = [];
  const refused: RefusedRow[] = [];
  let good = 0;
  const desk: Desk = {
    names: NAMES,
    number: 0,
    eventNames: Object.keys(NAMES.events),
    check: (one) => cases.push(one),
    answerKnown: () => false,
    checkRows: (name, facts, occurrences) => cases.push(makeCase(name, facts, occurrences, NAMES)),
  };
  const sink: CaseSink = {
    onlyDesk: desk,
    names: NAMES,
    deskOf: () => desk,
    good: (rows) => {
      good += rows;
    },
    refuse: (row) => refused.push(row),
    isFull: false,
    drained: async () => {},
  };
  const reader = new CsvReader();
  reader.give(Buffer.from(text));
  reader.end();
  reader.next();
  const rows = new LongRows(reader, readHeader(reader, NAMES), sink, limits);
  let count = 0;
  while (reader.next()) {
    rows.take();
    count += 1;
  }
  for (const _ of rows.finish());
  expect(good + refused.length).toBe(count);
  return { cases, refused };
}

const summary = (cases: readonly ReadCase[]) =>
  cases.map(({ case: name, events }) => `${name}:${events.map(({ event }) => event).join('+')}`);

const line = (name: string, day: number, event = 'visit') =>
  `${name},${event},2026-01-${String(day).padStart(2, '0')}\n`;

describe('a file of one row an event', () => {
  it('needs no order, and gives cases in the order of their first rows', () => {
    const text = `case,event,on\n${line('B', 3)}${line('A', 1)}${line('B', 2, 'conference')}${line('C', 1)}${line('A', 4)}`;
    expect(summary(read(text).cases)).toEqual(['B:conference+visit', 'A:visit+visit', 'C:visit']);
  });

  it('closes the case least recently added to, and refuses its rows after that', () => {
    const text = `case,event,on\n${line('A', 1)}${line('B', 1)}${line('A', 2)}${line('C', 1)}${line('B', 2)}${line('A', 3)}`;
    const { cases, refused } = read(text, { cases: 2, rows: 100 });
    expect(summary(cases)).toEqual(['B:visit', 'A:visit+visit+visit', 'C:visit']);
    expect(refused).toMatchObject([
      { case: 'B', line: 6, error: { code: 'SCATTERED_CASE', path: 'line 6, column "case"' } },
    ]);
    expect(refused[0]!.error.message).toMatch(/sort the file by case/);
  });

  it.each([
    ['by their letters', ['A10', 'A11', 'A2', 'A9', 'B1', 'B20']],
    ['by their numbers', ['2', '9', '10', '11', '100', '1000']],
  ])('takes any number of cases that are sorted %s', (_, names) => {
    const text = `case,event,on\n${names.map((name) => line(name, 1) + line(name, 2)).join('')}`;
    const { cases, refused } = read(text, { cases: 1, closed: 2 });
    expect(refused).toEqual([]);
    expect(summary(cases)).toEqual(names.map((name) => `${name}:visit+visit`));
  });

  it('refuses a case that may be one of those it no longer remembers', () => {
    const text = `case,event,on\n${line('B', 1)}${line('D', 1)}${line('F', 1)}${line('H', 1)}${line('C', 1)}${line('I', 1)}${line('B', 2)}${line('F', 2)}`;
    const { cases, refused } = read(text, { cases: 1, closed: 1 });
    expect(summary(cases)).toEqual(['B:visit', 'D:visit', 'F:visit', 'H:visit', 'I:visit']);
    expect(refused.map(({ case: name, line: at, error }) => [name, at, error.code])).toEqual([
      ['C', 6, 'SCATTERED_CASE'],
      ['B', 8, 'SCATTERED_CASE'],
      ['F', 9, 'SCATTERED_CASE'],
    ]);
    expect(refused[0]!.error.message).toMatch(/can't be told.*sort the file by case/);
    expect(refused[1]!.error.message).toMatch(/has been closed and checked/);
  });

  it('closes cases also when their rows are many', () => {
    const text = `case,event,on\n${line('A', 1)}${line('A', 2)}${line('B', 1)}${line('B', 2)}${line('B', 3)}${line('B', 4)}${line('A', 9)}`;
    const { cases, refused } = read(text, { cases: 100, rows: 4 });
    expect(summary(cases)).toEqual(['A:visit+visit', 'B:visit+visit+visit+visit']);
    expect(refused).toMatchObject([{ case: 'A', line: 8, error: { code: 'SCATTERED_CASE' } }]);
  });

  it('gives the same cases however its rows are mixed, as long as none is closed', () => {
    const rows = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.integer({ min: 1, max: 28 })), {
      minLength: 1,
      maxLength: 30,
    });
    check(
      fc.property(rows, fc.integer({ min: 4, max: 6 }), (given, limit) => {
        const text = `case,event,on\n${given.map(([name, day]) => line(name, day)).join('')}`;
        const { cases, refused } = read(text, { cases: limit, rows: 1_000 });
        expect(refused).toEqual([]);
        const expected = [...new Set(given.map(([name]) => name))].map((name) => {
          const days = new Set(given.filter(([other]) => other === name).map(([, day]) => day));
          return `${name}:${[...days].map(() => 'visit').join('+')}`;
        });
        expect(summary(cases)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('loses no row whatever the limits', () => {
    const rows = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C', 'D', 'E'), fc.nat(29)), { maxLength: 40 });
    check(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 8 }),
        (given, cases, kept) => {
          // Day 0 does not exist: such a row is bad.
          const text = `case,event,on\n${given.map(([name, day]) => line(name, day)).join('')}`;
          const found = read(text, { cases, rows: kept });
          const bad = given.filter(([, day]) => day === 0).length;
          const scattered = found.refused.filter(({ error }) => error.code === 'SCATTERED_CASE').length;
          expect(found.refused).toHaveLength(bad + scattered);
          expect(new Set(found.cases.map((one) => one.case)).size).toBe(found.cases.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes ends, names, links and facts of events, and facts of the case', () => {
    const text = [
      'case,event,on,until,id,for,team,disabled',
      'A,visit,2026-01-05,,v-1,,a,',
      'A,visit-recorded,2026-01-06T09:30,,,v-1,,',
      'A,,,,,,b,true',
      'A,conference,2026-01-07,2026-01-09,,,,',
    ].join('\n');
    const { cases, refused } = read(text);
    expect(refused).toEqual([]);
    expect(cases[0]).toMatchObject({
      facts: { team: 'b', disabled: true },
      events: [
        { event: 'visit', id: 'v-1', facts: { team: 'a' } },
        { event: 'visit-recorded', for: 'v-1', second: 34_200, facts: null },
        { event: 'conference', until: expect.any(Number) },
      ],
    });
  });

  it.each([
    ['A,conference,2026-01-07,2026-01-05,,,,', 'INVALID_CASE', 'until'],
    ['A,conference,2026-01-07,tbc,,,,', 'INVALID_DATE', 'until'],
    ['A,conference,2026-01-07,,,nothing,,', 'INVALID_CASE', 'for'],
    ['A,conference,2026-01-07,,,,c,', 'INVALID_FACT', 'team'],
    ['A,conference,2026-01-07,,,,,yes', 'INVALID_FACT', 'disabled'],
    ['A,conferense,2026-01-07,,x,,,', 'UNKNOWN_EVENT', 'event'],
    ['A,conference,,2026-01-05,,,,', 'DATE_MISSING', 'on'],
    ['A,,2026-01-05,,,,a,', 'UNKNOWN_EVENT', 'event'],
    ['A,,,,x,,a,', 'UNKNOWN_EVENT', 'event'],
    ['A,,,,,,b,', 'INVALID_FACT', 'team'],
    [',visit,2026-01-05,,,,,', 'MISSING_CASE', 'case'],
  ])('refuses %s and checks the case without it', (row, code, column) => {
    const good = 'A,visit,2026-01-05,,,,,\nA,,,,,,a,\n';
    const { cases, refused } = read(`case,event,on,until,id,for,team,disabled\n${good}${row}\n`);
    expect(refused).toMatchObject([{ line: 4, error: { code, path: `line 4, column "${column}"` } }]);
    expect(summary(cases)).toEqual(['A:visit']);
    if (code !== 'MISSING_CASE') expect(refused[0]!.error.message).toMatch(/checked without this row/);
  });

  it('refuses a case with more rows than a case can have', () => {
    const days = Array.from(
      { length: 10_001 },
      (_, at) => `A,visit,${2001 + (at % 40)}-01-0${1 + (at % 9)}\n`,
    );
    const { cases, refused } = read(`case,event,on\n${days.join('')}`);
    expect(cases).toHaveLength(1);
    expect(refused).toMatchObject([{ line: 10_002, error: { code: 'INVALID_CASE' } }]);
  });
});

describe('the table of cases', () => {
  it('remembers what a map would', () => {
    const table = new CaseTable();
    const map = new Map<string, number>();
    for (let at = 0; at < 20_000; at++) {
      const name = `C-${(at * 7_919) % 9_001}`;
      const bytes = Buffer.from(name);
      const keys = [hashBytes(bytes, 0, bytes.length), secondHash(bytes, 0, bytes.length)] as const;
      expect(table.get(...keys)).toBe(map.get(name) ?? UNSEEN);
      table.set(...keys, at);
      map.set(name, at);
    }
  });

  it('forgets what is taken out of it, and nothing else', () => {
    check(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.boolean()), { maxLength: 300 }),
        fc.constantFrom(0, 1000, 1010, -1),
        (steps, from) => {
          const table = new CaseTable();
          const map = new Map<number, number>();
          for (const [at, [key, isTakenOut]] of steps.entries()) {
            // Few first hashes, and some that start at the end of the table, so that entries crowd.
            const first = from + (key % 24);
            if (isTakenOut) {
              table.delete(first, key);
              map.delete(key);
            } else {
              table.set(first, key, at);
              map.set(key, at);
            }
            for (let other = 0; other <= 40; other++)
              expect(table.get(from + (other % 24), other)).toBe(map.get(other) ?? UNSEEN);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('tells alike names apart', () => {
    const keys = new Set<string>();
    for (let at = 0; at < 200_000; at++) {
      const bytes = Buffer.from(`CASE-2026-${String(at).padStart(6, '0')}`);
      keys.add(`${hashBytes(bytes, 0, bytes.length)} ${secondHash(bytes, 0, bytes.length)}`);
    }
    expect(keys.size).toBe(200_000);
  });
});
