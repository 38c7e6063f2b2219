/** What is dated after the day asked for has not happened, and what is over is not changed by what comes later. */
import { describe, expect, it } from 'vitest';
import type { CaseInput } from '../../src/cases/case-input.js';
import { timescales } from '../../src/cases/timescales.js';
import { builtInTable, wokinghamTable } from '../tables.js';
import { smallTable } from './small-table.js';

const wokingham = timescales(wokinghamTable());
const outcomesOf = (authority: ReturnType<typeof timescales>, rule: string, input: CaseInput, asOf: string) =>
  authority
    .check([input], { asOf, rules: [rule] })
    .rows.map((row) => ('error' in row ? row.error.code : `${row.trigger} ${row.outcome}`));
const small = (due: object, more: object = {}) => timescales(smallTable([{ id: 'rule', due, ...more }]));

describe('a named event that is still to come', () => {
  const asOf = '2026-08-05';
  it('does not take the place of what stood in for it', () => {
    const made = small({ within: '10 working days', of: 'start', 'or-else': 'meeting' });
    const events = { meeting: '2026-04-07' };
    const late = ['2026-04-07 overdue'];
    expect(outcomesOf(made, 'rule', { events }, asOf)).toEqual(late);
    expect(outcomesOf(made, 'rule', { events: { ...events, start: '2026-10-02' } }, asOf)).toEqual(late);
    expect(outcomesOf(made, 'rule', { events: { ...events, start: '2026-04-09' } }, asOf)).toEqual([
      '2026-04-09 overdue',
    ]);
    expect(outcomesOf(made, 'rule', { events: { start: '2026-10-02' } }, asOf)).toEqual([
      '2026-10-02 not-started',
    ]);
  });
});

describe('the clock that a question means', () => {
  it('has started by the day asked for', () => {
    const events = {
      'protection-plan-start': '2026-03-02',
      'child-protection-visit': ['2026-03-10', '2026-05-12'],
    };
    const rule = 'child-protection-visit';
    const planned = wokingham.deadlines(rule, { events }, { asOf: '2026-05-10' });
    const answer = wokingham.due(rule, { events }, { asOf: '2026-05-10' });
    expect(answer.trigger!.on <= '2026-05-10').toBe(true);
    expect(answer.outcome).toBe('overdue');
    expect(planned).toContainEqual(answer);
  });

  it('is of the period asked for, and not of the last there is', () => {
    const england = timescales(builtInTable('england'));
    const answer = england.due(
      'home-independent-visit',
      { events: { 'home-registered': '2026-05-04' } },
      {
        asOf: '2026-06-10',
      },
    );
    expect(answer.due).toBe('2026-06-30');
  });

  it('is the first to come where none has started', () => {
    const events = { 'strategy-discussion': ['2026-06-01', '2026-09-01'] };
    expect(wokingham.due('initial-conference', { events }, { asOf: '2026-05-10' }).trigger!.on).toBe(
      '2026-06-01',
    );
  });
});

describe('what is agreed for a later clock', () => {
  const extended = (of: string) =>
    small(
      { within: { expected: '10 working days', agreed: '30 working days' }, of },
      { extension: { tier: 'agreed', when: { happened: { event: 'meeting', since: 'start' } } } },
    );

  it('changes nothing of an earlier one that was done', () => {
    const made = extended('start');
    const events = { start: '2026-01-05', done: '2026-02-10' };
    const late = ['2026-01-05 met-late'];
    expect(outcomesOf(made, 'rule', { events }, '2027-06-01')).toEqual(late);
    expect(outcomesOf(made, 'rule', { events: { ...events, meeting: '2027-06-01' } }, '2027-06-01')).toEqual(
      late,
    );
    const inTime = { ...events, meeting: '2026-01-15' };
    expect(outcomesOf(made, 'rule', { events: inTime }, '2027-06-01')).toEqual(['2026-01-05 met']);
  });

  it("makes no earlier one that has ended somebody else's", () => {
    const made = small(
      { within: '10 working days', of: { each: 'start' }, until: 'end' },
      { when: { not: { happened: { event: 'meeting', since: 'start' } } } },
    );
    const events = { start: ['2026-01-05', '2027-03-01'], done: '2026-01-28', end: '2026-01-30' };
    const asOf = '2027-03-02';
    expect(outcomesOf(made, 'rule', { events }, asOf)).toEqual([
      '2026-01-05 met-late',
      '2027-03-01 upcoming',
    ]);
    expect(outcomesOf(made, 'rule', { events: { ...events, meeting: '2027-03-01' } }, asOf)).toEqual([
      '2026-01-05 met-late',
      '2027-03-01 not-applicable',
    ]);
  });
});

describe('a phase of a series', () => {
  it('lasts until what ends it has happened', () => {
    const facts = { 'carer-approval': 'temporary' };
    const events = { 'placement-start': '2026-04-13' };
    const due = (more: object, asOf: string) =>
      wokingham.due(
        'looked-after-visit-unapproved-placement',
        { facts, events: { ...events, ...more } } as CaseInput,
        {
          asOf,
        },
      ).due;
    expect(due({}, '2026-04-16')).toBe('2026-04-20');
    expect(due({ 'looked-after-review': '2026-04-17' }, '2026-04-16')).toBe('2026-04-20');
    expect(due({ 'looked-after-review': '2026-04-17' }, '2026-04-18')).toBe('2026-05-11');
  });
});

describe('what leads up to events', () => {
  const report = (submitted: string | string[], asOf = '2027-09-10') =>
    outcomesOf(
      wokingham,
      'initial-conference-report',
      {
        events: {
          'initial-conference': ['2026-03-10', '2027-09-01'],
          'initial-conference-report-submitted': submitted,
        },
      },
      asOf,
    );

  it('is late for the one before it, where that has none and is nearer than the next', () => {
    expect(report('2026-03-11')).toEqual(['2026-03-10 met-late', '2027-09-01 overdue']);
    expect(report('2026-03-11', '2026-05-01')).toEqual(['2026-03-10 met-late', '2027-09-01 upcoming']);
    expect(report(['2026-03-11', '2027-08-02'])).toEqual(['2026-03-10 met-late', '2027-09-01 met']);
  });

  it('is of the next one where that is nearer, or the one before has its own', () => {
    expect(report('2027-08-02')).toEqual(['2026-03-10 overdue', '2027-09-01 met']);
    expect(report(['2026-03-02', '2026-03-11'])).toEqual(['2026-03-10 met', '2027-09-01 met']);
  });
});

describe('what lapses', () => {
  const bracknell = timescales(builtInTable('bracknell-forest'));
  const facts = { team: 'assessment' };
  const notice = (events: object, asOf = '2026-04-01') =>
    outcomesOf(bracknell, 'transfer-by-default-notice', { facts, events } as CaseInput, asOf);

  it('is not held up by what is still to come, nor by an end after it lapsed', () => {
    const events = { 'transfer-agreed': '2026-03-02' };
    const lapsed = notice(events);
    expect(lapsed).toEqual(['2026-03-17 overdue']);
    for (const later of ['case-transferred', 'case-closed', 'case-transferred-by-default'])
      expect(notice({ ...events, [later]: '2026-05-01' }).slice(0, 1), later).toEqual(lapsed);
    expect(notice({ ...events, 'case-closed': '2026-09-01' }, '2026-10-01')).toEqual(lapsed);
    expect(notice({ ...events, 'case-transferred': '2026-03-10' })).toEqual(['null not-started']);
  });
});

describe('a completion that names its clock and is dated before it', () => {
  it.each(['start', { each: 'start' }])('is disordered: %j', (of) => {
    const events = [
      { event: 'start', on: '2026-03-10', id: 'S' },
      { event: 'done', on: '2026-03-05', for: 'S' },
    ];
    const answer = small({ within: '2 weeks', of }).due('rule', { events }, { asOf: '2026-05-01' });
    expect(answer).toMatchObject({ outcome: 'disordered', done: null });
    expect(answer.findings.join()).toContain('2026-03-05 is dated before');
  });
});

describe('one event recorded three times on a day', () => {
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [2, 0, 1],
  ];
  it('has no fact on which two records disagree, in any order', () => {
    const made = small({ within: '2 weeks', of: 'start' }, { when: { kind: 'red' } });
    const records = ['red', 'red', 'blue'].map((kind) => ({
      event: 'start',
      on: '2026-03-10',
      facts: { kind },
    }));
    for (const order of orders)
      expect(
        made.due('rule', { events: order.map((at) => records[at]!) }, { asOf: '2026-05-01' }).outcome,
      ).toBe('unknown');
  });

  it('lasts until the latest day that any of them gives', () => {
    const england = timescales(builtInTable('england'));
    const records = ['2026-11-05', '2026-11-20', '2026-11-09'].map((until) => ({
      event: 'short-break-start',
      on: '2026-11-01',
      until,
    }));
    const answers = orders.map((order) =>
      england.standing(
        'short-breaks-in-a-year',
        { events: order.map((at) => records[at]!) },
        {
          asOf: '2026-12-01',
        },
      ),
    );
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
  });
});
