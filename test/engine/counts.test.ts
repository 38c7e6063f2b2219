import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseInput } from '../../src/cases/case-input.js';
import { isFailure } from '../../src/cases/check.js';
import type { TimelinessOptions } from '../../src/cases/timeliness.js';
import type { TimelinessFigure } from '../../src/cases/timeliness-figure.js';
import { timescales } from '../../src/cases/timescales.js';
import { check } from '../property.js';
import { date, dueIds, generatedCase, table } from './generated.js';

const wokingham = timescales(table);

/** What a night's file may have among its cases. */
const badCase = fc.constantFrom<unknown>(
  null,
  7,
  'a text',
  [],
  {},
  { case: 'B-1', events: { 'no-such-event': '2026-01-05' } },
  { case: 'B-2', events: { 'contact-received': '2026-02-30' } },
  { case: 'B-3', events: { 'contact-received': '' } },
  { case: 'B-4', facts: { disabled: 'perhaps' }, events: [] },
  { case: 'B-5', event: [] },
  { case: 'B-6', events: [{ event: 'contact-received', on: '2026-01-05Z' }] },
  { case: 7, events: [] },
  // Good cases of which single rules can't be worked out: before the first version, and outside the calendar.
  { case: 'B-8', events: { 'strategy-discussion': '2019-01-07', 'contact-received': '2026-01-05' } },
  { case: 'B-9', events: { 'strategy-discussion': '2050-12-30' } },
) as fc.Arbitrary<CaseInput>;

const cases = fc.array(fc.oneof({ weight: 3, arbitrary: generatedCase }, { weight: 1, arbitrary: badCase }), {
  maxLength: 8,
});

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

describe('a check loses nothing', () => {
  it('over all rules', () => {
    check(
      fc.property(cases, date, (list, asOf) => {
        const { rows, summary } = wokingham.check(list, { asOf });
        const failures = rows.filter(isFailure);
        const answers = rows.flatMap((row) => (isFailure(row) ? [] : [row]));
        expect(summary.cases).toBe(list.length);
        expect(summary.failed).toBe(failures.length);
        expect(summary.rows).toBe(sum(Object.values(summary.outcomes)));
        const counted: Record<string, number> = {};
        for (const { outcome } of answers) counted[outcome] = (counted[outcome] ?? 0) + 1;
        // What nothing has started has a row only where its rule is asked for by name.
        const { 'not-started': notStarted = 0, ...outcomes } = summary.outcomes;
        const { 'not-started': started = 0, ...seen } = counted;
        expect(seen).toEqual(outcomes);
        expect(started).toBeLessThanOrEqual(notStarted);
      }),
      { numRuns: 15 },
    );
  });

  it('over rules by name: each case has a row or a failure for each of them', () => {
    const rules = fc.subarray(dueIds, { minLength: 1, maxLength: 6 });
    check(
      fc.property(cases, rules, date, (list, asked, asOf) => {
        const { rows, summary } = wokingham.check(list, { asOf, rules: asked });
        expect(rows.length).toBe(summary.rows + summary.failed);
        expect(sum(Object.values(summary.outcomes))).toBe(summary.rows);
        const one = list.map((input) => wokingham.check([input], { asOf, rules: asked }).rows);
        expect(rows).toEqual(one.flat());
        for (const results of one) {
          const refused = results.some((row) => isFailure(row) && row.rule === null);
          const named = new Set(results.map(({ rule }) => rule));
          if (refused) expect(results.length).toBe(1);
          else expect([...named].sort()).toEqual(asked.map((id) => `wokingham/${id}`).sort());
        }
      }),
      { numRuns: 15 },
    );
  });

  it('a failure says where and what', () => {
    check(
      fc.property(badCase, (input) => {
        const { rows } = wokingham.check([input], { asOf: '2026-05-01' });
        for (const row of rows) {
          if (!isFailure(row)) continue;
          expect(row.error.code).toMatch(/^[A-Z_]+$/);
          expect(row.error.message).toMatch(/^.+\.$|\?$/s);
          expect(JSON.parse(JSON.stringify(row))).toEqual(row);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('a share in time counts everything given once', () => {
  const left = ({ leftOut }: TimelinessFigure): number => sum(Object.values(leftOut));
  const all = (figure: TimelinessFigure): number =>
    figure.inTime + figure.late + figure.openNotDue + figure.openOverdue + left(figure);

  const options = fc
    .record(
      {
        rule: fc.constantFrom(...dueIds),
        asOf: date,
        denominator: fc.constantFrom<TimelinessOptions['denominator']>('held', 'due'),
        from: date,
        until: date,
        by: fc.constantFrom('team', 'disabled'),
        bands: fc.constantFrom([0, 10, 20], [10]),
      },
      { requiredKeys: ['rule', 'asOf', 'denominator'] },
    )
    .filter(({ from, until }) => from === undefined || until === undefined || from <= until);

  it('each deadline: as many as a check has rows', () => {
    check(
      fc.property(cases, options, (list, asked) => {
        const { summary, rows } = wokingham.check(list, { asOf: asked.asOf, rules: [asked.rule] });
        const measured = wokingham.timeliness(list, asked);
        expect(all(measured)).toBe(summary.rows + summary.failed);
        expect(measured.failures.length).toBe(summary.failed);
        expect(measured.numerator).toBe(measured.inTime);
        const { inTime, late, openOverdue } = measured;
        expect(measured.denominator).toBe(inTime + late + (asked.denominator === 'due' ? openOverdue : 0));
        expect(measured.share).toBe(measured.denominator === 0 ? null : inTime / measured.denominator);
        if (asked.by !== undefined) {
          expect(sum(Object.values(measured.groups).map(all))).toBe(all(measured) - measured.failures.length);
        }
        if (asked.from === undefined && asked.until === undefined) {
          const count = (...outcomes: string[]) =>
            rows.filter((row) => !isFailure(row) && outcomes.includes(row.outcome)).length;
          expect(measured).toMatchObject({
            inTime: count('met'),
            late: count('met-late'),
            openOverdue: count('overdue'),
            openNotDue: count('upcoming', 'due-soon', 'due-today'),
          });
          expect(measured.lateRows.length).toBe(late + openOverdue);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('each case: as many as there are', () => {
    check(
      fc.property(cases, options, (list, asked) => {
        expect(all(wokingham.timeliness(list, { ...asked, unit: 'cases' }))).toBe(list.length);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a plan', () => {
  it('is in order of its due dates; what has none stands last', () => {
    check(
      fc.property(generatedCase, date, (input, asOf) => {
        const dates = wokingham
          .plan(input, { asOf })
          .deadlines.map(({ due, dueAt }) => dueAt ?? due ?? '9999');
        expect(dates).toEqual([...dates].sort());
      }),
      { numRuns: 20 },
    );
  });

  it('names every rule once: with deadlines, not started, standing, or refused', () => {
    check(
      fc.property(generatedCase, date, (input, asOf) => {
        const { deadlines, notStarted, failures, standings } = wokingham.plan(input, { asOf });
        const named = [
          ...new Set(deadlines.map(({ rule }) => rule)),
          ...notStarted,
          ...failures.map(({ path }) => path),
        ];
        expect([...named].sort()).toEqual(dueIds.map((id) => `wokingham/${id}`).sort());
        expect(new Set(standings.map(({ rule }) => rule)).size).toBe(standings.length);
      }),
      { numRuns: 20 },
    );
  });

  it('agrees with a check, with all deadlines of a rule, and with the one that is due', () => {
    check(
      fc.property(generatedCase, date, (input, asOf) => {
        const { deadlines: all, failures } = wokingham.plan(input, { asOf });
        const planned = all.filter(({ foreseen }) => !foreseen);
        const others = dueIds.filter((_, index) => index % 40 === planned.length % 40);
        const started = [...new Set(planned.map(({ rule }) => rule.slice('wokingham/'.length)))];
        for (const id of new Set([...started, ...others])) {
          const failure = failures.find(({ path }) => path === `wokingham/${id}`);
          if (failure) {
            expect(() => wokingham.deadlines(id, input, { asOf })).toThrow(failure.message);
            continue;
          }
          const ofPlan = planned.filter(({ rule }) => rule === `wokingham/${id}`);
          const deadlines = wokingham.deadlines(id, input, { asOf });
          const byDue = (list: readonly (typeof ofPlan)[number][]) =>
            list.map((one) => JSON.stringify(one)).sort();
          expect(byDue(ofPlan)).toEqual(byDue(deadlines as typeof ofPlan));
          const rows = wokingham
            .check([input], { asOf, rules: [id] })
            .rows.flatMap((row) => (isFailure(row) ? [] : [row]));
          if (deadlines.length === 0) expect(rows.map(({ outcome }) => outcome)).toEqual(['not-started']);
          else {
            expect(
              rows.map(({ due, safe, trigger, done, outcome }) => ({ due, safe, trigger, done, outcome })),
            ).toEqual(
              deadlines.map(({ due, dueAt, safe, trigger, done, outcome }) => ({
                due: dueAt ?? due,
                safe,
                trigger: trigger?.on ?? null,
                done,
                outcome,
              })),
            );
            const answer = wokingham.due(id, input, { asOf });
            expect(deadlines).toContainEqual(answer);
            // The last there is, unless that is still to come: then the last that is not, or the first of all.
            const toCome = deadlines.filter((one) => (one.trigger?.on.slice(0, 10) ?? '') > asOf);
            if (toCome.length === 0 && deadlines.every(({ trigger }) => trigger))
              expect(answer).toEqual(deadlines.at(-1));
            if (answer.outcome === 'not-started') expect(toCome).toHaveLength(deadlines.length);
            const triggers = deadlines.flatMap(({ trigger }) => trigger?.on.slice(0, 10) ?? []);
            expect(triggers).toEqual([...triggers].sort());
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});
