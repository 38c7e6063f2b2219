import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountStart } from '../../src/calendar/day-calendar.js';
import { type ExplainedDeadline, type Timescales, timescales } from '../../src/cases/timescales.js';
import type { Step } from '../../src/deadlines/explain.js';
import { parsePeriod } from '../../src/time/period.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { check } from '../property.js';
import { date, table } from './generated.js';
import { caseFor, everyTiming } from './questions.js';
import { smallTable } from './small-table.js';

/** The period that a step counts, as the sentence has it: "15 working days after Friday …". */
const periodOf = ({ says }: Step): string => says.slice(0, says.search(/ (after|before) /));

/** Holds a step of working days to its amount, its calendar and its end. */
function holdCounted(step: Step, { calendar }: Timescales): void {
  const numbers = step.days.flatMap(({ counted }) => counted ?? []);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  expect(numbers.length).toBe(parsePeriod(periodOf(step)).amount);
  expect(step.days.findLast(({ counted }) => counted !== null)?.date).toBe(step.gives);
  expect(step.days.at(-1)?.date).toBe(step.gives);
  for (const { date, counted, reason } of step.days) {
    if (counted !== null) expect(calendar.isWorkingDay(date)).toBe(true);
    else if (reason !== 'day 0, not counted') expect(reason).toBe(calendar.nonWorkingReason(date));
  }
  const days = step.days.map(({ date }) => dayNumber(date));
  const way = days.length > 1 ? Math.sign(days[1]! - days[0]!) : 1;
  expect(days).toEqual(days.map((_, index) => days[0]! + index * way));
}

/** Each tier's explanation ends on that tier's date. */
function holdEnds({ deadline, explanations }: ExplainedDeadline): void {
  for (const { tier, steps } of explanations) {
    const gives = steps.findLast((step) => step.gives !== null)?.gives ?? null;
    const named = deadline.tiers.find(({ name }) => name === tier)?.due;
    const due = named ?? deadline.dueAt ?? deadline.due;
    if (due !== null && tier !== 'opens') expect(gives?.slice(0, due.length)).toBe(due);
  }
}

describe("the explanation's counted days", () => {
  const wokingham = timescales(table);
  const inWorkingDays = everyTiming.filter(({ timing }) => JSON.stringify(timing).includes('working day'));

  it('are there for as many rules of the table as count working days', () => {
    expect(inWorkingDays.length).toBeGreaterThan(90);
  });

  it.each(inWorkingDays)('equal the amount, and end on the due date: $id', (asked) => {
    check(
      fc.property(date, (on) => {
        const explained = wokingham.explain(asked.id, caseFor(asked, on));
        const counted = explained.explanations
          .flatMap(({ steps }) => steps)
          .filter(({ days }) => days.length > 0);
        expect(counted.length).toBeGreaterThan(0);
        for (const step of counted) {
          holdCounted(step, wokingham);
          expect(JSON.stringify(asked.timing)).toContain(`"${periodOf(step)}"`);
        }
        holdEnds(explained);
      }),
      { numRuns: 6 },
    );
  });

  it.each(everyTiming)('lead to the dates of the answer: $id', (asked) => {
    check(
      fc.property(date, (on) => {
        const input = caseFor(asked, on);
        const explained = wokingham.explain(asked.id, input);
        holdEnds(explained);
        expect(explained.deadline).toEqual(wokingham.due(asked.id, input));
      }),
      { numRuns: 2 },
    );
  });

  const counting = fc.constantFrom<CountStart>('next-day', 'next-working-day', 'trigger-day');
  const closures = fc.array(fc.integer({ min: -40, max: 40 }), { maxLength: 8 });

  it('are right in both directions, with every counting, and with days closed', () => {
    const direction = fc.constantFrom('within', 'by');
    const amounts = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }));
    check(
      fc.property(date, direction, counting, amounts, closures, (on, which, how, [target, more], closed) => {
        const tiers = { target: `${target} working days`, limit: `${target + more} working days` };
        const written = JSON.parse(JSON.stringify(tiers).replaceAll('"1 working days', '"1 working day'));
        const due =
          which === 'within'
            ? { within: written, of: 'start', counting: how }
            : { by: written, before: 'start', counting: how };
        const made = timescales(smallTable([{ id: 'rule', due }]), {
          closures: closed.map((offset) => isoDate(dayNumber(on) + offset)),
        });
        const explained = made.explain('rule', { events: { start: on } });
        const sign = which === 'within' ? 1 : -1;
        expect(explained.deadline.due).toBe(
          made.calendar.addWorkingDays(on, sign * (target + more), { start: how }),
        );
        expect(explained.deadline.tiers.map((tier) => tier.due)).toEqual(
          [target, target + more].map((amount) =>
            made.calendar.addWorkingDays(on, sign * amount, { start: how }),
          ),
        );
        const steps = explained.explanations
          .flatMap(({ steps }) => steps)
          .filter(({ days }) => days.length > 0);
        expect(steps.length).toBe(2);
        for (const step of steps) holdCounted(step, made);
        holdEnds(explained);
      }),
      { numRuns: 150 },
    );
  });

  it('stand before the roll, where the rule has one', () => {
    const roll = fc.constantFrom('previous-working-day', 'next-working-day');
    check(
      fc.property(date, roll, fc.integer({ min: 1, max: 60 }), (on, to, amount) => {
        const made = timescales(
          smallTable([
            {
              id: 'rule',
              due: { within: `${amount} weeks`.replace(/^1 weeks/, '1 week'), of: 'start', roll: to },
            },
          ]),
        );
        const explained = made.explain('rule', { events: { start: on } });
        const end = isoDate(dayNumber(on) + amount * 7);
        const { calendar } = made;
        expect(explained.explanations[0]!.steps.flatMap(({ gives }) => gives ?? [])).toEqual([
          on,
          end,
          to === 'next-working-day'
            ? calendar.nextWorkingDayOrSame(end)
            : calendar.previousWorkingDayOrSame(end),
        ]);
        holdEnds(explained);
      }),
    );
  });
});
