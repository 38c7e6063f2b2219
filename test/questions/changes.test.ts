import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workingCalendar } from '../../src/calendar/working-calendar.js';
import type { CaseInput } from '../../src/cases/case-input.js';
import { timescales } from '../../src/cases/timescales.js';
import { changes } from '../../src/questions/changes/changes.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { smallTable } from '../engine/small-table.js';
import { check } from '../property.js';
import { builtInTable, wokinghamTable } from '../tables.js';

const exampleCases = readFileSync(new URL('../../examples/cases.ndjson', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as CaseInput);

const due = { within: '10 working days', of: 'start' };
const scottish = smallTable([{ id: 'rule', due }], { calendar: 'GB-SCT' });
const started = (on: string): CaseInput => ({ case: 'C-1', events: { start: on } });

describe('changes of equal inputs', () => {
  it.each(['wokingham', 'somerset', 'england'])('are none, under the rules of %s', (id) => {
    const [before, after] = [timescales(builtInTable(id)), timescales(builtInTable(id))];
    const found = changes(exampleCases, before, after, { asOf: '2026-05-01', all: true });
    expect(found.changes).toEqual([]);
    expect(found.summary).toMatchObject({ cases: exampleCases.length, changed: 0 });
    expect(found.summary.deadlines).toBeGreaterThan(100);
  });
});

describe('a holiday proclaimed', () => {
  // Monday 15 June 2026, proclaimed in Scotland that year.
  const before = timescales(scottish, { calendar: workingCalendar('GB-SCT', { open: ['2026-06-15'] }) });
  const after = timescales(scottish);

  it('moves what is counted over it, and says because of what', () => {
    const found = changes([started('2026-06-04')], before, after, { asOf: '2026-06-05' });
    // Ten working days from Thursday 4 June 2026: Thursday 18 June, and with the Monday off Friday 19 June.
    expect(found.changes).toEqual([
      {
        case: 'C-1',
        rule: 'small/rule',
        title: 'The rule rule',
        trigger: '2026-06-04',
        before: { due: '2026-06-18', safe: '2026-06-18', outcome: 'upcoming' },
        after: { due: '2026-06-19', safe: '2026-06-19', outcome: 'upcoming' },
        days: 1,
        because: [
          { kind: 'holiday', date: '2026-06-15', name: expect.any(String) as string, change: 'added' },
        ],
      },
    ]);
  });

  it('moves nothing that is over before it or starts after it', () => {
    const cases = [started('2026-05-27'), started('2026-06-15'), started('2026-06-16')];
    const found = changes(cases, before, after, { asOf: '2026-06-05' });
    expect(found.changes.map(({ trigger }) => trigger)).toEqual([]);
  });

  it('moves a date exactly where its days are counted over it', () => {
    const days = fc.integer({ min: dayNumber('2026-05-18'), max: dayNumber('2026-06-26') }).map(isoDate);
    check(
      fc.property(days, (on) => {
        const [was, is] = [before, after].map((one) => one.due('rule', started(on)).due!);
        const found = changes([started(on)], before, after, { asOf: on });
        expect(found.changes.map((one) => [one.before!.due, one.after!.due])).toEqual(
          was === is ? [] : [[was, is]],
        );
        expect(was !== is).toBe(on < '2026-06-15' && was! >= '2026-06-15');
      }),
      { numRuns: 60 },
    );
  });

  it('is a removal the other way round', () => {
    const [moved] = changes([started('2026-06-04')], after, before, { asOf: '2026-06-05' }).changes;
    expect(moved).toMatchObject({ days: -1, because: [{ kind: 'holiday', change: 'removed' }] });
  });
});

describe('a new version of a table', () => {
  const before = timescales(smallTable([{ id: 'rule', due }]));
  const after = timescales(
    smallTable([
      { id: 'rule', due: { within: '7 working days', of: 'start' } },
      { id: 'another', due: { within: '1 week', of: 'start' } },
    ]),
  );

  it('names the clause with what it said and what it says', () => {
    const found = changes([started('2026-03-02')], before, after, { asOf: '2026-03-03' });
    expect(found.changes).toHaveLength(2);
    expect(found.changes[0]).toMatchObject({
      rule: 'small/rule',
      before: { due: '2026-03-16' },
      after: { due: '2026-03-11' },
      days: -5,
      because: [
        {
          kind: 'clause',
          clauses: [{ id: 'SMALL-1' }],
          before: 'The rule rule: due within 10 working days of the start.',
          after: 'The rule rule: due within 7 working days of the start.',
        },
      ],
    });
  });

  it('shows what appears, and the other way round what goes', () => {
    const another = (old: typeof before, young: typeof before) =>
      changes([started('2026-03-02')], old, young, { asOf: '2026-03-03' }).changes.find(
        ({ rule }) => rule === 'small/another',
      );
    expect(another(before, after)).toMatchObject({
      before: null,
      after: { due: '2026-03-09' },
      days: null,
    });
    expect(another(after, before)).toMatchObject({ before: { due: '2026-03-09' }, after: null });
  });

  it('leaves out what was done in time on both sides, unless all is wanted', () => {
    const done: CaseInput = { case: 'C-1', events: { start: '2026-03-02', done: '2026-03-04' } };
    const find = (all: boolean) =>
      changes([done], before, after, { asOf: '2026-03-20', all, rules: ['rule'] }).changes.length;
    expect([find(false), find(true)]).toEqual([0, 1]);
  });

  it('shows a safe date that moves alone', () => {
    const reading = (days: number) => [
      { due: { within: `${days} calendar days`, of: 'start' }, because: 'only days are printed' },
    ];
    const [old, young] = [5, 4].map((days) =>
      timescales(smallTable([{ id: 'rule', due, readings: reading(days) }])),
    );
    const [change] = changes([started('2026-03-02')], old!, young!, { asOf: '2026-03-03' }).changes;
    expect(change).toMatchObject({ days: 0, before: { safe: '2026-03-07' }, after: { safe: '2026-03-06' } });
  });
});

describe('a bad case among many', () => {
  it('comes back with its error, once, and the others are done', () => {
    const before = timescales(scottish);
    const cases = [started('2026-06-31'), started('2026-06-04')];
    const found = changes(cases, before, before, { asOf: '2026-06-05' });
    expect(found.failures).toEqual([
      {
        case: 'C-1',
        rule: null,
        side: 'both',
        error: expect.objectContaining({ code: 'INVALID_DATE' }) as object,
      },
    ]);
    expect(found.summary).toEqual({ cases: 2, deadlines: 1, changed: 0, failed: 1 });
  });

  it('that only one side refuses says which', () => {
    const { failures } = changes(
      [{ case: 'C-2', events: { 'core-group': '2026-03-02' } }],
      timescales(scottish),
      timescales(wokinghamTable()),
      { asOf: '2026-06-05' },
    );
    expect(failures).toMatchObject([{ case: 'C-2', side: 'before', error: { code: 'UNKNOWN_EVENT' } }]);
  });

  it.each([
    ['a rule that neither has', { asOf: '2026-06-05', rules: ['rul'] }, 'UNKNOWN_RULE', 'rule'],
    ['a day that does not exist', { asOf: '2026-06-31' }, 'INVALID_DATE', 'asOf'],
  ])('%s is refused', (_, options, code, path) => {
    const one = timescales(scottish);
    expect(() => changes([], one, one, options)).toThrowError(expect.objectContaining({ code, path }));
  });
});
