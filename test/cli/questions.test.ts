import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { file, folderOf, json, refusal, run } from './run.js';

const RULE = 'wokingham/initial-conference';
const DISCUSSION = ['--on', 'strategy-discussion=2026-03-27'];

const rules = (within: string) => ({
  'authority.json': {
    id: 'anytown',
    name: 'Anytown Council',
    kind: 'authority',
    calendar: 'GB-ENG',
    zone: 'Europe/London',
    document: { title: 'Practice standards' },
    from: '2020-01-01',
  },
  'child-protection.json': {
    area: 'child-protection',
    rules: [
      {
        id: 'initial-conference',
        title: 'Initial conference',
        done: 'initial-conference',
        due: { within, of: 'strategy-discussion' },
        strength: 'required',
        localises: 'england/initial-conference',
        clauses: ['ANY-1'],
      },
    ],
  },
});

describe('compare', () => {
  it('shows one timescale across the authorities, the returns among them', () => {
    const { status, out } = run(['compare', 'initial-conference', '--on', '2026-03-27']);
    expect(status).toBe(0);
    // Friday 27 March 2026 + 15 working days over Easter: Tuesday 21 April; the returns count the start day.
    expect(out).toMatch(/england +Tue 21 Apr 2026 +compared with +ENG-CP-02/s);
    expect(out).toMatch(/wokingham +Tue 21 Apr 2026 +the same day +always the same day +WOK-CPC-01/);
    expect(out).toMatch(/dfe-returns +Mon 20 Apr 2026 +1 day sooner/);
    expect(out).toContain('not law');
    expect(out).toContain('No such timescale: shropshire');
  });

  it('takes a table of your own, and another one to compare with', () => {
    const own = folderOf(rules('20 working days'));
    const options = ['--authority', 'somerset', '--authority', own, '--against', 'anytown'];
    const answer = json(['compare', 'initial-conference', ...options, '--on', '2026-03-02']);
    expect(answer.against).toBe('anytown');
    expect(answer.rules.map((one: { due: string }) => one.due)).toEqual(['2026-03-23', '2026-03-30']);
    expect(answer.rules[0].daysFromBase).toBe(-7);
    expect(answer.rules[0].apart.greatest).toBeLessThan(0);
  });

  it.each([
    ['no rule', [], 'INVALID_OPTION', 'rule'],
    ['a rule that nobody has', ['initial-conferense'], 'UNKNOWN_RULE', 'rule'],
    [
      'an authority to compare with that is not there',
      ['assessment', '--against', 'x'],
      'UNKNOWN_AUTHORITY',
      '--against',
    ],
    [
      'a table that is not there',
      ['assessment', '--authority', 'wokinham'],
      'UNKNOWN_AUTHORITY',
      '--authority',
    ],
    ['30 February', ['assessment', '--on', '2026-02-30'], 'INVALID_DATE', '--on'],
    ['1999', ['assessment', '--on', '1999-12-31'], 'OUTSIDE_COVERAGE', '--on'],
    [
      'no day at all',
      ['assessment', '--from', '2026-01-02', '--until', '2026-01-01'],
      'INVALID_OPTION',
      '--until',
    ],
  ])('refuses %s', (_, args, code, path) => {
    expect(refusal(['compare', ...args])).toMatchObject({ code, path });
  });
});

describe('audit', () => {
  it('says in words what contradicts, what is looser, what can not be met', () => {
    const { status, out } = run(['audit', 'somerset', '--from', '2024-01-01', '--until', '2026-12-31']);
    expect(status).toBe(0);
    expect(out).toContain('every start day from Mon 1 Jan 2024 to Thu 31 Dec 2026');
    for (const heading of [
      'contradict each other',
      'Local forms',
      "can't be met together",
      'more than one way',
    ])
      expect(out).toContain(heading);
    expect(out).toContain('SOM-LAC-07');
    expect(out).not.toMatch(/NaN|null|undefined|\[object/);
  });

  it('shows a table of your own against the national one', () => {
    const answer = json(['audit', folderOf(rules('21 calendar days'))]);
    // Three weeks from a Saturday or Sunday run past 15 working days.
    expect(answer.localForms).toMatchObject([
      { stance: 'looser', national: { rule: 'england/initial-conference' } },
      {},
      {},
    ]);
    expect(answer.contradictions).toEqual([]);
  });

  it('shows only the sections that are asked for', () => {
    const { out } = run(['audit', 'shropshire', '--only', 'unverified', '--from', '2026-01-01']);
    expect(out).toContain('not read at its source');
    expect(out).not.toContain('contradict');
  });

  it.each([
    ['an authority that is not there', ['wokinham'], 'UNKNOWN_AUTHORITY', 'authority'],
    ['a section that is not there', ['wokingham', '--only', 'contradiction'], 'INVALID_OPTION', '--only'],
    ['30 February', ['wokingham', '--from', '2026-02-30'], 'INVALID_DATE', '--from'],
    [
      'an end before the start',
      ['wokingham', '--from', '2026-01-02', '--until', '2026-01-01'],
      'INVALID_OPTION',
      '--until',
    ],
  ])('refuses %s', (_, args, code, path) => {
    expect(refusal(['audit', ...args])).toMatchObject({ code, path });
  });

  it('refuses a table that is not sound, with the place', () => {
    const error = refusal(['audit', folderOf(rules('15 days'))]);
    expect(error.code).toBe('BARE_DAYS');
    expect(error.path).toMatch(/child-protection\.json: rules\["initial-conference"\]\.due\.within$/);
  });
});

describe('latest-start', () => {
  it('turns a due date round', () => {
    expect(json(['latest-start', RULE, '--by', '2026-04-21'])).toMatchObject({
      latestStart: '2026-03-29',
      earliestStart: '2026-03-27',
      due: '2026-04-21',
    });
    const { out } = run(['latest-start', RULE, '--by', '2026-04-22']);
    expect(out).toContain('Start by Mon 30 Mar 2026');
    expect(out).toContain('WOK-CPC-01');
  });

  it.each([
    ['no day', [RULE], 'INVALID_OPTION', '--by'],
    ['no authority', ['initial-conference', '--by', '2026-04-21'], 'INVALID_OPTION', 'rule'],
    [
      'a rule that is not there',
      ['wokingham/initial-conferense', '--by', '2026-04-21'],
      'UNKNOWN_RULE',
      'rule',
    ],
    [
      'what is no date',
      ['wokingham/child-protection-bedroom', '--by', '2026-04-21'],
      'NOT_A_DEADLINE',
      'rule',
    ],
    ['2051', [RULE, '--by', '2051-01-01'], 'OUTSIDE_COVERAGE', '--by'],
  ])('refuses %s', (_, args, code, path) => {
    expect(refusal(['latest-start', ...args])).toMatchObject({ code, path });
  });
});

describe('feasible-dates', () => {
  it('gives the days, and what has to be done by when', () => {
    const { status, out } = run(['feasible-dates', RULE, ...DISCUSSION, '--as-of', '2026-03-27']);
    expect(status).toBe(0);
    expect(out).toContain('9 days: Thu 9 Apr 2026 to Tue 21 Apr 2026');
    expect(out).toMatch(/by Fri 27 Mar 2026 +conference-set-up-form-submitted/);
  });

  it('names the rules that conflict where there is no day', () => {
    const { status, out } = run(['feasible-dates', RULE, ...DISCUSSION, '--as-of', '2026-04-14']);
    expect(status).toBe(0);
    expect(out).toContain('No day from Tue 14 Apr 2026');
    expect(out).toMatch(
      /can't be met together\n +wokingham\/conference-set-up .*\n +wokingham\/initial-conference /,
    );
  });

  it('takes what a case file records', () => {
    const events = [
      { event: 'strategy-discussion', on: '2026-03-27' },
      { event: 'conference-set-up-form-submitted', on: '2026-04-10' },
    ];
    const path = file('case.json', JSON.stringify({ events }));
    const options = [
      '--case',
      path,
      '--as-of',
      '2026-04-13',
      '--rule',
      'initial-conference',
      '--rule',
      'conference-set-up',
    ];
    const answer = json(['feasible-dates', RULE, ...options]);
    expect(answer.dates.map(({ date }: { date: string }) => date)).toEqual(['2026-04-21']);
  });

  it.each([
    ['no day of the question', [RULE, ...DISCUSSION], 'INVALID_OPTION', '--as-of'],
    [
      'an event that is not there',
      ['wokingham/initial-conferense', '--as-of', '2026-03-27'],
      'UNKNOWN_EVENT',
      'event',
    ],
    ['a rule that is not there', [RULE, '--as-of', '2026-03-27', '--rule', 'x'], 'UNKNOWN_RULE', '--rule'],
    [
      'an end before the start',
      [RULE, '--as-of', '2026-03-27', '--until', '2026-03-26'],
      'INVALID_OPTION',
      '--until',
    ],
    [
      'a file that is not there',
      [RULE, '--as-of', '2026-03-27', '--case', 'none.json'],
      'FILE_UNREADABLE',
      'none.json',
    ],
  ])('refuses %s', (_, args, code, path) => {
    expect(refusal(['feasible-dates', ...args])).toMatchObject({ code, path });
  });
});

describe('changes', () => {
  const CASES = [
    'examples/cases-wide.csv',
    '--authority',
    'wokingham',
    '--as-of',
    '2026-05-01',
    '--rule',
    'initial-conference',
  ];
  const HOLIDAY = ['--holiday', '2026-05-05=Proclaimed'];

  it('shows what a new holiday moves, and loses no bad row', () => {
    const { status, out, err } = run(['changes', ...CASES, ...HOLIDAY]);
    expect(status).toBe(3);
    expect(out).toMatch(
      /W-0429 .*Tue 12 May 2026 +→ +Wed 13 May 2026 +1 day later .*Proclaimed on Tue 5 May 2026/,
    );
    expect(out).toContain('BAD-30-FEB');
    expect(err).toMatch(/^\d+ could not be worked out; they are in the output with their errors\.\n$/);
  });

  it('adds up', () => {
    const { status, out } = run(['changes', ...CASES, ...HOLIDAY, '--json']);
    expect(status).toBe(3);
    const { summary, changes, failures } = JSON.parse(out);
    const rows = readFileSync('examples/cases-wide.csv', 'utf8').trim().split('\n').length - 1;
    expect(summary.input).toEqual({ rows, good: rows - summary.input.bad, bad: summary.input.bad });
    expect(summary.changed).toBe(changes.length);
    expect(summary.failed).toBe(failures.length);
    for (const one of changes) expect(one.because).toMatchObject([{ kind: 'holiday', date: '2026-05-05' }]);
  });

  it('shows what a new version of a table moves, from cases in any format', () => {
    const [old, young] = [folderOf(rules('15 working days')), folderOf(rules('10 working days'))];
    const input = '{"case":"C-1","events":{"strategy-discussion":"2026-03-02"}}\n';
    const args = ['changes', '--authority', old, '--to', young, '--as-of', '2026-03-03'];
    const { status, out } = run([...args, '--json'], input);
    expect(status).toBe(0);
    expect(JSON.parse(out).changes).toMatchObject([
      {
        case: 'C-1',
        before: { due: '2026-03-23' },
        after: { due: '2026-03-16' },
        days: -7,
        because: [{ kind: 'clause', clauses: [{ id: 'ANY-1' }] }],
      },
    ]);
    expect(run(args, input).out).toContain('within 15 working days');
  });

  it('finds nothing where the new holiday is a Sunday', () => {
    const cases = file('cases.csv', 'case,strategy-discussion\nC-1,2026-03-02\n');
    const options = ['--authority', 'wokingham', '--as-of', '2026-03-03', '--holiday', '2026-03-08=A Sunday'];
    const { status, out } = run(['changes', cases, ...options]);
    expect(status).toBe(0);
    expect(out).toMatch(/^0 of \d+ deadlines in 1 case change\n$/);
  });

  it.each([
    ['nothing that changes', CASES, 'INVALID_OPTION', 'options'],
    ['no authority', ['x.csv', '--as-of', '2026-05-01', ...HOLIDAY], 'INVALID_OPTION', '--authority'],
    ['no day', ['x.csv', '--authority', 'wokingham', ...HOLIDAY], 'INVALID_OPTION', '--as-of'],
    ['a holiday with a bad date', [...CASES, '--holiday', '5.5.2026=x'], 'INVALID_DATE', '--holiday'],
    [
      'a holiday outside the calendar',
      [...CASES, '--holiday', '2051-05-05=x'],
      'OUTSIDE_COVERAGE',
      '--holiday',
    ],
    ['a rule that is not there', [...CASES, ...HOLIDAY, '--rule', 'x'], 'UNKNOWN_RULE', '--rule'],
    ['a file that is not there', ['x.csv', ...CASES.slice(1), ...HOLIDAY], 'FILE_UNREADABLE', 'x.csv'],
    [
      'an empty file',
      [file('empty.csv', ''), ...CASES.slice(1), ...HOLIDAY],
      'EMPTY_INPUT',
      expect.stringContaining('empty.csv'),
    ],
  ])('refuses %s', (_, args, code, path) => {
    expect(refusal(['changes', ...args])).toMatchObject({ code, path: path as string });
  });
});
