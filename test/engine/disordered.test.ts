import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { builtInTable } from '../tables.js';

const england = timescales(builtInTable('england'));

type Event = [event: string, on: string];

/** How the clocks of a rule stood on Tuesday 10 March 2026. */
const outcomes = (rule: string, ...events: Event[]) =>
  england
    .deadlines(rule, { events: events.map(([event, on]) => ({ event, on })) }, { asOf: '2026-03-10' })
    .map(({ outcome }) => outcome);

describe('a completion that is dated before the trigger', () => {
  it('is disordered where nothing else explains it', () => {
    expect(
      outcomes('assessment', ['assessment-complete', '2026-02-27'], ['referral-received', '2026-03-02']),
    ).toEqual(['disordered']);
    expect(
      outcomes(
        'assessment',
        ['case-closed', '2025-06-30'],
        ['assessment-complete', '2026-02-27'],
        ['referral-received', '2026-03-02'],
      ),
    ).toEqual(['disordered']);
  });

  it('is of an earlier time where that ended in between, so that nothing overdue hides behind it', () => {
    const before: Event[] = [
      ['assessment-complete', '2025-05-12'],
      ['case-closed', '2025-06-30'],
    ];
    expect(outcomes('assessment', ...before, ['referral-received', '2026-03-02'])).toEqual(['upcoming']);
    expect(outcomes('assessment', ...before, ['referral-received', '2025-12-01'])).toEqual(['overdue']);
    expect(
      outcomes(
        'initial-health-assessment',
        ['initial-health-assessment', '2024-03-01'],
        ['ceased-looked-after', '2024-09-02'],
        ['became-looked-after', '2026-01-05'],
      ),
    ).toEqual(['overdue']);
  });

  it('is of the time before on the day on which that ended and the next began', () => {
    const events: Event[] = [
      ['assessment-complete', '2025-05-12'],
      ['referral-received', '2025-06-02'],
      ['case-closed', '2026-03-02'],
      ['referral-received', '2026-03-02'],
    ];
    // The first referral has no end between it and the assessment.
    expect(outcomes('assessment', ...events)).toEqual(['disordered', 'upcoming']);
    expect(
      outcomes(
        'initial-conference',
        ['referral-received', '2025-06-02'],
        ['initial-conference', '2025-07-14'],
        ['case-closed', '2026-03-02'],
        ['referral-received', '2026-03-02'],
        ['strategy-discussion', '2026-03-02'],
      ),
    ).toEqual(['upcoming']);
  });
});
