import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { wokinghamTable } from '../tables.js';
import { smallTable } from './small-table.js';

const TERMS = [
  { from: '2019-09-02', until: '2019-12-19' },
  { from: '2024-09-02', until: '2024-12-20' },
  { from: '2025-01-06', until: '2025-04-04' },
  { from: '2025-04-22', until: '2025-07-22' },
  { from: '2025-09-01', until: '2025-12-19' },
  { from: '2026-01-05', until: '2026-04-01' },
];
const PLAN = 'personal-education-plan-each-term';
const wokingham = timescales(wokinghamTable(), { series: { 'school-terms': TERMS } });

/** The meetings of one child's personal education plan as they stood on Monday 2 February 2026. */
const meetings = (...events: [event: string, on: string][]) =>
  wokingham
    .checker({ asOf: '2026-02-02', rules: [PLAN] })
    .check({ case: 'C', events: events.map(([event, on]) => ({ event, on })) })
    .map((row) => ('error' in row ? row.error.code : `${row.due} ${row.outcome}`));

describe('once in each term', () => {
  it('is counted anew for a child who comes back into care', () => {
    expect(
      meetings(
        ['became-looked-after', '2024-10-07'],
        ['personal-education-plan-meeting', '2024-11-12'],
        ['ceased-looked-after', '2025-02-14'],
        ['became-looked-after', '2025-10-06'],
        ['personal-education-plan-meeting', '2025-11-18'],
      ),
    ).toEqual(['2024-12-20 met', '2025-04-04 ended', '2025-12-19 met', '2026-04-01 upcoming']);
  });

  it('is not begun again by a start while the child is in care, and goes by both spells in a term of two', () => {
    expect(
      meetings(
        ['became-looked-after', '2025-09-08'],
        ['became-looked-after', '2025-10-06'],
        ['ceased-looked-after', '2026-01-12'],
        ['became-looked-after', '2026-01-13'],
      ),
    ).toEqual(['2025-12-19 overdue', '2026-04-01 ended', '2026-04-01 upcoming']);
  });

  it('ends with care, also on the last day of a term, and takes a meeting for one spell', () => {
    expect(meetings(['became-looked-after', '2025-09-08'], ['ceased-looked-after', '2025-12-19'])).toEqual([
      '2025-12-19 ended',
    ]);
    expect(
      meetings(
        ['became-looked-after', '2025-09-08'],
        ['ceased-looked-after', '2025-10-06'],
        ['became-looked-after', '2025-10-06'],
        ['personal-education-plan-meeting', '2025-11-18'],
      ),
    ).toEqual(['2025-12-19 ended', '2025-12-19 met', '2026-04-01 upcoming']);
  });

  it('is asked of a child in care since before the standards were in force, from their first term on', () => {
    expect(meetings(['became-looked-after', '2019-05-01'])).toEqual([
      '2024-12-20 overdue',
      '2025-04-04 overdue',
      '2025-07-22 overdue',
      '2025-12-19 overdue',
      '2026-04-01 upcoming',
    ]);
  });

  it('is for whom the rule is on the first day of the term', () => {
    const row = {
      id: 'rule',
      due: { 'once-in-each': 'terms', from: 'start' },
      when: { age: { under: '16 years' } },
    };
    const bound = timescales(smallTable([row]), { series: { terms: TERMS.slice(-2) } });
    const events = [{ event: 'start', on: '2025-05-05' }];
    // Sixteen on Thursday 1 January 2026, between the two terms.
    const facts = { 'date-of-birth': '2010-01-01' };
    const outcomes = bound.deadlines('rule', { events, facts }, { asOf: '2026-02-02' });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['overdue', 'not-applicable']);
  });

  it('without the dates of terms is one unknown, also for a child who came back', () => {
    const events = [
      { event: 'became-looked-after', on: '2024-10-07' },
      { event: 'ceased-looked-after', on: '2025-02-14' },
      { event: 'became-looked-after', on: '2025-10-06' },
    ];
    const found = timescales(wokinghamTable()).deadlines(PLAN, { events }, { asOf: '2026-02-02' });
    expect(found.map(({ trigger, outcome }) => [trigger?.on, outcome])).toEqual([['2025-10-06', 'unknown']]);
  });
});
