import { describe, expect, it } from 'vitest';
import { file, json, refusal, run } from './run.js';

const RULE = 'wokingham/initial-conference';
// Friday 27 March 2026 + 15 working days, Good Friday and Easter Monday skipped: Tuesday 21 April 2026.
const ON = ['--on', 'strategy-discussion=2026-03-27'];

describe('due', () => {
  it('gives the date and what it rests on', () => {
    const answer = json(['due', RULE, ...ON]);
    expect(answer).toMatchObject({
      rule: RULE,
      due: '2026-04-21',
      safe: '2026-04-21',
      nonWorkingDay: false,
      lastWorkingDay: '2026-04-21',
      projected: false,
    });
    expect(answer.readings.length).toBeGreaterThan(0);
    expect(answer.clauses[0].id).toBe('WOK-CPC-01');
  });

  it('writes dates with their weekdays for people, and no colour into a pipe', () => {
    const { status, out, err } = run(['due', RULE, ...ON]);
    expect(status).toBe(0);
    expect(err).toBe('');
    expect(out).toContain('Due Tue 21 Apr 2026');
    expect(out).toContain('WOK-CPC-01');
    expect(out).not.toContain('\u001b');
  });

  it('says how it stands on a day', () => {
    expect(json(['due', RULE, ...ON, '--as-of', '2026-05-01'])).toMatchObject({
      outcome: 'overdue',
      daysLate: 10,
      workingDaysLate: 8,
    });
    expect(run(['due', RULE, ...ON, '--as-of', '2026-05-01']).out).toContain(
      'overdue by 10 days (8 working days)',
    );
  });

  it('takes a case file, with events and facts added', () => {
    const events = [{ event: 'section-47-start', on: '2026-03-26' }];
    const path = file('case.json', JSON.stringify({ case: 'C-1', facts: { team: 'assessment' }, events }));
    // The enquiry's own start goes before what stands in for it: Thursday 26 March + 15 = Monday 20 April.
    expect(json(['due', RULE, '--case', path, ...ON]).due).toBe('2026-04-20');
    expect(json(['due', RULE, '--case', path, '--fact', 'disabled=true']).due).toBe('2026-04-20');
    const short = JSON.stringify({ events: { 'section-47-start': '2026-03-26' } });
    expect(json(['due', RULE, '--case', '-', ...ON], short).due).toBe('2026-04-20');
  });

  it('counts closure days out', () => {
    const list = file('closures.json', '["2026-04-21"]');
    expect(json(['due', RULE, ...ON, '--closures', list]).due).toBe('2026-04-22');
    const both = file('closures.json', '{ "closures": ["2026-04-21"], "open": ["2026-04-03"] }');
    expect(json(['due', RULE, ...ON, '--closures', both]).due).toBe('2026-04-20');
  });

  it('takes the dates of a series', () => {
    const rule = 'wokingham/personal-education-plan-each-term';
    const terms = file('s.json', '{ "school-terms": [{ "from": "2026-01-05", "until": "2026-04-01" }] }');
    expect(json(['due', rule, '--on', 'became-looked-after=2026-01-12']).missing).toContain(
      'series school-terms',
    );
    expect(json(['due', rule, '--on', 'became-looked-after=2026-01-12', '--series', terms]).due).toBe(
      '2026-04-01',
    );
  });
});

describe('explain', () => {
  it('counts and skips each day with its weekday and reason', () => {
    const { deadline, says, explanations } = json(['explain', RULE, ...ON]);
    expect(deadline.due).toBe('2026-04-21');
    expect(says).toContain('15 working days');
    const days = explanations[0].steps.at(-1).days;
    expect(days.filter((day: { counted: number | null }) => day.counted !== null)).toHaveLength(15);
    expect(days).toContainEqual({
      date: '2026-04-03',
      weekday: 'Friday',
      counted: null,
      reason: 'Good Friday',
    });
  });

  it('reads as text', () => {
    const { status, out } = run(['explain', RULE, ...ON]);
    expect(status).toBe(0);
    expect(out).toContain('Initial child protection conference: due within 15 working days');
    expect(out).toContain('Fri  3 Apr 2026   –  Good Friday');
    expect(out).toContain('Sat  4 Apr 2026   –  weekend');
    expect(out).toContain('Tue 21 Apr 2026  15');
    expect(out).toContain('safe date');
    expect(out).toContain('WOK-CPC-01');
    expect(out).not.toContain('2026-04');
  });
});

describe('what due and explain refuse', () => {
  const cases: [string, string[], string, string | RegExp][] = [
    [
      'an unknown authority',
      ['wokingam/assessment', ...ON],
      'UNKNOWN_AUTHORITY',
      /Did you mean "wokingham"\?.*Built in/,
    ],
    ['a path for an authority', ['../rules/wokingham/assessment', ...ON], 'UNKNOWN_AUTHORITY', 'Built in'],
    [
      'an unknown rule',
      ['wokingham/initial-confrence', ...ON],
      'UNKNOWN_RULE',
      'Did you mean "initial-conference"?',
    ],
    [
      'a rule without authority',
      ['initial-conference', ...ON],
      'INVALID_OPTION',
      'wokingham/initial-conference',
    ],
    ['no rule', ON, 'INVALID_OPTION', 'needs the rule'],
    ['no event', [RULE], 'MISSING_TRIGGER', /"section-47-start" or "strategy-discussion"/],
    [
      'an event without a date',
      [RULE, '--on', 'strategy-discussion'],
      'INVALID_OPTION',
      '--on strategy-discussion=2026-03-27',
    ],
    [
      'a date without an event',
      [RULE, '--on', '=2026-03-27'],
      'INVALID_OPTION',
      '--on strategy-discussion=2026-03-27',
    ],
    ['an option without its value', [RULE, '--on'], 'INVALID_OPTION', '--on needs a value, such as'],
    ['an option for a value', [RULE, '--as-of', '--on', 'a=b'], 'INVALID_OPTION', '--as-of needs a value'],
    ['a switch with a value', [RULE, ...ON, '--json=yes'], 'INVALID_OPTION', 'takes no value'],
    [
      'an option given twice',
      [RULE, ...ON, '--as-of', '2026-05-01', '--as-of', '2026-05-02'],
      'INVALID_OPTION',
      'twice',
    ],
    ['an unknown option', [RULE, ...ON, '--closure', 'x'], 'INVALID_OPTION', 'Did you mean "--closures"?'],
    ['an argument too many', [RULE, 'and', ...ON], 'INVALID_OPTION', 'one argument too many'],
    ['an empty date', [RULE, '--on', 'strategy-discussion='], 'DATE_MISSING', 'YYYY-MM-DD'],
    [
      '30 February',
      [RULE, '--on', 'strategy-discussion=2026-02-30'],
      'INVALID_DATE',
      'February 2026 has 28 days',
    ],
    ['a British date', [RULE, '--on', 'strategy-discussion=27/03/2026'], 'INVALID_DATE', '2026-03-27'],
    ['a date with a zone', [RULE, '--on', 'strategy-discussion=2026-03-27T10:00Z'], 'DATE_HAS_ZONE', 'zone'],
    [
      'a time that no clock shows',
      [RULE, '--on', 'strategy-discussion=2026-03-27T25:00'],
      'INVALID_TIME',
      'HH:MM',
    ],
    [
      '1999',
      [RULE, '--on', 'strategy-discussion=1999-03-26'],
      'OUTSIDE_COVERAGE|NO_VERSION_IN_FORCE',
      '1999',
    ],
    ['2051', [RULE, '--on', 'strategy-discussion=2051-03-27'], 'OUTSIDE_COVERAGE', '2050-12-31'],
    [
      'an unknown event',
      [RULE, '--on', 'strategy-discusion=2026-03-27'],
      'UNKNOWN_EVENT',
      'Did you mean "strategy-discussion"?',
    ],
    ['an unknown fact', [RULE, ...ON, '--fact', 'disable=true'], 'UNKNOWN_FACT', 'Did you mean "disabled"?'],
    ['a fact of another kind', [RULE, ...ON, '--fact', 'disabled=yes'], 'INVALID_FACT', 'true or false'],
    [
      'a fact without a value',
      [RULE, ...ON, '--fact', 'disabled'],
      'INVALID_OPTION',
      '--fact looked-after=true',
    ],
    ['a bad day to judge by', [RULE, ...ON, '--as-of', 'today'], 'INVALID_DATE', 'YYYY-MM-DD'],
    [
      'what is not a deadline',
      ['wokingham/eligible-child', ...ON],
      'NOT_A_DEADLINE',
      'a plan gives its answer',
    ],
    ['a file that is not there', [RULE, '--case', 'no/such.json'], 'FILE_UNREADABLE', 'no such file'],
    ['a folder for a file', [RULE, '--case', 'src'], 'FILE_UNREADABLE', 'folder'],
  ];
  it.each(cases)('%s', (_, args, code, message) => {
    const error = refusal(['due', ...args]);
    expect(error.code).toMatch(new RegExp(`^(${code})$`));
    expect(error.message).toMatch(message);
    expect(error.path).not.toBe('');
    expect(error).toHaveProperty('value');
  });

  it('says it for people on standard error, with exit 2', () => {
    const { status, out, err } = run(['due', 'wokingham/initial-confrence', ...ON]);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('error: wokingham has no rule "initial-confrence"');
    expect(err).toMatch(/code +UNKNOWN_RULE/);
    expect(err).toMatch(/path +rule/);
    expect(err).toMatch(/value +"wokingham\/initial-confrence"/);
  });

  it('places what is wrong in the files of closures and series', () => {
    const closures = (text: string) => refusal(['due', RULE, ...ON, '--closures', file('c.json', text)]);
    expect(closures('["2026-02-30"]')).toMatchObject({ code: 'INVALID_DATE' });
    expect(closures('["2026-02-30"]').path).toMatch(/c\.json: closures\[0\]$/);
    expect(closures('"x"').code).toBe('INVALID_CALENDAR');
    expect(closures('{ "closed": [] }')).toMatchObject({ code: 'UNKNOWN_KEY' });
    const series = (text: string) => refusal(['due', RULE, ...ON, '--series', file('s.json', text)]);
    expect(series('[]').code).toBe('INVALID_OPTION');
    expect(series('{ "school-terms": "2026-01-05" }').path).toMatch(/s\.json: school-terms$/);
    expect(series('{ "school-terms": [null] }').code).toBe('DATE_MISSING');
    expect(series('{ "school-terms": [{ "from": "2026-04-01", "until": "2026-01-05" }] }').message).toContain(
      '2026-04-01',
    );
    expect(series('{ "school-term": ["2026-04-01"] }')).toMatchObject({ code: 'MISSING_SERIES' });
  });
});
