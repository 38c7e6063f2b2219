import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { APPLIES, bindColumns, OUTCOMES, shareByGroup } from '../../src/columns/index.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { type Row, smallTable } from '../engine/small-table.js';
import { wokinghamTable } from '../tables.js';

const wokingham = timescales(wokinghamTable());
const column = (...dates: string[]) => ({ days: Int32Array.from(dates, dayNumber) });
const isoOf = (days: Int32Array) => [...days].map(isoDate);
const bound = (...rows: Row[]) => timescales(smallTable(rows));
const within = { within: '10 working days', of: 'start' };

describe('a rule over columns', () => {
  const conference = bindColumns(wokingham, 'initial-conference');

  it('says what it is and what it is counted from', () => {
    expect(conference).toMatchObject({
      rule: 'wokingham/initial-conference',
      starts: ['section-47-start'],
      tiers: [],
    });
    expect(conference.clauses[0]!.id).toBe('WOK-CPC-01');
    expect(conference.readings.length).toBeGreaterThan(0);
  });

  it('gives each row its date', () => {
    // Friday 27 March to Monday 30 March 2026, 15 working days over Easter.
    const { days, valid, nulls, refused } = conference.due(column('2026-03-27', '2026-03-28', '2026-03-30'));
    expect(isoOf(days)).toEqual(['2026-04-21', '2026-04-21', '2026-04-22']);
    expect({ valid, nulls, refused }).toEqual({ valid: null, nulls: 0, refused: 0 });
  });

  it('writes into the arrays that it is given', () => {
    const into = { days: new Int32Array(2), valid: new Uint8Array(1) };
    const answer = conference.due(
      { ...column('2026-03-27', '2026-03-30'), valid: Uint8Array.of(0b10) },
      into,
    );
    expect(answer.days).toBe(into.days);
    expect(answer.valid).toBe(into.valid);
    expect(into.valid[0]! & 0b11).toBe(0b10);
    expect(answer).toMatchObject({ nulls: 1, refused: 0 });
  });

  it('counts what it refuses apart from what has no start', () => {
    const starts = {
      ...column('2019-12-31', '2051-01-01', '2050-12-30', '2026-03-27', '2026-03-27'),
      valid: Uint8Array.of(0b01111),
    };
    expect(conference.due(starts)).toMatchObject({ nulls: 1, refused: 3, valid: Uint8Array.of(0b11101000) });
  });

  it('knows the first and the last day of its calendar, and none beyond, wherever they stand', () => {
    const before = bindColumns(
      bound({ id: 'rule', due: { by: '0 calendar days', before: 'start' } }),
      'rule',
    );
    const edges = ['1999-12-31', '2000-01-01', '2050-12-31', '2051-01-01', '0001-01-01', '9999-12-31'];
    for (let rows = 1; rows <= 9; rows++) {
      const dates = Array.from({ length: rows }, (_, at) => edges[(at + rows) % edges.length]!);
      const { days, refused } = before.due(column(...dates));
      const isKnown = (date: string) => date === '2000-01-01' || date === '2050-12-31';
      expect([...days]).toEqual(dates.map((date) => (isKnown(date) ? dayNumber(date) : -0x8000_0000)));
      expect(refused).toBe(dates.filter((date) => !isKnown(date)).length);
    }
  });

  it('has tiers, readings and the safe date', () => {
    const assessment = bindColumns(wokingham, 'assessment');
    expect(assessment.tiers).toEqual(['expected', 'maximum']);
    const starts = column('2026-03-02');
    // 25 working days over Easter: Wednesday 8 April.
    expect(isoOf(assessment.tier('expected', starts).days)).toEqual(['2026-04-08']);
    const dates = [
      assessment.due(starts),
      ...assessment.readings.map((_, at) => assessment.reading(at, starts)),
    ];
    const known = dates.flatMap(({ days, valid }) => (valid === null ? [days[0]!] : []));
    expect(assessment.safe(starts).days[0]).toBe(Math.min(...known));
  });

  it('is counted from the one before in a series, and from its start for the first step', () => {
    const due = { every: '6 weeks', first: [{ within: '10 working days', of: 'start' }] };
    const made = bound({ id: 'rule', due });
    expect(bindColumns(made, 'rule').starts).toEqual(['done']);
    expect(isoOf(bindColumns(made, 'rule').due(column('2026-03-02')).days)).toEqual(['2026-04-13']);
    const first = bindColumns(made, 'rule', { step: 1 });
    expect(first.starts).toEqual(['start']);
    expect(isoOf(first.due(column('2026-03-02')).days)).toEqual(['2026-03-16']);
  });

  it('takes the version in force on the start', () => {
    const made = bound(
      { id: 'rule', due: { within: '1 week', of: 'start' }, until: '2024-01-01' },
      { id: 'rule', due: { within: '2 weeks', of: 'start' }, from: '2024-01-01' },
    );
    expect(isoOf(bindColumns(made, 'rule').due(column('2023-12-31', '2024-01-01')).days)).toEqual([
      '2024-01-07',
      '2024-01-15',
    ]);
  });

  it('takes a column for each thing that it hangs on', () => {
    const due = {
      earliest: [
        { within: '2 weeks', of: 'start' },
        { within: '1 week', of: 'meeting' },
      ],
    };
    const made = bindColumns(bound({ id: 'rule', due }), 'rule');
    expect(made.starts).toEqual(['start', 'meeting']);
    const starts = {
      start: { ...column('2026-03-02', '2026-03-02', '2026-03-02'), valid: Uint8Array.of(0b011) },
      meeting: { ...column('2026-03-03', '2026-03-20', '2026-03-03'), valid: Uint8Array.of(0b101) },
    };
    expect(isoOf(made.due(starts).days)).toEqual(['2026-03-10', '2026-03-16', '2026-03-10']);
  });
});

describe('for whom a rule is', () => {
  const facts = {
    first: { codes: Uint8Array.of(0, 1, 0, 1), values: [true, false], valid: Uint8Array.of(0b1011) },
    kind: { codes: Uint8Array.of(0, 0, 1, 1), values: ['red', 'green'] },
    'date-of-birth': column('2010-02-28', '2010-03-01', '2010-03-02', '2010-03-03'),
  };
  const starts = column('2026-03-02', '2026-03-02', '2026-03-02', '2026-03-02');
  const ask = (when: object) => [
    ...bindColumns(bound({ id: 'rule', due: within, when }), 'rule').applies(facts, starts),
  ];
  const { yes, no, unknown } = APPLIES;

  it.each([
    [{ first: true }, [yes, no, unknown, no]],
    [{ first: true, kind: ['green'] }, [no, no, unknown, no]],
    [{ any: [{ first: true }, { kind: ['green'] }] }, [yes, no, yes, yes]],
    [{ not: { first: true } }, [no, yes, unknown, yes]],
    [{ kind: ['red', 'blue'] }, [yes, yes, no, no]],
    [{ second: true }, [unknown, unknown, unknown, unknown]],
    [{ age: { 'at-least': '16 years' } }, [yes, yes, yes, no]],
    [{ age: { under: '16 years' } }, [no, no, no, yes]],
  ])('%j', (when, truths) => {
    expect(ask(when)).toEqual(truths);
  });

  it('is unknown in the outcome where it is, and no clock where it is certainly not', () => {
    const made = bindColumns(bound({ id: 'rule', due: within, when: { first: true } }), 'rule');
    const { outcomes } = made.standings({ starts, facts, asOf: '2026-03-03' });
    expect([...outcomes].map((code) => OUTCOMES[code])).toEqual([
      'upcoming',
      'not-started',
      'unknown',
      'not-started',
    ]);
  });
});

describe('shares over columns', () => {
  const made = bindColumns(bound({ id: 'rule', due: within }), 'rule');
  const rows = [
    ['2026-03-02', '2026-03-16', 'north'],
    ['2026-03-02', '2026-03-17', 'north'],
    ['2026-03-02', '', 'south'],
    ['2026-04-24', '', 'south'],
    ['2026-03-09', '2026-03-06', 'south'],
  ] as const;
  const done = column(...rows.map(([, on]) => on || '2000-01-01'));
  const valid = Uint8Array.of(rows.reduce((mask, [, on], row) => mask | (on === '' ? 0 : 1 << row), 0));
  const { outcomes } = made.standings({
    starts: column(...rows.map(([from]) => from)),
    done: { ...done, valid },
    asOf: '2026-05-01',
  });

  it('count every row once, by group', () => {
    expect([...outcomes].map((code) => OUTCOMES[code])).toEqual([
      'met',
      'met-late',
      'overdue',
      'due-soon',
      'disordered',
    ]);
    const by = { codes: Uint8Array.of(0, 0, 1, 1, 1), values: ['north', 'south'] };
    expect(shareByGroup(outcomes, { denominator: 'due', by })).toEqual([
      {
        group: 'north',
        numerator: 1,
        denominator: 2,
        share: 0.5,
        inTime: 1,
        late: 1,
        openNotDue: 0,
        openOverdue: 0,
        leftOut: {},
      },
      {
        group: 'south',
        numerator: 0,
        denominator: 1,
        share: 0,
        inTime: 0,
        late: 0,
        openNotDue: 1,
        openOverdue: 1,
        leftOut: { disordered: 1 },
      },
    ]);
  });

  it.each<[string, Uint8Array, string]>([
    ['fewer groups', Uint8Array.of(0, 0), 'by'],
    ['a group that is not there', Uint8Array.of(0, 0, 1, 2, 1), 'by[3]'],
  ])('lose no row: %s', (_, codes, path) => {
    expect(() =>
      shareByGroup(outcomes, { denominator: 'due', by: { codes, values: ['north', 'south'] } }),
    ).toThrow(expect.objectContaining({ code: 'NOT_IN_COLUMNS', path }));
  });

  it('say whether what is overdue counts', () => {
    const [held] = shareByGroup(outcomes, { denominator: 'held' });
    expect(held).toMatchObject({ group: null, numerator: 1, denominator: 2, openOverdue: 1 });
  });
});

describe('what columns can not say is refused by name', () => {
  it.each([
    [
      'a count',
      { id: 'rule', count: { 'at-least': 1, 'in-each': '1 week', of: 'meeting' } },
      /fixes no date/,
    ],
    ['once in each period', { id: 'rule', due: { 'once-in-each': 'terms', from: 'start' } }, /fixes no date/],
  ])('%s', (_, row, why) => {
    expect(() => bindColumns(bound(row as Row), 'rule')).toThrowError(
      expect.objectContaining({
        code: 'NOT_IN_COLUMNS',
        path: 'rule',
        message: expect.stringMatching(why) as string,
      }),
    );
  });

  it.each([
    [
      'a step that is not there',
      () => bindColumns(bound({ id: 'rule', due: within }), 'rule', { step: 2 }),
      'rule',
    ],
    [
      'a tier that is not there',
      () => bindColumns(bound({ id: 'rule', due: within }), 'rule').tier('x', column('2026-03-02')),
      'rule',
    ],
    [
      'a condition on what has happened',
      () =>
        bindColumns(bound({ id: 'rule', due: within, when: { happened: 'meeting' } }), 'rule').applies(
          {},
          column('2026-03-02'),
        ),
      'rule',
    ],
    [
      'a rule that gives way to another',
      () =>
        bindColumns(
          bound(
            { id: 'rule', due: within, 'yields-to': ['other'] },
            { id: 'other', due: within, when: { first: true } },
          ),
          'rule',
        ).standings({ starts: column('2026-03-02'), asOf: '2026-05-01' }),
      'rule',
    ],
    [
      'a rule for others in another version',
      () =>
        bindColumns(
          bound(
            { id: 'rule', due: within, when: { first: true }, from: '2020-01-01', until: '2026-01-01' },
            { id: 'rule', due: within, from: '2026-01-01' },
          ),
          'rule',
        ).applies({}, column('2026-03-02')),
      'rule',
    ],
    [
      'a fact as days',
      () =>
        bindColumns(bound({ id: 'rule', due: within, when: { first: true } }), 'rule').applies(
          { first: column('2026-03-02') },
          column('2026-03-02'),
        ),
      'facts.first',
    ],
    [
      'a column too few',
      () =>
        bindColumns(
          bound({ id: 'rule', due: { earliest: [within, { within: '1 week', of: 'meeting' }] } }),
          'rule',
        ).due({ start: column('2026-03-02') }),
      'starts',
    ],
    [
      'columns of two lengths',
      () =>
        bindColumns(
          bound({ id: 'rule', due: { earliest: [within, { within: '1 week', of: 'meeting' }] } }),
          'rule',
        ).due({ start: column('2026-03-02'), meeting: column() }),
      'starts.meeting',
    ],
  ])('%s', (_, ask, path) => {
    expect(ask).toThrowError(expect.objectContaining({ code: 'NOT_IN_COLUMNS', path }));
  });

  it('a rule that is not there', () => {
    expect(() => bindColumns(wokingham, 'initial-conferense')).toThrowError(
      expect.objectContaining({ code: 'UNKNOWN_RULE' }),
    );
  });
});

describe('columns that do not fit', () => {
  const made = bindColumns(bound({ id: 'rule', due: within, when: { kind: ['red'] } }), 'rule');
  const two = column('2026-03-02', '2026-03-03');
  const asOf = '2026-03-03';
  const red = { codes: Uint8Array.of(0, 0), values: ['red'] };

  it.each<[string, () => unknown, string]>([
    ['days of another type', () => made.due({ days: [1] as never }), 'starts.start'],
    ['floating days', () => made.due({ days: new Float64Array(2) as never }), 'starts.start'],
    [
      'a mask that is too short',
      () => made.due({ days: new Int32Array(9), valid: new Uint8Array(1) }),
      'starts.start.valid',
    ],
    [
      'an array to write into that is too short',
      () => made.due(two, { days: new Int32Array(1) }),
      'into.days',
    ],
    [
      'a mask to write into that is too short',
      () => made.due(two, { valid: new Uint8Array(0) }),
      'into.valid',
    ],
    [
      'fewer completions',
      () => made.standings({ starts: two, done: column('2026-03-02'), facts: { kind: red }, asOf }),
      'done',
    ],
    ['fewer facts', () => made.applies({ kind: { ...red, codes: Uint8Array.of(0) } }, two), 'facts.kind'],
    [
      'a code outside the dictionary',
      () => made.applies({ kind: { ...red, codes: Uint8Array.of(0, 7) } }, two),
      'facts.kind[1]',
    ],
    ['a fact as days', () => made.applies({ kind: two }, two), 'facts.kind'],
  ])('%s', (_, ask, path) => {
    expect(ask).toThrow(expect.objectContaining({ code: 'NOT_IN_COLUMNS', path }));
  });

  it('asked for on a day outside the calendar', () => {
    expect(() => made.standings({ starts: two, asOf: '2051-01-01' })).toThrow(
      expect.objectContaining({ code: 'OUTSIDE_COVERAGE', path: 'asOf' }),
    );
  });

  it('no rows are no error', () => {
    const { due, outcomes } = made.standings({ starts: { days: new Int32Array(0) }, asOf });
    expect([due.days.length, outcomes.length]).toEqual([0, 0]);
  });
});

describe('shares over columns and over cases', () => {
  it.each(['due', 'held'] as const)('are the same, with the denominator "%s"', (denominator) => {
    const days = Array.from({ length: 300 }, (_, row) => {
      const start = dayNumber('2026-01-01') + ((row * 7919) % 120);
      return [start, row % 4 === 0 ? null : start + ((row * 104729) % 40) - 2] as const;
    });
    const cases = days.map(([start, done], row) => ({
      case: `C-${row}`,
      events: {
        'section-47-start': isoDate(start),
        ...(done === null ? {} : { 'initial-conference': isoDate(done) }),
      },
    }));
    const asOf = '2026-04-30';
    const said = wokingham.timeliness(cases, { rule: 'initial-conference', asOf, denominator });
    const done = {
      days: Int32Array.from(days, ([, on]) => on ?? 0),
      valid: Uint8Array.from({ length: Math.ceil(days.length / 8) }, (_, byte) =>
        [0, 1, 2, 3, 4, 5, 6, 7].reduce(
          (mask, bit) => mask | ((days[byte * 8 + bit]?.[1] ?? null) === null ? 0 : 1 << bit),
          0,
        ),
      ),
    };
    const { outcomes } = bindColumns(wokingham, 'initial-conference').standings({
      starts: { days: Int32Array.from(days, ([start]) => start) },
      done,
      asOf,
    });
    const [share] = shareByGroup(outcomes, { denominator });
    const { numerator, inTime, late, openNotDue, openOverdue, leftOut } = said;
    expect(share).toEqual({
      group: null,
      numerator,
      denominator: said.denominator,
      share: said.share,
      inTime,
      late,
      openNotDue,
      openOverdue,
      leftOut: { disordered: leftOut['the completion is dated before its trigger'] },
    });
    expect(inTime * late * openNotDue * openOverdue).toBeGreaterThan(0);
  });
});
