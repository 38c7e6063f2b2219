import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { builtInTable } from '../tables.js';
import { smallTable } from './small-table.js';

const england = timescales(builtInTable('england'));
const somerset = timescales(builtInTable('somerset'));

type Event = [event: string, on: string];
const inWords = (events: Event[]) => events.map(([event, on]) => ({ event, on }));

/** The clocks of a rule as they stood on Tuesday 10 March 2026. */
const clocks = (authority: typeof england, rule: string, ...events: Event[]) =>
  authority
    .deadlines(rule, { events: inWords(events) }, { asOf: '2026-03-10' })
    .map(({ trigger, due, done, outcome }) => [trigger!.on, due, done, outcome].filter(Boolean).join(' '));

describe('what ends on the day on which the next begins', () => {
  it('ends the referral before, and leaves the new one to be assessed', () => {
    expect(
      clocks(
        england,
        'assessment',
        ['referral-received', '2026-01-05'],
        ['case-closed', '2026-03-02'],
        ['referral-received', '2026-03-02'],
      ),
      // 45 working days after Monday 2 March 2026, with Good Friday, Easter Monday and the early May holiday between.
    ).toEqual(['2026-01-05 2026-03-09 ended', '2026-03-02 2026-05-07 upcoming']);
  });

  it('is the end of what is new where nothing was before it', () => {
    expect(
      clocks(england, 'assessment', ['referral-received', '2026-03-02'], ['case-closed', '2026-03-02']),
    ).toEqual(['2026-03-02 2026-05-07 ended']);
    expect(
      clocks(
        england,
        'assessment',
        ['referral-received', '2026-01-05'],
        ['case-closed', '2026-02-02'],
        ['referral-received', '2026-03-02'],
        ['case-closed', '2026-03-02'],
      ),
    ).toEqual(['2026-01-05 2026-03-09 ended', '2026-03-02 2026-05-07 ended']);
  });

  it('is the end of what is new where its time says so', () => {
    const times = (closed: string): string[] =>
      clocks(
        england,
        'assessment',
        ['referral-received', '2026-01-05'],
        ['assessment-complete', '2026-01-19'],
        ['referral-received', '2026-03-02T10:00'],
        ['case-closed', closed],
      );
    expect(times('2026-03-02T15:00').at(-1)).toBe('2026-03-02T10:00 2026-05-07 ended');
    expect(times('2026-03-02T09:00').at(-1)).toBe('2026-03-02T10:00 2026-05-07 upcoming');
    expect(times('2026-03-02').at(-1)).toBe('2026-03-02T10:00 2026-05-07 upcoming');
  });

  it('is the end of what is new where it ends no spell: it is a decision on the discussion of that day', () => {
    expect(
      clocks(
        england,
        'initial-conference',
        ['strategy-discussion', '2026-01-05'],
        ['initial-conference', '2026-01-19'],
        ['strategy-discussion', '2026-03-02'],
        ['initial-conference-not-needed', '2026-03-02'],
      ),
    ).toEqual(['2026-01-05 2026-01-26 2026-01-19 met', '2026-03-02 2026-03-23 ended']);
  });

  it('is the end of what is new where another end on the day began nothing anew', () => {
    expect(
      clocks(
        england,
        'personal-education-plan',
        ['became-looked-after', '2026-01-05'],
        ['ceased-looked-after', '2026-03-02'],
        ['became-looked-after', '2026-03-02'],
      ),
    ).toEqual(['2026-01-05 2026-01-19 overdue', '2026-03-02 2026-03-16 due-soon']);
    expect(
      clocks(
        england,
        'first-core-group',
        ['initial-conference', '2026-01-05'],
        ['protection-plan-end', '2026-03-02'],
        ['case-closed', '2026-03-02'],
        ['initial-conference', '2026-03-02'],
      ).at(-1),
    ).toBe('2026-01-05 2026-01-19 overdue');
  });

  it('ends the series before, and the day belongs to the new one', () => {
    expect(
      clocks(
        somerset,
        'child-protection-visit',
        ['protection-plan-start', '2026-01-05'],
        ['child-protection-visit', '2026-01-19'],
        ['protection-plan-end', '2026-01-30'],
        ['protection-plan-start', '2026-01-30'],
        ['child-protection-visit', '2026-01-30'],
      ),
    ).toEqual([
      '2026-01-05 2026-01-19 2026-01-19 met',
      '2026-01-19 2026-02-02 ended',
      '2026-01-30 2026-02-13 2026-01-30 met',
      '2026-01-30 2026-02-13 overdue',
    ]);
  });

  it('ends the terms before, and the terms of the new spell go on', () => {
    const terms = [{ from: '2026-01-05', until: '2026-04-01' }];
    const bound = timescales(builtInTable('wokingham'), { series: { 'school-terms': terms } });
    expect(
      clocks(
        bound,
        'personal-education-plan-each-term',
        ['became-looked-after', '2025-09-08'],
        ['ceased-looked-after', '2026-03-02'],
        ['became-looked-after', '2026-03-02'],
      ),
    ).toEqual(['2025-09-08 2026-04-01 ended', '2026-03-02 2026-04-01 upcoming']);
  });

  it('is said in the answer', () => {
    const [before, after] = england.deadlines(
      'assessment',
      {
        events: inWords([
          ['referral-received', '2026-01-05'],
          ['case-closed', '2026-03-02'],
          ['referral-received', '2026-03-02'],
        ]),
      },
      { asOf: '2026-03-10' },
    );
    expect(before!.findings).toEqual([]);
    expect(after!.findings).toEqual([
      'what ended on 2026-03-02 is taken to have ended before receipt of the referral on that day',
    ]);
  });

  it('goes by the spells of a vocabulary of one’s own', () => {
    const events: Event[] = [
      ['start', '2026-01-05'],
      ['end', '2026-03-02'],
      ['start', '2026-03-02'],
    ];
    const row = { id: 'rule', due: { within: '2 weeks', of: { each: 'start' }, until: 'end' } };
    const stay = { id: 'stay', means: 'a stay', starts: 'start', ends: 'end' };
    const asked = (spells: object[]) =>
      clocks(timescales(smallTable([row], {}, { spells })), 'rule', ...events);
    expect(asked([stay])).toEqual(['2026-01-05 2026-01-19 overdue', '2026-03-02 2026-03-16 due-soon']);
    expect(asked([])).toEqual(['2026-01-05 2026-01-19 overdue', '2026-03-02 2026-03-16 ended']);
  });

  it('leaves a birthday in the next spell to be reckoned with', () => {
    // Four on Saturday 1 February 2025, so due by Sunday 1 February 2026.
    const facts = { 'date-of-birth': '2021-02-01' };
    const row = {
      id: 'rule',
      due: { within: '12 months', of: { age: '4 years' }, until: 'end' },
    };
    const bound = timescales(smallTable([row]));
    const outcome = (...events: Event[]) =>
      bound.deadlines('rule', { facts, events: inWords(events) }, { asOf: '2026-03-10' })[0]!.outcome;
    const before: Event[] = [
      ['start', '2021-03-01'],
      ['end', '2022-06-01'],
    ];
    expect(outcome(...before)).toBe('ended');
    expect(outcome(...before, ['start', '2024-09-02'])).toBe('overdue');
    expect(outcome(...before, ['start', '2024-09-02'], ['end', '2025-09-01'])).toBe('ended');
    // Back only after the birthday.
    expect(outcome(...before, ['start', '2025-03-03'])).toBe('ended');
  });
});
