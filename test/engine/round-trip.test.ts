import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from '../../src/build/parts.js';
import type { CaseInput } from '../../src/cases/case-input.js';
import { timescales } from '../../src/cases/timescales.js';
import { rule as rowSchema } from '../../src/rules/schema/rule.js';
import type { RuleTable } from '../../src/rules/table.js';
import { formatDay, parseDay } from '../../src/time/day.js';
import { formatMoment, parseMoment } from '../../src/time/moment.js';
import { formatPeriod, type PeriodUnit, parsePeriod } from '../../src/time/period.js';
import { isoDate } from '../calendar/reference.js';
import { check } from '../property.js';
import { generatedCase, table } from './generated.js';

describe('what is written is read the same', () => {
  const units = fc.constantFrom<PeriodUnit>(
    'hours',
    'calendar days',
    'working days',
    'weeks',
    'months',
    'years',
  );

  it('periods', () => {
    check(
      fc.property(fc.integer({ min: 0, max: 9999 }), units, (amount, unit) => {
        expect(parsePeriod(formatPeriod({ amount, unit }))).toEqual({ amount, unit });
      }),
      { numRuns: 500 },
    );
  });

  it('periods in words of people: one of them is singular, years and months go together', () => {
    check(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 11 }), (years, months) => {
        const text = `${years} year${years === 1 ? '' : 's'} ${months} month${months === 1 ? '' : 's'}`;
        expect(formatPeriod(parsePeriod(text))).toBe(text);
        const fortnights = years === 1 ? '1 fortnight' : `${years} fortnights`;
        expect(formatPeriod(parsePeriod(fortnights))).toBe(`${years * 2} weeks`);
      }),
    );
  });

  it('every period that the table writes', () => {
    const texts = new Set(
      JSON.stringify(table.rules)
        .match(/"\d+ [a-z][a-z0-9 ]*"/g)!
        .map((text) => text.slice(1, -1)),
    );
    const periods = [...texts].filter((text) => /(day|week|month|year|hour)s?$/.test(text));
    expect(periods.length).toBeGreaterThan(40);
    for (const text of periods)
      expect(parsePeriod(formatPeriod(parsePeriod(text)))).toEqual(parsePeriod(text));
  });

  it('dates, from year 1 to 9999, in the order of their days', () => {
    const days = fc.integer({ min: -719_162, max: 2_932_896 });
    check(
      fc.property(days, (day) => {
        const text = formatDay(day as ReturnType<typeof parseDay>);
        expect(text).toBe(isoDate(day));
        expect(parseDay(text)).toBe(day);
      }),
      { numRuns: 1000 },
    );
  });

  it('moments, with and without a time', () => {
    const second = fc.option(fc.integer({ min: 0, max: 86_399 }));
    check(
      fc.property(fc.integer({ min: 0, max: 40_000 }), second, (number, at) => {
        const moment = { day: number as ReturnType<typeof parseDay>, second: at };
        expect(parseMoment(formatMoment(moment))).toEqual(moment);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a table printed and read again', () => {
  const printed = JSON.stringify(table);
  const again = JSON.parse(printed) as RuleTable;
  const inFiles = partsOf('wokingham').flatMap(
    ({ json }) => (json as { rules?: { id: string }[] }).rules ?? [],
  );

  it('is the same table', () => {
    expect(again).toEqual(table);
    expect(JSON.stringify(again)).toBe(printed);
  });

  it.each(table.rules)('the row $id is what the schema reads of its print, and of its file', (row) => {
    const { area, ...written } = row;
    expect(rowSchema.parse(JSON.parse(JSON.stringify(written)))).toEqual(written);
    expect(inFiles.filter(({ id }) => id === row.id)).toContainEqual(written);
  });

  it('gives the same answers', () => {
    const [first, second] = [timescales(table), timescales(again)];
    const journey = JSON.parse(readFileSync('examples/journey.json', 'utf8')) as CaseInput;
    const asked = { asOf: '2026-05-01' };
    expect(second.plan(journey, asked)).toEqual(first.plan(journey, asked));
    expect(second.rules()).toEqual(first.rules());
    check(
      fc.property(generatedCase, (input) => {
        expect(second.plan(input, asked)).toEqual(first.plan(input, asked));
      }),
      { numRuns: 10 },
    );
  });

  it('an answer is plain data', () => {
    check(
      fc.property(generatedCase, (input) => {
        const plan = timescales(table).plan(input, { asOf: '2026-05-01' });
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
      }),
      { numRuns: 10 },
    );
  });

  it('is left as it was by asking', () => {
    timescales(table).plan({ events: { 'contact-received': '2026-01-05' } }, { asOf: '2026-05-01' });
    expect(JSON.stringify(table)).toBe(printed);
  });
});
