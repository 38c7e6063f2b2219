import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bindTable, dueFrom, timescales } from '../../src/index.js';
import { check } from '../property.js';
import { builtInTable, wokinghamTable } from '../tables.js';
import { date } from './generated.js';

const bound = bindTable(wokinghamTable());
const authority = timescales(wokinghamTable());

describe('the due date from a start', () => {
  it.each([
    ['initial-conference', 'section-47-start'],
    ['first-core-group', 'initial-conference'],
    ['core-group', 'core-group'],
    ['conference-invitations', 'child-protection-conference'],
  ])('of %s is that of a case with nothing but its %s', (rule, event) => {
    const from = dueFrom(bound, rule);
    check(
      fc.property(date, (start) => {
        const answer = authority.due(rule, { events: { [event]: start } });
        expect(from(start)).toEqual(answer);
        // Once more, from what is remembered.
        expect(from(start)).toEqual(answer);
      }),
      { numRuns: 40 },
    );
  });

  it('of a birthday counts from the birth', () => {
    const from = dueFrom(bindTable(builtInTable('shropshire')), 'leaving-care-referral');
    expect(from('2008-02-29').due).toBe('2025-03-01');
  });

  it('can not be changed by who gets it', () => {
    const answer = dueFrom(bound, 'initial-conference')('2026-03-27');
    expect(Object.isFrozen(answer)).toBe(true);
  });

  it.each([
    ['a rule that is not there', 'initial-conferense', 'UNKNOWN_RULE'],
    ['what is no date', 'child-protection-bedroom', 'NOT_A_DEADLINE'],
    ['what hangs on two events', 'assessment-recording', 'NOT_A_DEADLINE'],
  ])('is refused for %s', (_, rule, code) => {
    expect(() => dueFrom(bound, rule)).toThrowError(expect.objectContaining({ code }));
  });

  it.each([
    ['2026-02-30', 'INVALID_DATE'],
    ['1999-12-31', 'OUTSIDE_COVERAGE'],
    ['2051-01-01', 'OUTSIDE_COVERAGE'],
    ['2019-12-31', 'NO_VERSION_IN_FORCE'],
  ])('is refused for %s', (start, code) => {
    expect(() => dueFrom(bound, 'initial-conference')(start)).toThrowError(expect.objectContaining({ code }));
  });
});
