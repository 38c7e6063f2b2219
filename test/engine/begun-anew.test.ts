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

  it('leaves to the referral before what was done on the day', () => {
    const turn: Event[] = [
      ['referral-received', '2026-01-05'],
      ['assessment-complete', '2026-03-02'],
      ['case-closed', '2026-03-02'],
      ['referral-received', '2026-03-02'],
    ];
    expect(clocks(england, 'assessment', ...turn)).toEqual([
      '2026-01-05 2026-03-09 2026-03-02 met',
      '2026-03-02 2026-05-07 upcoming',
    ]);
    // Also where it is said whose it is.
    const linked = [
      { event: 'referral-received', on: '2026-01-05', id: 'first' },
      { event: 'assessment-complete', on: '2026-03-02', for: 'first' },
      { event: 'case-closed', on: '2026-03-02' },
      { event: 'referral-received', on: '2026-03-02', id: 'second' },
      { event: 'assessment-complete', on: '2026-03-09', for: 'second' },
    ];
    expect(
      england.deadlines('assessment', { events: linked }, { asOf: '2026-03-10' }).map(({ done }) => done),
    ).toEqual(['2026-03-02', '2026-03-09']);
  });

  it('is told by all that the case was opened with', () => {
    expect(
      clocks(
        england,
        'assessment',
        ['case-opened', '2026-01-06'],
        ['assessment-complete', '2026-02-10'],
        ['case-closed', '2026-03-02'],
        ['referral-received', '2026-03-02'],
      ),
    ).toEqual(['2026-03-02 2026-05-07 upcoming']);
  });

  it('ends what lasted only with it, whatever begins anew', () => {
    expect(
      clocks(
        england,
        'first-core-group',
        ['referral-received', '2026-01-05'],
        ['protection-plan-start', '2026-01-19'],
        ['protection-plan-end', '2026-03-02'],
        ['case-closed', '2026-03-02'],
        ['referral-received', '2026-03-02'],
        ['initial-conference', '2026-03-02'],
      ),
    ).toEqual(['2026-03-02 2026-03-16 due-soon']);
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
    expect(
      clocks(
        england,
        'assessment',
        ['referral-received', '2026-01-05'],
        ['case-closed', '2026-03-02T09:00'],
        ['referral-received', '2026-03-02'],
      ),
    ).toEqual(['2026-01-05 2026-03-09 ended', '2026-03-02 2026-05-07 upcoming']);
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

  it('ends the series before, and what was done on the day is of that', () => {
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
      '2026-01-19 2026-02-02 2026-01-30 met',
      '2026-01-30 2026-02-13 ended',
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

  it('is the other way round for what starts with the end of a spell of one day', () => {
    const back: Event[] = [
      ['became-looked-after', '2024-01-08'],
      ['ceased-looked-after', '2025-06-02'],
      ['became-looked-after', '2026-01-05'],
      ['ceased-looked-after', '2026-01-05'],
    ];
    const contact = (events: Event[]) =>
      england
        .deadlines(
          'care-leaver-contact',
          { facts: { 'leaving-care-status': 'former-relevant' }, events: inWords(events) },
          { asOf: '2026-03-10' },
        )
        .map(({ trigger, due, outcome }) => `${trigger!.on} ${due} ${outcome}`);
    // Eight weeks after Monday 5 January 2026.
    expect(contact(back).at(-1)).toBe('2026-01-05 2026-03-02 overdue');
    // Out of care and in again on one day: in care.
    const out: Event[] = [
      ['became-looked-after', '2024-01-08'],
      ['ceased-looked-after', '2026-01-05'],
      ['became-looked-after', '2026-01-05'],
    ];
    expect(contact(out)).toEqual(['2026-01-05 2026-03-02 ended']);
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
    // Out and in again on one day: before, on and after the birthday.
    for (const turn of ['2025-01-31', '2025-02-01', '2025-02-03'])
      expect(outcome(['start', '2024-09-02'], ['end', turn], ['start', turn])).toBe('overdue');
    const unknown = bound.deadlines('rule', { events: inWords(before) }, { asOf: '2026-03-10' });
    expect(unknown.map((one) => one.outcome)).toEqual(['unknown']);
  });
});
