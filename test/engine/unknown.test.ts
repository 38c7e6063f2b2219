import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseInput, EventInput } from '../../src/cases/case-input.js';
import { timescales } from '../../src/cases/timescales.js';
import type { StandingDeadline } from '../../src/deadlines/deadline.js';
import { check } from '../property.js';
import { date, generatedCase, table } from './generated.js';
import { smallTable } from './small-table.js';

type Facts = Record<string, string | number | boolean>;
type Listed = CaseInput & { events: EventInput[] };

/** The case as it would be had some facts never been recorded, neither on it nor on an event. */
function without(input: Listed, names: ReadonlySet<string>): Listed {
  const less = (facts: Facts | undefined) =>
    Object.fromEntries(Object.entries(facts ?? {}).filter(([name]) => !names.has(name)));
  return {
    ...input,
    facts: less(input.facts),
    events: input.events.map((event) => ({ ...event, facts: less(event.facts) })),
  };
}

const keyOf = ({ rule, trigger, foreseen, due }: StandingDeadline): string =>
  `${rule} from ${trigger?.event ?? 'a fact'} on ${trigger?.on} (${foreseen ? due : 'recorded'})`;

/** A case, and the same with some of its facts unknown. */
const lessKnown = generatedCase.chain((input) => {
  const names = [...new Set([input, ...input.events].flatMap(({ facts }) => Object.keys(facts ?? {})))];
  return fc.record({ input: fc.constant(input), unknown: fc.subarray(names) });
});

const wokingham = timescales(table);

describe('a fact that is not known never turns into yes or no', () => {
  it('whom a rule is for: known to be so, or not so, only if the fact could change nothing', () => {
    check(
      fc.property(lessKnown, date, ({ input, unknown }, asOf) => {
        const truth = new Map(
          wokingham
            .plan(input, { asOf })
            // What gives way hangs on the other rule's condition; here each rule's own is held.
            .deadlines.filter(({ yieldsTo }) => yieldsTo === null)
            .map((deadline) => [keyOf(deadline), deadline]),
        );
        const left = without(input, new Set(unknown));
        const wrong = wokingham.plan(left, { asOf }).deadlines.filter((deadline) => {
          const { applies, outcome, lacking } = deadline;
          const known = truth.get(keyOf(deadline));
          if (applies !== 'unknown') return (known && known.applies !== applies) || lacking.length > 0;
          // Unknown names a fact, and one that is not recorded on the case.
          const named = lacking.map((lack) => lack.replace('fact ', ''));
          return (
            outcome !== 'unknown' ||
            named.length === 0 ||
            named.some((name) => Object.hasOwn(left.facts!, name))
          );
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('who qualifies', () => {
    check(
      fc.property(lessKnown, date, ({ input, unknown }, asOf) => {
        const answers = (of: CaseInput) =>
          new Map(
            wokingham
              .plan(of, { asOf })
              .standings.flatMap((one) => (one.kind === 'qualification' ? [[one.rule, one] as const] : [])),
          );
        const truth = answers(input);
        for (const [rule, { qualifies, missing }] of answers(without(input, new Set(unknown)))) {
          // A rule that is not for the case gives no answer for it.
          const known = truth.get(rule)?.qualifies ?? 'not for it';
          if (qualifies === 'unknown') expect(missing.length).toBeGreaterThan(0);
          else {
            expect([rule, known]).toEqual([rule, qualifies]);
            expect(missing).toEqual([]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

/** Conditions of any shape over five facts, with what they mean said here a second time. */
interface Means {
  readonly condition: Record<string, unknown>;
  readonly isSo: (facts: Facts) => boolean;
}

const FACTS: Record<string, readonly (string | number | boolean)[]> = {
  first: [true, false],
  second: [true, false],
  kind: ['red', 'green', 'blue'],
  size: [0, 4, 5, 6],
};

const line: fc.Arbitrary<Means> = fc.oneof(
  fc.record({ name: fc.constantFrom('first', 'second'), wanted: fc.boolean() }).map(({ name, wanted }) => ({
    condition: { [name]: wanted },
    isSo: (facts: Facts) => facts[name] === wanted,
  })),
  fc.subarray(['red', 'green', 'blue'], { minLength: 1 }).map((wanted) => ({
    condition: { kind: wanted.length === 1 ? wanted[0] : wanted },
    isSo: (facts: Facts) => wanted.includes(String(facts.kind)),
  })),
  fc
    .record({ atLeast: fc.constantFrom(0, 4, 5), under: fc.constantFrom(5, 6, 7) })
    .map(({ atLeast, under }) => ({
      condition: { size: { 'at-least': atLeast, under } },
      isSo: (facts: Facts) => Number(facts.size) >= atLeast && Number(facts.size) < under,
    })),
);

const { means } = fc.letrec<{ means: Means }>((tie) => ({
  means: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'condition' },
    line,
    tie('means').map(({ condition, isSo }) => ({
      condition: { not: condition },
      isSo: (facts: Facts) => !isSo(facts),
    })),
    fc.array(tie('means'), { minLength: 2, maxLength: 3 }).map((parts) => ({
      condition: { any: parts.map(({ condition }) => condition) },
      isSo: (facts: Facts) => parts.some(({ isSo }) => isSo(facts)),
    })),
    fc.tuple(line, tie('means'), tie('means')).map(([own, negated, other]) => ({
      condition: { ...own.condition, not: negated.condition, any: [other.condition, own.condition] },
      isSo: (facts: Facts) =>
        own.isSo(facts) && !negated.isSo(facts) && (other.isSo(facts) || own.isSo(facts)),
    })),
  ),
}));

const someFacts = fc.record(
  Object.fromEntries(Object.entries(FACTS).map(([name, values]) => [name, fc.constantFrom(...values)])),
  { requiredKeys: [] },
) as fc.Arbitrary<Facts>;

/** Every way in which the facts that are not known could be. */
function completions(facts: Facts): Facts[] {
  let all: Facts[] = [facts];
  for (const [name, values] of Object.entries(FACTS)) {
    if (!Object.hasOwn(facts, name))
      all = all.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
  }
  return all;
}

describe('conditions in three values, against every completion of the facts', () => {
  const ASKED = { asOf: '2026-05-01' };

  it('an eligibility: yes and no only where every completion agrees; with all facts, what it says', () => {
    check(
      fc.property(means, someFacts, ({ condition, isSo }, facts) => {
        const made = timescales(smallTable([{ id: 'rule', qualifies: condition }]));
        const answer = made.standing('rule', { facts, events: {} }, ASKED);
        if (answer?.kind !== 'qualification') throw new Error('no answer');
        const possible = new Set(completions(facts).map((one) => (isSo(one) ? 'yes' : 'no')));
        if (answer.qualifies !== 'unknown') expect([...possible]).toEqual([answer.qualifies]);
        else {
          expect(answer.missing.length).toBeGreaterThan(0);
          for (const name of answer.missing) expect(facts).not.toHaveProperty(name.replace('fact ', ''));
        }
        if (Object.keys(facts).length === Object.keys(FACTS).length)
          expect(answer.qualifies).not.toBe('unknown');
      }),
      { numRuns: 250 },
    );
  });

  it('whom a rule is for', () => {
    const made = (condition: object) =>
      timescales(smallTable([{ id: 'rule', due: { within: '1 week', of: 'start' }, when: condition }]));
    check(
      fc.property(means, someFacts, fc.boolean(), ({ condition, isSo }, facts, onEvent) => {
        const start = { event: 'start', on: '2026-04-30', ...(onEvent ? { facts } : {}) };
        const input = { facts: onEvent ? {} : facts, events: [start] };
        const { applies, outcome } = made(condition).due('rule', input, ASKED);
        const possible = new Set(completions(facts).map((one) => (isSo(one) ? 'yes' : 'no')));
        if (applies !== 'unknown') expect([...possible]).toEqual([applies]);
        expect(outcome).toBe({ yes: 'due-soon', no: 'not-applicable', unknown: 'unknown' }[applies]);
      }),
      { numRuns: 150 },
    );
  });

  it('of one line, unknown is exactly what the completions part on', () => {
    check(
      fc.property(line, someFacts, ({ condition, isSo }, facts) => {
        const made = timescales(smallTable([{ id: 'rule', qualifies: condition }]));
        const answer = made.standing('rule', { facts, events: {} }, ASKED);
        const possible = [...new Set(completions(facts).map((one) => (isSo(one) ? 'yes' : 'no')))];
        // Lines that hold, or fail, whatever the fact is, are not looked into.
        const trivial =
          possible.length === 1 && Object.keys(condition).some((name) => !Object.hasOwn(facts, name));
        if (!trivial)
          expect(answer).toMatchObject({ qualifies: possible.length === 1 ? possible[0] : 'unknown' });
      }),
    );
  });
});
