import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { type Row, smallTable } from '../engine/small-table.js';
import { generatedCases } from '../engines/cases.js';
import { differences } from '../engines/differences.js';
import { isProblem, lineOf, lineQueries } from '../engines/result-lines.js';
import { type Event, warehouse } from './warehouse.js';

const nth = (place: number | 'last') => ({ nth: place, event: 'meeting', in: 'stay' });
const unended = { spells: [{ id: 'stay', means: 'from a start to the next', starts: 'start' }] };

const ROWS: Row[] = [
  { id: 'after-the-first', due: { within: '2 weeks', of: nth(1) } },
  { id: 'before-the-second', due: { by: '5 working days', before: nth(2) } },
  { id: 'with-the-last', due: { at: nth('last') } },
  { id: 'for-some', due: { at: nth(1) }, when: { first: true } },
  { id: 'between', due: { within: '3 weeks', of: 'start', 'no-earlier-than': nth(1) } },
  { id: 'earlier', due: { earliest: [{ within: '4 weeks', of: 'start' }, { before: nth(2) }] } },
  {
    id: 'rhythm',
    due: {
      from: { each: 'start' },
      phases: [{ every: '1 week', until: nth(1) }, { every: '4 weeks' }],
      until: 'end',
    },
  },
  {
    id: 'read',
    due: { within: '3 months', of: 'start', until: 'end' },
    readings: [{ due: { before: nth(1) }, because: 'it may be the meeting itself' }],
  },
];

const total = (bounds: object) => ({ of: 'stay', ...bounds });
const WEEK = { due: { within: '1 week', of: 'meeting' } };

const TOTALS: Row[] = [
  { id: 'at-least', ...WEEK, when: { total: total({ 'at-least': '13 weeks' }) } },
  { id: 'at-most', ...WEEK, when: { total: total({ 'at-most': '75 calendar days' }) } },
  {
    id: 'within-last',
    due: { within: '1 week', of: { each: 'meeting' } },
    when: { total: total({ 'at-least': '28 calendar days', 'within-last': '3 months' }) },
  },
  {
    id: 'since-age',
    ...WEEK,
    when: { total: total({ 'at-least': '6 months', 'since-age': '14 years', 'within-last': '2 years' }) },
  },
  {
    id: 'not-both',
    due: { every: '4 weeks', from: 'start', until: 'end' },
    when: {
      any: [
        { not: { total: total({ 'at-least': '1 year', 'at-most': '2 years' }) } },
        { total: total({ 'at-least': '1 calendar day', 'since-age': '16 years' }) },
      ],
    },
  },
];

describe('a deemed event for which only a condition asks, in SQL', () => {
  const lapses: Row = {
    id: 'lapses',
    due: { within: '1 week', of: 'start' },
    'lapses-into': 'sudden-end',
  };
  const names = {
    events: [
      { id: 'start', means: 'something starts' },
      { id: 'meeting', means: 'a meeting is held' },
      { id: 'done', means: 'something is done' },
      { id: 'end', means: 'something ends' },
      { id: 'sudden-end', means: 'something ends all at once', 'is-a': 'end' },
    ],
  };

  it.each([
    ['by a wider name', { happened: 'end' }],
    ['by the days of a spell', { total: { of: 'stay', 'at-most': '2 weeks' } }],
  ])('is as in the core, %s', async (_, when) => {
    const table = smallTable(
      [lapses, { id: 'rule', due: { within: '1 week', of: 'meeting' }, when }],
      {},
      names,
    );
    const events: Event[] = [
      ['C', 'start', '2026-01-05'],
      ['C', 'meeting', '2026-04-01'],
    ];
    const { rows, sql } = await warehouse(table, events);
    const core = timescales(table).deadlines(
      'rule',
      { events: events.map(([, event, on]) => ({ event: event!, on: on! })) },
      { asOf: '2026-05-01' },
    );
    expect(core.map(({ outcome }) => outcome)).toEqual(['overdue']);
    expect(sql.refused).toEqual([]);
    expect(await rows("SELECT outcome FROM deadlines WHERE rule = 'small/rule'")).toEqual([
      { outcome: 'overdue' },
    ]);
  });
});

describe('the n-th of an event in a spell, in SQL', () => {
  it('has one date in each spell', async () => {
    const events: Event[] = [
      ['C', 'start', '2022-01-10'],
      ['C', 'meeting', '2022-02-01'],
      ['C', 'end', '2022-04-01'],
      ['C', 'start', '2024-09-02'],
      ['C', 'meeting', '2024-09-25'],
      ['C', 'meeting', '2024-12-10'],
    ];
    const { rows } = await warehouse(smallTable([ROWS[0]!]), events);
    expect(await rows('SELECT "trigger", due FROM deadlines ORDER BY "trigger"')).toEqual([
      { trigger: '2022-02-01', due: '2022-02-15' },
      { trigger: '2024-09-25', due: '2024-10-09' },
    ]);
  });

  it.each([
    ['that end', {}],
    ['that only the next one ends', unended],
  ])('agrees with the core on any case, in spells %s', (_, names) => agrees(ROWS, names));
});

describe('the days of spells added up, in SQL', () => {
  it.each([
    ['that end', {}],
    ['that nothing ends', unended],
    [
      'of several events',
      {
        events: [
          { id: 'start', means: 'something starts' },
          { id: 'move', means: 'something starts elsewhere', 'is-a': 'start' },
          { id: 'meeting', means: 'a meeting is held' },
          { id: 'done', means: 'something is done' },
          { id: 'end', means: 'something ends' },
          { id: 'sudden-end', means: 'something ends all at once', 'is-a': 'end' },
        ],
      },
    ],
  ])('agrees with the core on any case, in spells %s', (_, names) => agrees(TOTALS, names));

  it('counts a day of two spells once, and the day of the end not at all', async () => {
    const row = (days: number): Row => ({
      id: `of-${days}`,
      ...WEEK,
      when: { total: total({ 'at-least': `${days} calendar days` }) },
    });
    // 31 nights from Thursday 1 January to Sunday 1 February 2026, and ten more to Wednesday 11 February.
    const events: Event[] = [
      ['C', 'start', '2026-01-01'],
      ['C', 'start', '2026-01-15'],
      ['C', 'end', '2026-02-01'],
      ['C', 'end', '2026-02-11'],
      ['C', 'meeting', '2026-04-01'],
    ];
    const { rows } = await warehouse(smallTable([row(41), row(42)]), events);
    expect(await rows('SELECT rule, outcome FROM deadlines ORDER BY rule')).toEqual([
      { rule: 'small/of-41', outcome: 'overdue' },
      { rule: 'small/of-42', outcome: 'not-applicable' },
    ]);
  });
});

/** Puts generated cases to the core and to the views, row for row. */
async function agrees(wanted: readonly Row[], names: object): Promise<void> {
  const table = smallTable(wanted, {}, names);
  const bound = timescales(table);
  const rules = wanted.map(({ id }) => `small/${id}`);
  const cases = generatedCases(bound, rules, { count: 800, seed: 20260327, asOf: '2026-05-01' });
  const events = cases.flatMap(({ case: name, events }) =>
    events.map(({ event, on }): Event => [name, event, on]),
  );
  const facts = cases.flatMap(({ case: name, facts }) =>
    Object.entries(facts).map(([fact, value]) => [name, fact, String(value)] as const),
  );
  const { sql, rows } = await warehouse(table, events, facts);
  expect(sql.refused).toEqual([]);
  const checker = bound.checker({ asOf: '2026-05-01', rules });
  const ours = cases.flatMap((one) => checker.check(one).flatMap((result) => lineOf(result) ?? []));
  const theirs: string[] = [];
  for (const { lines } of lineQueries(sql, (name) => `"${name}"`, 'VARCHAR'))
    for (const { line } of await rows(lines)) theirs.push(String(line));
  expect(theirs.filter(isProblem)).toEqual([]);
  expect(differences(ours, theirs)).toEqual({ onlyOurs: [], onlyTheirs: [] });
  expect(ours.length).toBeGreaterThan(500);
}
