import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { bindColumns } from '../../src/columns/index.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { type Row, smallTable } from './small-table.js';

type Events = Record<string, string | string[]>;

const asked = (row: Partial<Row>, events: Events, names: object = {}) =>
  timescales(smallTable([{ id: 'rule', ...row }], {}, names)).deadlines(
    'rule',
    { events },
    { asOf: '2025-06-30' },
  );

/** Two stays: from Monday 10 January to Friday 1 April 2022, and from Monday 2 September 2024 on. */
const TWO = { start: ['2022-01-10', '2024-09-02'], end: '2022-04-01' };
/** Tuesday 1 February 2022; Wednesday 25 September and Tuesday 10 December 2024. */
const MEETINGS = ['2022-02-01', '2024-09-25', '2024-12-10'];

const nth = (place: number | 'last') => ({ nth: place, event: 'meeting', in: 'stay' });
const within = (place: number | 'last') => ({ due: { within: '2 weeks', of: nth(place) } });
const dates = (row: Partial<Row>, events: Events, names: object = {}) =>
  asked(row, events, names).map(({ trigger, due }) => [trigger!.on, due]);

describe('the n-th of an event in a spell', () => {
  it('starts a clock in each spell', () => {
    expect(dates(within(1), { ...TWO, meeting: MEETINGS })).toEqual([
      ['2022-02-01', '2022-02-15'],
      ['2024-09-25', '2024-10-09'],
    ]);
    expect(dates(within(2), { ...TWO, meeting: MEETINGS })).toEqual([['2024-12-10', '2024-12-24']]);
    expect(dates(within('last'), { ...TWO, meeting: MEETINGS })).toEqual([
      ['2022-02-01', '2022-02-15'],
      ['2024-12-10', '2024-12-24'],
    ]);
    // Over the whole life of the case there is one.
    expect(
      dates({ due: { within: '2 weeks', of: { nth: 1, event: 'meeting' } } }, { ...TWO, meeting: MEETINGS }),
    ).toEqual([['2022-02-01', '2022-02-15']]);
  });

  it('takes the completion of its own spell', () => {
    const done = ['2022-02-14', '2024-10-10'];
    expect(
      asked(within(1), { ...TWO, meeting: MEETINGS, done }).map(({ done: on, outcome }) => [on, outcome]),
    ).toEqual([
      ['2022-02-14', 'met'],
      ['2024-10-10', 'met-late'],
    ]);
  });

  it('starts a series in each spell', () => {
    const due = { every: '1 week', from: nth(1), until: 'end' };
    expect(dates({ due }, { ...TWO, meeting: MEETINGS })).toEqual([
      ['2022-02-01', '2022-02-08'],
      ['2024-09-25', '2024-10-02'],
    ]);
  });

  it('bounds a rhythm in the spell in which the rhythm started', () => {
    const due = {
      from: { each: 'start' },
      phases: [{ every: '1 week', until: nth(1) }, { every: '4 weeks' }],
      until: 'end',
    };
    // Weekly from Monday 2 September 2024; a week after Monday 23 September is after the meeting, so four weeks.
    const done = ['2022-01-17', '2024-09-09', '2024-09-16', '2024-09-23'];
    expect(dates({ due }, { ...TWO, meeting: MEETINGS, done }).slice(-4)).toEqual([
      ['2024-09-02', '2024-09-09'],
      ['2024-09-09', '2024-09-16'],
      ['2024-09-16', '2024-09-23'],
      ['2024-09-23', '2024-10-21'],
    ]);
  });

  it('is the date of another timing in the spell in which its clock started', () => {
    const due = { latest: [{ within: '1 week', of: 'start' }, { before: nth(1) }] };
    const done = ['2022-01-20', '2024-09-20'];
    expect(dates({ due }, { ...TWO, meeting: MEETINGS, done })).toEqual([
      ['2022-01-10', '2022-02-01'],
      ['2024-09-02', '2024-09-25'],
    ]);
  });

  it('is unknown where the clock did not start in a spell, or in none that has so many', () => {
    const due = { earliest: [{ before: nth(2) }, { before: { nth: 3, event: 'meeting', in: 'stay' } }] };
    const row = { due: { latest: [{ within: '1 week', of: 'start' }, due] } };
    const [first] = asked(row, { ...TWO, meeting: MEETINGS });
    expect(first).toMatchObject({ outcome: 'unknown', due: null });
  });
});

describe('a spell', () => {
  const stays = (events: Events, names: object = {}) => dates(within(1), events, names).map(([on]) => on);

  it('need not have its start on record', () => {
    expect(stays({ meeting: ['2024-09-25', '2024-12-10'] })).toEqual(['2024-09-25']);
    expect(stays({ start: '2024-10-01', meeting: ['2024-09-25', '2024-12-10'] })).toEqual([
      '2024-09-25',
      '2024-12-10',
    ]);
  });

  it('is the same where its start is recorded again before its end', () => {
    expect(stays({ start: ['2024-09-02', '2024-10-01'], meeting: ['2024-09-25', '2024-12-10'] })).toEqual([
      '2024-09-25',
    ]);
  });

  it('has both its days, and nothing after its end', () => {
    const end = '2024-10-01';
    expect(stays({ start: '2024-09-02', end, meeting: '2024-09-02' })).toEqual(['2024-09-02']);
    expect(stays({ start: '2024-09-02', end, meeting: end })).toEqual([end]);
    expect(stays({ start: '2024-09-02', end, meeting: '2024-10-02' })).toEqual([]);
    expect(stays({ end, meeting: '2024-10-02' })).toEqual([]);
  });

  it('may start on the day on which the one before ends', () => {
    const events = { start: ['2024-09-02', '2024-10-01'], end: '2024-10-01' };
    expect(stays({ ...events, meeting: ['2024-09-25', '2024-10-01', '2024-12-10'] })).toEqual([
      '2024-09-25',
      '2024-10-01',
    ]);
  });

  it('may be of one day', () => {
    const events = { start: ['2024-09-02', '2024-10-01'], end: '2024-09-02' };
    expect(stays({ ...events, meeting: ['2024-09-02', '2024-09-25', '2024-10-03'] })).toEqual([
      '2024-09-02',
      '2024-10-03',
    ]);
  });

  it('lasts until the next start where nothing ends it', () => {
    const names = { spells: [{ id: 'stay', means: 'from a start to the next', starts: 'start' }] };
    const events = {
      start: ['2024-09-02', '2024-10-01'],
      meeting: ['2024-09-25', '2024-10-03', '2024-12-10'],
    };
    expect(stays(events, names)).toEqual(['2024-09-25', '2024-10-03']);
  });

  it('may carry its end with its start', () => {
    const bound = timescales(smallTable([{ id: 'rule', ...within(1) }]));
    const events = [
      { event: 'start', on: '2024-09-02', until: '2024-09-20' },
      { event: 'meeting', on: '2024-09-25' },
    ];
    expect(bound.deadlines('rule', { events })).toEqual([]);
  });
});

describe('a rule of the n-th in a spell', () => {
  it('says so', () => {
    const table = smallTable([{ id: 'rule', title: 'Letter', ...within(2) }]);
    expect(timescales(table).describe('rule')).toBe(
      'Letter: due within 2 weeks of the second meeting of the stay.',
    );
    const named = {
      spells: [{ id: 'stay', means: 'a stay', noun: 'the time there', starts: 'start', ends: 'end' }],
    };
    expect(
      timescales(smallTable([{ id: 'rule', title: 'Letter', ...within('last') }], {}, named)).describe(
        'rule',
      ),
    ).toBe('Letter: due within 2 weeks of the last meeting of the time there.');
  });

  it('has the same dates in columns, a row a clock', () => {
    const bound = timescales(smallTable([{ id: 'rule', ...within(1) }]));
    const columns = bindColumns(bound, 'rule');
    expect(columns.starts).toEqual(['meeting']);
    const { days } = columns.due({ days: Int32Array.from(['2022-02-01', '2024-09-25'], dayNumber) });
    expect([...days].map(isoDate)).toEqual(['2022-02-15', '2024-10-09']);
  });
});
