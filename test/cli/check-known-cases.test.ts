import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KnownCases, markOf, NO_MARK, UNKNOWN_CASE } from '../../src/cli/read/known-cases.js';
import type { Occurrence } from '../../src/deadlines/history.js';
import { check } from '../property.js';
import { file, run } from './run.js';

const day = (from: string, days: number) =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Rows of a cohort in which the same dates, good and bad, come again and again. */
const row = fc
  .tuple(
    fc.integer({ min: 0, max: 4 }).map((days) => day('2026-03-26', days)),
    fc.option(
      fc.oneof(
        fc.integer({ min: -3, max: 30 }).map((days) => day('2026-03-27', days)),
        fc.constantFrom('2026-03-30T10:00', '2026-02-30'),
      ),
      { nil: '' },
    ),
  )
  .map(([start, done]) => `${start},${done}`);

const ask = (csv: string, format: string) =>
  run([
    ...['check', file('cases.csv', csv), '--authority', 'wokingham', '--as-of', '2026-04-22'],
    ...['--rule', 'initial-conference', '--format', format],
  ]);

describe('cases that say the same', () => {
  it('are answered as each of them alone is, in every format', () => {
    check(
      fc.property(fc.array(row, { minLength: 5, maxLength: 30 }), (rows) => {
        const head = 'case,strategy-discussion,initial-conference\n';
        const all = `${head}${rows.map((one, index) => `C-${index},${one}\n`).join('')}`;
        const together = ask(all, 'csv').out.split('\n').slice(1);
        // In a file with facts nothing is remembered, and the answers are the same.
        const withFacts = `case,strategy-discussion,initial-conference,disabled\n${rows
          .map((one, index) => `C-${index},${one},false\n`)
          .join('')}`;
        expect(ask(withFacts, 'csv').out.split('\n').slice(1)).toEqual(together);
        const objects = ask(all, 'ndjson').out.trim().split('\n');
        expect(objects.map((line) => (JSON.parse(line) as { case: string }).case)).toEqual(
          rows.map((_, index) => `C-${index}`),
        );
      }),
      { numRuns: 4 },
    );
  });

  it('are counted each', () => {
    const rows = Array.from(
      { length: 7 },
      (_, index) => `C-${index},2026-03-27,2026-04-${20 + (index % 2) * 2}\n`,
    );
    const { out } = ask(`case,strategy-discussion,initial-conference\n${rows.join('')}`, 'json');
    const { rows: answers, summary } = JSON.parse(out);
    expect(answers.map(({ case: name }: { case: string }) => name)).toEqual(
      rows.map((one) => one.slice(0, 3)),
    );
    expect(summary).toMatchObject({ cases: 7, rows: 7, failed: 0, outcomes: { met: 4, 'met-late': 3 } });
    expect(summary.shares).toMatchObject([{ inTime: 4, late: 3, overdue: 0 }]);
  });
});

describe('a case is told from another', () => {
  const known = new KnownCases(['start', 'done']);
  const plain = (event: string, on: number, more: object = {}): Occurrence => ({
    ...{ event, day: on as Occurrence['day'], second: null, until: null, id: null, for: null },
    ...{ facts: null, deemed: false, ...more },
  });
  const start = plain('start', 20539);

  it('by its events and their days', () => {
    const cases = [
      [],
      [start],
      [start, plain('done', 20540)],
      [start, plain('done', 20541)],
      [start, plain('start', 20540)],
      [plain('done', 20540), start],
    ];
    const marks = cases.map((occurrences) => {
      const [first, second] = occurrences.map(({ event, day }) => markOf(event === 'start' ? 0 : 1, day));
      return [first ?? NO_MARK, second ?? NO_MARK] as const;
    });
    for (const [place, occurrences] of cases.entries()) {
      expect(known.find(...marks[place]!)).toBe(UNKNOWN_CASE);
      expect(known.add(occurrences, {})).toBe(place);
    }
    expect(marks.map(([first, second]) => known.find(first, second))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it.each([
    ['a fact of the case', [start], { disabled: true }],
    ['a time', [plain('start', 20539, { second: 36_000 })], {}],
    ['an end', [plain('start', 20539, { until: 20541 })], {}],
    ['a name', [plain('start', 20539, { id: 'first' })], {}],
    ['a link', [plain('done', 20539, { for: 'first' })], {}],
    ['a fact of an event', [plain('start', 20539, { facts: { seen: true } })], {}],
    ['a third event', [start, start, start], {}],
    ['an event without a number', [plain('other', 20539)], {}],
    ['a day before 2000', [plain('start', 10956)], {}],
    ['a day far ahead', [plain('start', 60000)], {}],
  ])('and is answered by itself where it says more: %s', (_, occurrences, facts) => {
    expect(known.add(occurrences, facts as Record<string, boolean>)).toBe(UNKNOWN_CASE);
  });
});
