import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseInput } from '../../src/cases/case-input.js';
import { isFailure } from '../../src/cases/check.js';
import { timescales } from '../../src/cases/timescales.js';
import type { Deadline } from '../../src/deadlines/deadline.js';
import { check } from '../property.js';
import { builtInTable } from '../tables.js';
import { date, eventsIn, generatedCase, table } from './generated.js';
import { caseFor, everyTiming } from './questions.js';

const wokingham = timescales(table);

/** No later than the due date and every reading, and one of them. */
function holdSafe({ due, safe, readings }: Deadline): void {
  const dates = [due, ...readings.map((reading) => reading.due)].filter((one) => one !== null);
  expect(safe).toBe([...dates].sort()[0] ?? null);
}

describe('the safe date is the earliest of the due date and all readings', () => {
  const withReadings = everyTiming.filter(({ row }) => row.readings !== undefined);

  it('of the rules that have readings', () => {
    expect(withReadings.length).toBeGreaterThan(90);
  });

  it.each(everyTiming)('$id', (asked) => {
    check(
      fc.property(date, (on) => {
        const input = caseFor(asked, on);
        holdSafe(wokingham.due(asked.id, input));
        // With all that the readings count from as well.
        const more = Object.fromEntries(eventsIn(asked.row.readings).map((event) => [event, on]));
        const full = { ...input, events: { ...more, ...input.events } } as CaseInput;
        for (const deadline of wokingham.deadlines(asked.id, full)) {
          holdSafe(deadline);
          expect(deadline.readings.length).toBe(asked.row.readings?.length ?? 0);
        }
      }),
      { numRuns: 2 },
    );
  });

  it('in every plan, also of what is foreseen', () => {
    check(
      fc.property(generatedCase, date, (input, asOf) => {
        for (const deadline of wokingham.plan(input, { asOf }).deadlines) holdSafe(deadline);
      }),
      { numRuns: 40 },
    );
  });

  it("in a child's whole journey, and the same in a check", () => {
    const journey = JSON.parse(readFileSync('examples/journey.json', 'utf8')) as CaseInput;
    const { deadlines } = wokingham.plan(journey, { asOf: '2026-05-01' });
    for (const deadline of deadlines) holdSafe(deadline);
    const { rows } = wokingham.check([journey], { asOf: '2026-05-01' });
    for (const row of rows) {
      if (isFailure(row)) throw new Error(row.error.message);
      if (row.safe !== null && row.due !== null) expect(row.safe <= row.due.slice(0, 10)).toBe(true);
    }
  });
});

it("no reading moves Somerset's first core group beyond the ten days that its clause prints", () => {
  const { due, readings } = timescales(builtInTable('somerset')).due('first-core-group', {
    events: { 'initial-conference': '2026-03-02' },
  });
  expect([due, ...readings.map((reading) => reading.due)]).toEqual(['2026-03-16', '2026-03-12']);
});
