/** Faults that were found by trying, each held by the smallest case that showed it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseInput } from '../../src/cases/case-input.js';
import { timescales } from '../../src/cases/timescales.js';
import { TimescaleError } from '../../src/failure.js';
import { lintTable, loadTable } from '../../src/rules/load.js';
import { formatPeriod, parsePeriod } from '../../src/time/period.js';
import { isoDate } from '../calendar/reference.js';
import { check } from '../property.js';
import { wokinghamTable } from '../tables.js';
import { date, day, generatedCase } from './generated.js';
import { smallParts, smallTable } from './small-table.js';

const wokingham = timescales(wokinghamTable());
const refusal = (ask: () => unknown): TimescaleError => {
  try {
    ask();
  } catch (error) {
    if (error instanceof TimescaleError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};
const duesOf = (made: typeof wokingham, input: object, asked: object) =>
  made.plan(input as never, asked as never).deadlines.map(({ due }) => due);

describe('recurrence', () => {
  it('a series with a length foresees what falls within it', () => {
    const made = timescales(
      smallTable([{ id: 'series', due: { every: '1 week', from: 'start', until: '4 weeks' } }]),
    );
    check(
      fc.property(day, (from) => {
        const dues = duesOf(
          made,
          { events: { start: isoDate(from) } },
          { asOf: isoDate(from), until: isoDate(from + 300) },
        );
        expect(dues).toEqual([1, 2, 3, 4].map((week) => isoDate(from + week * 7)));
      }),
      { numRuns: 20 },
    );
  });
  it('knowing the date of birth takes no date out of the plan before the age that ends the series', () => {
    const input = (facts: object) => ({
      facts: { 'leaving-care-status': 'relevant', ...facts },
      events: { 'ceased-looked-after': '2026-01-05' },
    });
    const asked = { asOf: '2026-01-06', rules: ['care-leaver-contact'] };
    expect(duesOf(wokingham, input({ 'date-of-birth': '2008-01-01' }), asked)).toEqual(
      duesOf(wokingham, input({}), asked),
    );
  });
  it('a phase with an end foresees nothing beyond it', () => {
    const dues = duesOf(
      wokingham,
      { events: { 'placement-move': '2026-01-05' } },
      { asOf: '2026-01-06', rules: ['looked-after-visit-after-move'] },
    );
    expect(dues).toEqual(['2026-01-12', '2026-01-19', '2026-01-26', '2026-02-02']);
  });
});

describe('order.test.ts, clocks.test.ts', () => {
  const visit = (more: object) => ({ event: 'child-protection-visit', on: '2026-03-02', ...more });
  const asked = { asOf: '2026-05-01', rules: ['child-protection-visit-record', 'child-protection-bedroom'] };
  it('of two ids of one event, neither is lost', () => {
    const record = { event: 'visit-recorded', on: '2026-03-03', for: 'visit-2' };
    const plan = (ids: string[]) =>
      wokingham.plan({ events: [...ids.map((id) => visit({ id })), record] }, asked);
    expect(plan(['visit-1', 'visit-2'])).toEqual(plan(['visit-2', 'visit-1']));
  });
  it('facts that contradict one another do not depend on the order', () => {
    const plan = (seen: boolean[]) =>
      wokingham.plan({ events: seen.map((one) => visit({ facts: { 'bedroom-seen': one } })) }, asked);
    expect(plan([true, false])).toEqual(plan([false, true]));
  });
});

describe('unknown', () => {
  it('whether a rule gives way to another is unknown while it is unknown whether that one is for the case', () => {
    const applies = (facts: Record<string, string>) =>
      wokingham.due(
        'child-in-need-visit',
        { facts, events: { 'child-in-need-plan-start': '2026-01-05' } },
        { asOf: '2026-01-06' },
      ).applies;
    expect(applies({ team: 'children-with-disabilities' })).toBe('no');
    expect(applies({})).toBe('unknown');
  });
  it('the property with yields-to', () => {
    const lessKnown = generatedCase.chain((input) => {
      const names = [...new Set([input, ...input.events].flatMap(({ facts }) => Object.keys(facts ?? {})))];
      return fc.record({ input: fc.constant(input), unknown: fc.subarray(names) });
    });
    check(
      fc.property(lessKnown, date, ({ input, unknown }, asOf) => {
        const less = (facts?: object) =>
          Object.fromEntries(Object.entries(facts ?? {}).filter(([name]) => !unknown.includes(name)));
        const left = {
          ...input,
          facts: less(input.facts),
          events: input.events.map((event) => ({ ...event, facts: less(event.facts) })),
        };
        const key = (one: {
          rule: string;
          trigger: { event: string; on: string } | null;
          foreseen: boolean;
          due: string | null;
        }) => `${one.rule} ${one.trigger?.event} ${one.trigger?.on} ${one.foreseen ? one.due : ''}`;
        const truth = new Map(
          wokingham.plan(input, { asOf }).deadlines.map((one) => [key(one), one.applies]),
        );
        const wrong = wokingham
          .plan(left as never, { asOf })
          .deadlines.filter(
            (one) => one.applies !== 'unknown' && truth.has(key(one)) && truth.get(key(one)) !== one.applies,
          );
        expect(wrong.map((one) => [key(one), one.applies, truth.get(key(one))])).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('explanation', () => {
  const counted = (due: object) =>
    timescales(smallTable([{ id: 'rule', due }]))
      .explain('rule', { events: { meeting: '2026-01-16' } })
      .explanations[0]!.steps.flatMap(({ days }) => days)
      .filter((one) => one.counted !== null).length;
  it('clear days: as many are counted as the amount says', () => {
    expect(counted({ by: '2 working days', before: 'meeting', clear: true })).toBe(2);
  });
  it('no working day, with the trigger day as day 1: none is counted', () => {
    expect(counted({ within: '0 working days', of: 'meeting', counting: 'trigger-day' })).toBe(0);
  });
});

describe('round trip', () => {
  it('long periods', () => {
    for (const text of ['12001 months', '60000 fortnights'])
      expect(parsePeriod(formatPeriod(parsePeriod(text)))).toEqual(parsePeriod(text));
  });
});

describe('counts', () => {
  const asked = { rule: 'initial-conference', asOf: '2026-05-01', denominator: 'due' } as const;
  it('a case that is null is refused and counted, and does not stop the others', () => {
    const measured = wokingham.timeliness([null as never, { events: {} }], asked);
    expect(measured.failures.map(({ error }) => error.code)).toEqual(['INVALID_CASE']);
  });
  it('a wrong option is refused at once, not once for each case, or never', () => {
    const one = [{ events: { 'strategy-discussion': '2026-03-02' } }];
    for (const list of [one, []]) {
      expect(refusal(() => wokingham.timeliness(list, { ...asked, from: '30/01/2026' })).path).toBe('from');
      expect(refusal(() => wokingham.timeliness(list, { ...asked, by: 'taem' })).code).toBe('UNKNOWN_FACT');
      expect(refusal(() => wokingham.timeliness(list, { ...asked, rule: 'eligible-child' })).code).toBe(
        'NOT_A_DEADLINE',
      );
      expect(refusal(() => wokingham.timeliness(list, { ...asked, denominator: 'dues' as never })).code).toBe(
        'INVALID_OPTION',
      );
    }
  });
  it('the bands hold all that was done', () => {
    const events = {
      'child-protection-conference': '2026-03-20',
      'conference-invitations-sent': '2026-03-02',
    };
    const { bands, inTime } = wokingham.timeliness([{ events }], {
      ...asked,
      rule: 'conference-invitations',
      bands: [0, 10],
    });
    expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(inTime);
  });
});

describe('clocks', () => {
  it('a follow-up of what started a series is told of', () => {
    const events = { 'protection-plan-start': ['2026-03-27', '2026-03-30'] };
    expect(wokingham.due('child-protection-visit', { events }).findings).toEqual([
      expect.stringContaining('2026-03-30 did not restart'),
    ]);
  });
});

describe('the path leads to the bad value', () => {
  it.each(['1999-12-31', '2051-01-03'])('outside the calendar: %s', (on) => {
    expect(
      refusal(() => wokingham.due('initial-conference', { events: { 'strategy-discussion': on } })).path,
    ).toBe('events.strategy-discussion');
  });
  it('asked for on a day outside the calendar', () => {
    expect(
      refusal(() =>
        wokingham.due(
          'initial-conference',
          { events: { 'strategy-discussion': '2026-03-27' } },
          { asOf: '2051-02-01' },
        ),
      ).path,
    ).toBe('asOf');
  });
  it('the hour that the clocks skip', () => {
    const events = { 'child-protection-visit': '2026-03-29T01:30' };
    expect(refusal(() => wokingham.due('child-protection-visit-record', { events })).path).toBe(
      'events.child-protection-visit',
    );
  });
  it('a link to nothing', () => {
    const events = [{ event: 'visit-recorded', on: '2026-03-27', for: 'visit-7' }];
    expect(refusal(() => wokingham.due('initial-conference', { events })).path).toBe('events[0].for');
  });
  it('a term that ends before it starts', () => {
    const series = { 'school-terms': [{ from: '2026-03-30', until: '2026-03-01' }] };
    expect(refusal(() => timescales(wokinghamTable(), { series })).path).toBe('series.school-terms[0].until');
  });
  it('an area that is none', () => {
    expect(
      refusal(() => wokingham.plan({ events: {} }, { asOf: '2026-05-01', areas: ['child-protecton'] })).path,
    ).toBe('areas[0]');
  });
});

describe('tables', () => {
  const sound = { id: 'rule', due: { within: '1 week', of: 'start' } };
  const problems = (row: object, authority: object = {}) =>
    lintTable(smallParts([{ ...sound, ...row }], authority));
  it('a circle, and what hangs on no date, name their file and not the area', () => {
    expect(
      problems({ due: { within: '1 week', of: { 'due-date-of': 'rule' } } }).map(({ file }) => file),
    ).toEqual(['small/rules.json']);
    expect(problems({ due: { every: '1 week' } }).map(({ file }) => file)).toEqual(['small/rules.json']);
  });
  it('an unknown key of authority.json has its near name', () => {
    expect(problems({}, { callendar: 'GB-ENG' })[0]!.message).toContain('Did you mean "calendar"?');
  });
  it('a timing with a key missing is told which, and no key is suggested for itself', () => {
    expect(problems({ due: { within: '3 weeks' } }).map(({ path }) => path)).toEqual([
      'rules["rule"].due.of',
    ]);
    expect(problems({ due: { every: '3 weeks', within: '3 weeks', of: 'start' } })[0]!.message).not.toContain(
      'Did you mean "every"?',
    );
  });
  it('names that every object has are not names of the vocabulary', () => {
    expect(problems({ done: 'constructor' }).map(({ code }) => code)).toEqual(['UNKNOWN_EVENT']);
    expect(problems({ when: { constructor: true } }).map(({ code }) => code)).toEqual(['UNKNOWN_FACT']);
  });
  it('a calendar and a zone that are none', () => {
    expect(problems({}, { calendar: 'GB-WLS' }).map(({ code }) => code)).toEqual(['UNKNOWN_CALENDAR']);
    expect(problems({}, { zone: 'Europe/Reading' }).length).toBe(1);
  });
  it('one bare day is suggested in the singular', () => {
    expect(refusal(() => parsePeriod('1 day')).message).toContain('"1 working day"');
  });
  it('an event that is a kind of itself is refused (a case about it never comes back)', () => {
    const circle = {
      events: [
        { id: 'one', means: 'one', 'is-a': 'two' },
        { id: 'two', means: 'two', 'is-a': 'one' },
      ],
    };
    expect(() => loadTable([...smallParts([sound]), { file: 'vocabulary/x.json', json: circle }])).toThrow(
      TimescaleError,
    );
  });
  it('rules that give way to one another are refused', () => {
    const rows = [
      { ...sound, 'yields-to': ['other'] },
      { ...sound, id: 'other', 'yields-to': ['rule'] },
    ];
    expect(lintTable(smallParts(rows)).map(({ code }) => code)).toContain('CIRCULAR_RULE');
  });
  it('a counting that hours do not heed is refused', () => {
    expect(
      problems({ due: { within: '3 hours', of: 'start', counting: 'next-working-day' } }).length,
    ).toBeGreaterThan(0);
  });
});

describe('hours', () => {
  it('hours back from a date alone never give a later date than with a time of that day', () => {
    const made = timescales(smallTable([{ id: 'rule', due: { by: '36 hours', before: 'start' } }]));
    const due = (start: string) => made.due('rule', { events: { start } }).due!;
    expect(due('2026-01-16') <= due('2026-01-16T09:00')).toBe(true);
  });
});

describe('an episode before the document was in force', () => {
  const input = {
    events: {
      'strategy-discussion': ['2019-03-04', '2026-03-27'],
      'initial-conference': ['2019-03-20'],
    },
  };

  it('takes no later one with it', () => {
    expect(wokingham.due('initial-conference', input, { asOf: '2026-04-01' }).due).toBe('2026-04-21');
    const { deadlines, failures } = wokingham.plan(input, {
      asOf: '2026-04-01',
      rules: ['initial-conference'],
    });
    expect(deadlines.map(({ due }) => due)).toEqual(['2026-04-21']);
    expect(failures.map(({ code, value }) => [code, value])).toEqual([['NO_VERSION_IN_FORCE', '2019-03-04']]);
  });

  it('does not stand in the way of a later one, though it was never completed', () => {
    const open = { events: { 'strategy-discussion': ['2019-03-04', '2026-03-27'] } };
    expect(wokingham.due('initial-conference', open, { asOf: '2026-04-01' }).due).toBe('2026-04-21');
  });
});

describe('a series asked for with only its last occurrence recorded', () => {
  const made = timescales(
    smallTable([
      { id: 'rule', due: { every: '4 weeks', from: 'start' }, from: '2020-01-01', until: '2024-01-01' },
      { id: 'rule', due: { every: '6 weeks', from: 'start' }, from: '2024-01-01' },
    ]),
  );
  const after = (done: string) => made.due('rule', { events: { done } }).due;

  it('is counted by the version in force on that day', () => {
    expect([after('2023-12-31'), after('2024-01-01')]).toEqual(['2024-01-28', '2024-02-12']);
  });

  it('is refused before any version was in force', () => {
    expect(refusal(() => after('2019-12-31'))).toMatchObject({
      code: 'NO_VERSION_IN_FORCE',
      path: 'small/rule',
      value: '2019-12-31',
    });
  });

  it('is counted from there also where another reading starts the series elsewhere', () => {
    const due = { every: '4 weeks', from: 'start' };
    const readings = [{ due: { ...due, from: 'meeting' }, because: 'it may start with the meeting' }];
    const read = timescales(smallTable([{ id: 'rule', due, readings }]));
    const said = read.due('rule', { events: { done: '2026-03-02', meeting: '2026-01-05' } });
    expect(said).toMatchObject({ due: '2026-03-30', safe: '2026-03-30' });
  });
});

describe('a clock that leaves the calendar', () => {
  const due = { within: '10 working days', of: { each: 'start' } };

  it('takes none of the other clocks with it', () => {
    const made = timescales(smallTable([{ id: 'rule', due }]));
    const { rows } = made.check([{ case: 'C', events: { start: ['2026-03-02', '2050-12-30'] } }], {
      asOf: '2026-03-03',
      rules: ['rule'],
    });
    expect(rows.map((row) => ('error' in row ? row.error.code : row.due)).sort()).toEqual([
      '2026-03-16',
      'OUTSIDE_COVERAGE',
    ]);
  });

  it.each(['1999-12-31', '2051-01-01'])(
    'is refused once where no version is in force either: %s',
    (start) => {
      const made = timescales(
        smallTable([
          { id: 'rule', due, from: '2010-01-01', until: '2024-01-01' },
          { id: 'rule', due, from: '2024-01-01', until: '2040-01-01' },
        ]),
      );
      const { rows } = made.check([{ case: 'C', events: { start } }], { asOf: '2026-03-03' });
      expect(rows.map((row) => 'error' in row && row.error.code)).toEqual(['OUTSIDE_COVERAGE']);
    },
  );

  it('is refused once, by the version that is in force', () => {
    const made = timescales(
      smallTable([
        { id: 'rule', due, until: '2024-01-01' },
        { id: 'rule', due, from: '2024-01-01' },
      ]),
    );
    const { rows } = made.check([{ case: 'C', events: { start: '2050-12-30' } }], { asOf: '2026-03-03' });
    expect(rows.map((row) => 'error' in row && row.error.code)).toEqual(['OUTSIDE_COVERAGE']);
  });

  it('is in a later phase than one that ends inside it', () => {
    const phases = [{ every: '10 working days', until: '1 year' }, { every: '2 calendar days' }];
    const made = timescales(smallTable([{ id: 'rule', due: { phases, from: 'start' } }]));
    const said = made.due('rule', { events: { start: '2050-01-03', done: '2050-12-28' } });
    expect(said.due).toBe('2050-12-30');
  });
});

describe('a completion that belongs to a clock outside the calendar', () => {
  it('is not taken by one whose own came before its window', () => {
    const table = smallTable([
      {
        id: 'rule',
        due: {
          within: '1 week',
          of: { each: 'start' },
          'no-earlier-than': { after: '2 calendar days', of: { each: 'start' } },
        },
      },
    ]);
    // The second start's date is beyond 2050, and the first completion of 2051 is its own.
    const events = {
      start: ['2024-03-01', '2050-12-30'],
      done: ['2024-03-02', '2051-01-02', '2051-01-04'],
    };
    const rows = timescales(table).checker({ asOf: '2026-05-01' }).check({ case: 'C', events });
    expect(rows.map((row) => ('error' in row ? row.error.code : row.done))).toEqual([
      '2051-01-04',
      'OUTSIDE_COVERAGE',
    ]);
  });
});

describe('a completion after the end', () => {
  const opened = {
    within: '1 month',
    of: 'start',
    'no-earlier-than': { after: '10 calendar days', of: 'start' },
    until: 'end',
  };
  const rowsOf = (due: object, events: object, asOf = '2026-05-01') =>
    timescales(smallTable([{ id: 'rule', due }]))
      .checker({ asOf })
      .check({ case: 'C', events } as CaseInput)
      .map((row) => ('error' in row ? row.error.code : [row.outcome, row.done]));

  it('does not count for one that came before its window', () => {
    const events = { start: '2026-03-02', done: ['2026-03-04', '2026-03-20'], end: '2026-03-16' };
    expect(rowsOf(opened, events)).toEqual([['too-early', '2026-03-04']]);
    const of = { each: 'start' };
    const each = { ...opened, of, 'no-earlier-than': { ...opened['no-earlier-than'], of } };
    expect(rowsOf(each, events)).toEqual([['too-early', '2026-03-04']]);
  });

  it('counts up to the end', () => {
    const events = { start: '2026-03-02', done: ['2026-03-04', '2026-03-16'], end: '2026-03-16' };
    expect(rowsOf(opened, events)).toEqual([['met', '2026-03-16']]);
  });

  it('that is still to come does not keep a clock going that has ended', () => {
    const events = [
      { event: 'start', on: '2026-03-02', id: 'S' },
      { event: 'end', on: '2026-03-06' },
      { event: 'done', on: '2026-04-20', for: 'S' },
    ];
    const due = { within: '3 weeks', of: 'start', until: 'end' };
    expect(rowsOf(due, events, '2026-03-10')).toEqual([['ended', '2026-04-20']]);
    expect(rowsOf(due, events)).toEqual([['met-late', '2026-04-20']]);
  });
});
