import { describe, expect, it } from 'vitest';
import { isFailure } from '../../src/cases/check.js';
import { timescales } from '../../src/cases/timescales.js';
import { TimescaleError } from '../../src/failure.js';
import { wokinghamTable } from '../tables.js';
import { brokenInputs } from './broken-inputs.js';

function refusalOf(ask: () => unknown): TimescaleError {
  try {
    ask();
  } catch (error) {
    if (error instanceof TimescaleError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('an input with one thing wrong', () => {
  it.each(brokenInputs)('$what: $code', ({ ask, code, path, value, says }) => {
    const refusal = refusalOf(ask);
    expect({ code: refusal.code, value: refusal.value }).toEqual({ code, value });
    if (path !== undefined) expect(refusal.path).toBe(path);
    for (const words of says) expect(refusal.message).toContain(words);
    expect(refusal.message).toMatch(/[.?]$/);
    expect(refusal.toJSON()).toEqual({ code, path: refusal.path, value, message: refusal.message });
  });
});

const wokingham = timescales(wokinghamTable());
const AS_OF = { asOf: '2026-04-13' };

describe('what is odd or missing but not wrong is an answer', () => {
  it('a missing fact: unknown, and it is named', () => {
    const input = { events: { 'threshold-recommendation': '2026-04-10T10:00' } };
    expect(wokingham.due('referral-decision-after-recommendation', input, AS_OF)).toMatchObject({
      due: '2026-04-11',
      applies: 'unknown',
      outcome: 'unknown',
      lacking: ['fact next-step'],
    });
  });

  it('a missing date of birth: unknown, and it is named', () => {
    expect(wokingham.due('return-for-support-explained', { events: {} }, AS_OF)).toMatchObject({
      due: null,
      safe: null,
      outcome: 'unknown',
      missing: ['fact date-of-birth'],
    });
  });

  it('a series that the authority has not given: unknown, and it is named', () => {
    const input = { events: { 'became-looked-after': '2026-01-05' } };
    expect(wokingham.due('personal-education-plan-each-term', input, AS_OF)).toMatchObject({
      due: null,
      outcome: 'unknown',
      missing: ['series school-terms'],
    });
    const given = timescales(wokinghamTable(), {
      series: { 'school-terms': [{ from: '2026-01-05', until: '2026-04-01', name: 'Spring' }] },
    });
    expect(given.due('personal-education-plan-each-term', input, AS_OF)).toMatchObject({
      due: '2026-04-01',
      outcome: 'overdue',
      missing: [],
    });
  });

  it('a completion before its trigger: disordered, and a finding', () => {
    const events = { 'strategy-discussion': '2026-03-27', 'initial-conference': '2026-03-20' };
    expect(wokingham.due('initial-conference', { events }, AS_OF)).toMatchObject({
      due: '2026-04-21',
      done: null,
      outcome: 'disordered',
      findings: [expect.stringMatching(/2026-03-20 is dated before the strategy discussion/)],
    });
  });

  it('two triggers: the first counts, and a finding says that the second did not restart the clock', () => {
    const events = { 'strategy-discussion': ['2026-04-08', '2026-03-27'] };
    expect(wokingham.deadlines('initial-conference', { events }, AS_OF)).toMatchObject([
      {
        trigger: { on: '2026-03-27' },
        due: '2026-04-21',
        findings: [expect.stringMatching(/strategy discussion .*2026-04-08 did not restart the clock/)],
      },
    ]);
  });

  it('the same event twice on a day: once, and a finding', () => {
    const events = { 'strategy-discussion': ['2026-03-27', '2026-03-27'] };
    const plan = wokingham.plan({ events }, { ...AS_OF, rules: ['initial-conference'] });
    expect(plan.deadlines).toMatchObject([{ due: '2026-04-21', findings: [] }]);
    expect(plan.findings).toEqual([
      expect.stringMatching(/strategy-discussion .*more than once on 2026-03-27/),
    ]);
  });
});

describe('one rule that cannot be worked out', () => {
  const events = { 'strategy-discussion': '2050-12-20', 'contact-received': '2050-12-20T10:00' };

  it('leaves the rest of the plan whole', () => {
    const { deadlines, failures } = wokingham.plan({ events }, { asOf: '2050-12-21' });
    expect(failures).toContainEqual(
      expect.objectContaining({ code: 'OUTSIDE_COVERAGE', path: 'wokingham/initial-conference' }),
    );
    expect(deadlines).toContainEqual(expect.objectContaining({ rule: 'wokingham/contact-recording' }));
  });

  it('leaves the rest of a check whole, and is counted', () => {
    const asked = { asOf: '2050-12-21', rules: ['initial-conference', 'contact-recording'] };
    const { rows, summary } = wokingham.check([{ case: 'C-1', events }], asked);
    expect(rows.map((row) => (isFailure(row) ? row.error.code : row.due))).toEqual([
      'OUTSIDE_COVERAGE',
      '2050-12-21T10:00',
    ]);
    expect(summary).toMatchObject({ cases: 1, rows: 1, failed: 1 });
  });
});
