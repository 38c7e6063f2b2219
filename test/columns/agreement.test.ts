import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckRow } from '../../src/cases/check.js';
import { isFailure } from '../../src/cases/check.js';
import { timescales } from '../../src/cases/timescales.js';
import { bindColumns, type DayColumn, OUTCOMES } from '../../src/columns/index.js';
import { TimescaleError } from '../../src/failure.js';
import { linesOf, onlyStart } from '../../src/lines/line.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { check } from '../property.js';
import { AUTHORITIES, builtInTable } from '../tables.js';

const column = (days: readonly (number | null)[]): DayColumn => {
  const valid = new Uint8Array((days.length + 7) >> 3);
  days.forEach((day, row) => {
    if (day !== null) valid[row >> 3]! |= 1 << (row & 7);
  });
  return { days: Int32Array.from(days, (day) => day ?? 0), valid };
};
const isNull = ({ valid }: DayColumn, row: number): boolean =>
  Boolean(valid) && ((valid![row >> 3]! >> (row & 7)) & 1) === 0;

/** Weekends, holidays, month ends and leap days come up by themselves; here also what no calendar covers. */
const day = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: dayNumber('2018-01-01'), max: dayNumber('2030-12-31') }) },
  { weight: 1, arbitrary: fc.integer({ min: dayNumber('2049-06-01'), max: dayNumber('2050-12-31') }) },
  { weight: 1, arbitrary: fc.constantFrom(dayNumber('1999-12-31'), dayNumber('2051-01-01')) },
);
const days = fc.array(fc.option(day, { freq: 10 }), { minLength: 4, maxLength: 16 });

/** What the engine says of one start, or why it says nothing. */
function alone<T>(ask: () => T): T | string {
  try {
    return ask();
  } catch (error) {
    if (error instanceof TimescaleError) return error.code;
    throw error;
  }
}

describe.each(AUTHORITIES)('every rule of %s', (id) => {
  const authority = timescales(builtInTable(id));
  const { bound } = authority;
  const rules = bound.ids.filter((rule) => {
    const versions = bound.versions(rule);
    return versions.every((one) => {
      const line = linesOf(one).at(-1);
      const start = line && onlyStart(line);
      return start?.kind === 'event' && !JSON.stringify(line!.limit).includes('"nth":');
    });
  });

  it('are mostly there', () => {
    expect(rules.length).toBeGreaterThan(bound.ids.length * 0.5);
  });

  it.each(rules)('%s has the dates in columns that it has alone', (rule) => {
    const inColumns = bindColumns(authority, rule);
    check(
      fc.property(days, (starts) => {
        const dates = inColumns.due(column(starts));
        const hasSafe = alone(() => inColumns.safe(column(starts)));
        const safe = typeof hasSafe === 'string' ? null : hasSafe;
        let refused = 0;
        for (const [row, start] of starts.entries()) {
          if (start === null) {
            expect([isNull(dates, row), !safe || isNull(safe, row)]).toEqual([true, true]);
            continue;
          }
          const event = inColumns.starts[0]!;
          const said = alone(() => authority.due(rule, { events: { [event]: isoDate(start) } }));
          if (isNull(dates, row)) {
            refused += 1;
            // Outside the calendar or the versions; or an open window, or a meeting whose date nobody gave.
            expect(typeof said === 'string' ? said : said.due).toSatisfy(
              (one: string | null) =>
                one === null || ['OUTSIDE_COVERAGE', 'NO_VERSION_IN_FORCE', 'MISSING_TRIGGER'].includes(one),
            );
            continue;
          }
          // A later leg asks for what came before it; a reading may leave the calendar where the due date does not.
          if (said !== 'OUTSIDE_COVERAGE' && said !== 'MISSING_TRIGGER')
            expect(said).toMatchObject({
              due: isoDate(dates.days[row]!),
              ...(safe ? { safe: isoDate(safe.days[row]!) } : {}),
            });
        }
        expect(dates.nulls).toBe(starts.filter((start) => start === null).length);
        expect(dates.refused).toBe(refused);
      }),
      { numRuns: 1 },
    );
  });

  const judged = rules.filter((rule) => {
    const [version, ...more] = bound.versions(rule);
    const due = version!.due;
    return (
      more.length === 0 &&
      due?.form === 'single' &&
      due.timing.direction === 'after' &&
      due.timing.until.length === 0 &&
      version!.row.when === undefined &&
      version!.row['yields-to'] === undefined &&
      version!.row.extension === undefined &&
      version!.row['lapses-into'] === undefined &&
      !due.timing.immediate
    );
  });

  it.each(judged)('%s has the outcomes in columns that it has alone', (rule) => {
    const version = bound.versions(rule)[0]!;
    const inColumns = bindColumns(authority, rule);
    const [start, done] = [inColumns.starts[0]!, version.done[0]!];
    if (start === done) return;
    const rows = fc.array(
      fc.tuple(
        fc.integer({ min: dayNumber('2025-01-01'), max: dayNumber('2026-12-31') }),
        fc.option(fc.integer({ min: -20, max: 120 })),
      ),
      { minLength: 4, maxLength: 12 },
    );
    const asOf = fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2026-12-31') }).map(isoDate);
    check(
      fc.property(rows, asOf, (clocks, on) => {
        const standings = inColumns.standings({
          starts: column(clocks.map(([from]) => from)),
          done: column(clocks.map(([from, after]) => (after === null ? null : from + after))),
          asOf: on,
        });
        clocks.forEach(([from, after], row) => {
          const events = [
            { event: start, on: isoDate(from) },
            ...(after === null ? [] : [{ event: done, on: isoDate(from + after) }]),
          ];
          const [said] = authority.check([{ case: 'C', events }], { asOf: on, rules: [rule] }).rows;
          expect(isFailure(said!)).toBe(false);
          const { outcome, daysLate, daysLeft, workingDaysLate, workingDaysLeft } = said as CheckRow;
          const past = (late: number | null, left: number | null) =>
            late ?? (left === null ? null : -left || 0);
          const columnDays = (value: number) => (value === -0x8000_0000 ? null : value || 0);
          expect({
            outcome: OUTCOMES[standings.outcomes[row]!],
            days: columnDays(standings.daysPastDue[row]!),
            workingDays: columnDays(standings.workingDaysPastDue[row]!),
          }).toEqual({
            outcome,
            days: past(daysLate, daysLeft),
            workingDays: past(workingDaysLate, workingDaysLeft),
          });
        });
      }),
      { numRuns: 1 },
    );
  });
});
