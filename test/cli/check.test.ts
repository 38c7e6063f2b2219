import { describe, expect, it } from 'vitest';
import { file, json, refusal, run } from './run.js';

const ASKED = ['--authority', 'wokingham', '--as-of', '2026-05-01', '--rule', 'initial-conference'];

interface Sample {
  readonly name: string;
  readonly events: Readonly<Record<string, string>>;
}

/** In time, late, overdue, due soon, not started, and out of order. */
const CASES: readonly Sample[] = [
  { name: 'C-1', events: { 'strategy-discussion': '2026-03-27', 'initial-conference': '2026-04-21' } },
  { name: 'C-2', events: { 'strategy-discussion': '2026-03-27', 'initial-conference': '2026-04-22' } },
  { name: 'Doe, "J"', events: { 'strategy-discussion': '2026-03-27T10:15' } },
  { name: 'Zoë', events: { 'section-47-start': '2026-04-15' } },
  { name: 'C-5', events: { 'contact-received': '2026-04-15' } },
  { name: 'C-6', events: { 'strategy-discussion': '2026-04-20', 'initial-conference': '2026-04-02' } },
];
const OUTCOMES = ['met', 'met-late', 'overdue', 'due-soon', 'not-started', 'disordered'];

const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const long = (cases = CASES) =>
  `case,event,on\n${cases.flatMap(({ name, events }) => Object.entries(events).map(([event, on]) => `${quoted(name)},${event},${on}\n`)).join('')}`;
const wide = (cases = CASES) => {
  const columns = [...new Set(cases.flatMap(({ events }) => Object.keys(events)))];
  const rows = cases.map(
    ({ name, events }) => `${quoted(name)},${columns.map((column) => events[column] ?? '').join(',')}\n`,
  );
  return `case,${columns.join(',')}\n${rows.join('')}`;
};
const objects = (cases = CASES) => cases.map(({ name, events }) => ({ case: name, events }));
const ndjson = (cases = CASES) =>
  objects(cases)
    .map((one) => `${JSON.stringify(one)}\n`)
    .join('');

const FORMS: readonly (readonly [string, string])[] = [
  ['long.csv', long()],
  ['wide.csv', wide()],
  ['cases.json', JSON.stringify(objects(), null, 2)],
  ['cases.ndjson', ndjson()],
];

const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('check', () => {
  const expected = lines(run(['check', file('cases.ndjson', ndjson()), ...ASKED, '--format', 'ndjson']).out);

  it('says how each case stands, in order', () => {
    expect(expected.map((row) => row.case)).toEqual(CASES.map(({ name }) => name));
    expect(expected.map((row) => row.outcome)).toEqual(OUTCOMES);
    // Fifteen working days after Friday 27 March, over Easter: Tuesday 21 April.
    expect(expected[2]).toMatchObject({ due: '2026-04-21', workingDaysLate: 8, trigger: '2026-03-27T10:15' });
  });

  it.each(FORMS)('gives the same rows for %s, from a file and from the standard input', (name, text) => {
    const fromFile = run(['check', file(name, text), ...ASKED, '--format', 'ndjson']);
    expect(lines(fromFile.out)).toEqual(expected);
    expect(fromFile.status).toBe(1);
    expect(fromFile.err).toBe('');
    for (const args of [['-'], []]) {
      const fromInput = run(['check', ...args, ...ASKED, '--format', 'ndjson'], text);
      expect(lines(fromInput.out)).toEqual(expected);
    }
    const named = run(
      ['check', file('export.txt', text), ...ASKED, '--format', 'ndjson', '--from', name.split('.')[1]!],
      text,
    );
    expect(lines(named.out)).toEqual(expected);
  });

  it.each(FORMS)('reads %s with a byte-order mark and CRLF', (name, text) => {
    const windows = `\ufeff${text.replaceAll('\n', '\r\n')}`;
    expect(lines(run(['check', file(name, windows), ...ASKED, '--format', 'ndjson']).out)).toEqual(expected);
    expect(lines(run(['check', ...ASKED, '--format', 'ndjson'], windows).out)).toEqual(expected);
  });

  it('writes CSV and JSON with the same rows', () => {
    const path = file('cases.csv', wide());
    const { rows, summary } = JSON.parse(run(['check', path, ...ASKED, '--json']).out);
    expect(rows).toEqual(expected);
    expect(summary).toEqual({
      asOf: '2026-05-01',
      input: { rows: 6, good: 6, bad: 0 },
      cases: 6,
      rows: 6,
      outcomes: { met: 1, 'met-late': 1, overdue: 1, 'due-soon': 1, 'not-started': 1, disordered: 1 },
      failed: 0,
      shares: [{ rule: 'wokingham/initial-conference', inTime: 1, late: 1, overdue: 1, share: 1 / 3 }],
    });
    const csv = run(['check', path, ...ASKED, '--format', 'csv']).out.split('\n');
    expect(csv[0]).toMatch(/^case,rule,outcome,trigger,due,/);
    expect(csv[3]).toBe(
      '"Doe, ""J""",wokingham/initial-conference,overdue,2026-03-27T10:15,2026-04-21,2026-04-21,,,,10,8,,false,,,,',
    );
    expect(csv).toHaveLength(8);
  });

  it('lists for people what is overdue, and counts the rest', () => {
    const { out, status } = run(['check', file('cases.csv', long()), ...ASKED]);
    expect(status).toBe(1);
    expect(out).toBe(
      [
        'case      rule                          outcome  due',
        'Doe, "J"  wokingham/initial-conference  overdue  Tue 21 Apr 2026  8 working days late',
        '',
        'As of Fri 1 May 2026: 6 cases checked; 9 rows read, 9 good and 0 bad.',
        '6 deadlines:',
        '  1  overdue',
        '  1  due-soon',
        '  1  met',
        '  1  met-late',
        '  1  disordered',
        '  1  not-started',
        'In time, of what was done or is overdue:',
        '  33.3%  wokingham/initial-conference  1 of 3; 1 late, 1 overdue',
        '',
      ].join('\n'),
    );
  });

  it('shows only the outcomes asked for, and counts all', () => {
    const path = file('cases.csv', wide());
    const { rows, summary } = JSON.parse(
      run(['check', path, ...ASKED, '--json', '--only', 'met,due-soon']).out,
    );
    expect(rows.map((row: { outcome: string }) => row.outcome)).toEqual(['met', 'due-soon']);
    expect(summary.rows).toBe(6);
  });

  it('asks all rules when none is named', () => {
    const { rows, summary } = JSON.parse(
      run(['check', file('cases.csv', wide()), '--authority', 'wokingham', '--as-of', '2026-05-01', '--json'])
        .out,
    );
    expect(new Set(rows.map((row: { rule: string }) => row.rule)).size).toBeGreaterThan(10);
    const counted = Object.values<number>(summary.outcomes).reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(summary.rows);
    expect(summary.rows - summary.outcomes['not-started']).toBe(
      rows.filter((row: { outcome: string }) => row.outcome !== 'not-started').length,
    );
  });

  it.each([
    [0, '2026-04-01'],
    [1, '2026-05-01'],
  ])('ends with %i as of %s', (status, asOf) => {
    const args = ['--authority', 'wokingham', '--rule', 'initial-conference', '--as-of', asOf];
    expect(run(['check', ...args], long()).status).toBe(status);
  });

  it('takes a case file as it is', () => {
    const one = { events: { 'strategy-discussion': '2026-03-27' } };
    const { out } = run(['check', file('case.json', JSON.stringify(one)), ...ASKED, '--format', 'ndjson']);
    expect(lines(out)).toMatchObject([{ case: '', outcome: 'overdue' }]);
  });

  it('takes no cases as an answer', () => {
    for (const [name, text] of [
      ['cases.csv', 'case,event,on\n'],
      ['cases.csv', 'case,initial-conference'],
      ['cases.json', '[]'],
    ] as const) {
      const { status, out } = run(['check', file(name, text), ...ASKED, '--json']);
      expect(status).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ rows: [], summary: { cases: 0, rows: 0 } });
    }
  });

  it('takes facts in wide files', () => {
    const text =
      'case,initial-conference,quorate,team\nC-1,2026-04-01,true,assessment\nC-2,2026-04-01,maybe,\n';
    const { rows } = JSON.parse(run(['check', ...ASKED, '--json'], text).out);
    expect(rows[1]).toMatchObject({
      case: 'C-2',
      line: 3,
      error: { code: 'INVALID_FACT', path: 'line 3, column "quorate"', value: 'maybe' },
    });
    expect(rows).toHaveLength(2);
  });

  it('takes the authority from each case', () => {
    const asked = ['--as-of', '2026-05-01', '--rule', 'initial-conference', '--format', 'ndjson'];
    const csv =
      'case,authority,strategy-discussion\nC-1,wokingham,2026-03-27\nC-2,wokinham,2026-03-27\nC-3,,2026-03-27\n';
    const fromWide = run(['check', ...asked], csv);
    const fromLong = run(
      ['check', ...asked],
      csv.replace('strategy-discussion\n', 'event,on\n').replaceAll(/,(2026)/g, ',strategy-discussion,$1'),
    );
    const fromJson = run(
      ['check', ...asked],
      ['wokingham', 'wokinham', undefined]
        .map((authority, at) =>
          JSON.stringify({ case: `C-${at + 1}`, authority, events: { 'strategy-discussion': '2026-03-27' } }),
        )
        .join('\n'),
    );
    for (const { out, status, err } of [fromWide, fromLong, fromJson]) {
      expect(status).toBe(3);
      expect(err).toMatch(/^2 of 3 rows are bad;/);
      const rows = lines(out).sort((a, b) => (a.case < b.case ? -1 : 1));
      expect(rows).toMatchObject([
        { case: 'C-1', outcome: 'overdue', due: '2026-04-21' },
        { case: 'C-2', error: { code: 'UNKNOWN_AUTHORITY', value: 'wokinham' } },
        { case: 'C-3', error: { code: 'UNKNOWN_AUTHORITY' } },
      ]);
      expect(rows[1].error.message).toMatch(/Did you mean "wokingham"/);
    }
  });

  it('leaves out what the closures close', () => {
    const closures = file('closures.json', JSON.stringify(['2026-04-20']));
    // A local rule of a local table: one closure day, one working day later.
    const { out } = run(['check', ...ASKED, '--closures', closures, '--format', 'ndjson'], wide());
    expect(lines(out)[0]).toMatchObject({ due: '2026-04-22' });
  });

  it('does not wait for the end of long input, and keeps every row', () => {
    const many = Array.from({ length: 60_000 }, (_, at) => `C-${at},strategy-discussion,2026-03-27\n`);
    const text = `case,event,on\n${many.join('')}C-0,initial-conference,2026-04-01\n`;
    const { summary } = json0(['check', file('long.csv', text), ...ASKED, '--only', 'met', '--json']);
    expect(summary.input).toEqual({ rows: 60_001, good: 60_000, bad: 1 });
    expect(summary.cases).toBe(60_000);
  });

  it('shows its help', () => {
    expect(run(['check', '--help']).out).toMatch(/Many cases at once/);
  });
});

/** The answer whatever the exit status. */
const json0 = (args: readonly string[]) => JSON.parse(run(args).out);

describe('check refuses, and does nothing', () => {
  const good = file('cases.csv', long());

  it.each<[string, string[], string, string]>([
    ['a file that is not there', ['nowhere.csv', ...ASKED], 'FILE_UNREADABLE', 'nowhere.csv'],
    ['a folder', ['.', ...ASKED], 'FILE_UNREADABLE', '.'],
    [
      'an unknown authority',
      [good, '--authority', 'wokinham', '--as-of', '2026-05-01'],
      'UNKNOWN_AUTHORITY',
      '--authority',
    ],
    ['an unknown rule', [good, ...ASKED, '--rule', 'initial-conferense'], 'UNKNOWN_RULE', '--rule'],
    [
      'a rule of no authority',
      [good, '--as-of', '2026-05-01', '--rule', 'initial-conferense'],
      'UNKNOWN_RULE',
      '--rule',
    ],
    ['an unknown option', [good, ...ASKED, '--rules', 'x'], 'INVALID_OPTION', '--rules'],
    ['an unknown format', [good, ...ASKED, '--format', 'xml'], 'INVALID_OPTION', '--format'],
    ['an unknown input format', [good, ...ASKED, '--from', 'xlsx'], 'INVALID_OPTION', '--from'],
    ['an unknown outcome', [good, ...ASKED, '--only', 'overdu'], 'INVALID_OPTION', '--only'],
    ['no day', [good, '--authority', 'wokingham'], 'INVALID_OPTION', '--as-of'],
    [
      'a day that does not exist',
      [good, '--authority', 'wokingham', '--as-of', '2026-02-30'],
      'INVALID_DATE',
      '--as-of',
    ],
    ['no authority at all', [good, '--as-of', '2026-05-01'], 'UNKNOWN_AUTHORITY', `${good}: line 1`],
  ])('%s', (_, args, code, path) => {
    expect(refusal(['check', ...args])).toMatchObject({ code, path });
  });

  it.each<[string, string, string, string, RegExp]>([
    ['cases.csv', '', 'EMPTY_INPUT', '', /header such as case,event,on/],
    ['cases.csv', '\r\n\n', 'EMPTY_INPUT', '', /header such as case,event,on/],
    ['cases.json', ' \n', 'EMPTY_INPUT', '', /a list of cases/],
    ['cases.ndjson', '\n\n', 'EMPTY_INPUT', '', /one case a line/],
    ['cases.csv', 'id,event,on\n', 'CSV_HEADER', 'line 1', /no column "case"/],
    ['cases.csv', 'case,event\n', 'CSV_HEADER', 'line 1', /no column "on"/],
    ['cases.csv', 'Case,event,on\n', 'CSV_HEADER', 'line 1, column 1', /Did you mean "case"/],
    ['cases.csv', 'case,event,on,event\n', 'CSV_HEADER', 'line 1, column 4', /"event" stands twice/],
    ['cases.csv', 'case,event,on,untill\n', 'CSV_HEADER', 'line 1, column 4', /Did you mean "until"/],
    [
      'cases.csv',
      'case,initial-conferense\n',
      'CSV_HEADER',
      'line 1, column 2',
      /Did you mean "initial-conference"/,
    ],
    ['cases.csv', 'case,initial-conference,\n', 'CSV_HEADER', 'line 1, column 3', /has no name/],
    ['cases.csv', 'case;event;on\n', 'CSV_HEADER', 'line 1, column 1', /commas/],
    ['cases.csv', 'case\nC-1\n', 'CSV_HEADER', 'line 1', /no column of an event/],
    ['cases.csv', 'case,event,on,initial-conference\n', 'CSV_HEADER', 'line 1, column 4', /one row an event/],
    ['cases.csv', 'case,"event,on\nC-1,x,y\n', 'CSV_HEADER', 'line 1, column 2', /never closed/],
    [
      'cases.json',
      '[{"case": "C-1", "events": {}},\n {"case": C-2}]',
      'INVALID_JSON',
      'line 2, column 11',
      /line 2, column 11/,
    ],
    ['cases.json', '[{"case": "C-1", "events": {}}', 'INVALID_JSON', 'line 1, column 31', /too soon/],
    ['cases.json', ndjson(), 'INVALID_JSON', 'line 2, column 1', /--from ndjson/],
  ])('%s with %j', (name, text, code, path, message) => {
    const where = file(name, text);
    const failure = refusal(['check', where, ...ASKED]);
    expect(failure).toMatchObject({ code, path: path === '' ? where : `${where}: ${path}` });
    expect(failure.message).toMatch(message);
  });

  it('UTF-16', () => {
    const bytes = Buffer.from(`\ufeff${long()}`, 'utf16le');
    expect(refusal(['check', file('cases.csv', bytes), ...ASKED]).message).toMatch(/save it as UTF-8/);
  });
});

describe('check gives a bad row back with its error', () => {
  const MB = 1_000_000;

  /** Rows of a long file between good ones. */
  it.each<[string, string, string, string]>([
    ['30 February', 'B,initial-conference,2026-02-30', 'INVALID_DATE', 'column "on"'],
    ['29 February of a common year', 'B,initial-conference,2025-02-29', 'INVALID_DATE', 'column "on"'],
    ['a British date', 'B,initial-conference,27/03/2026', 'INVALID_DATE', 'column "on"'],
    ['a zone', 'B,initial-conference,2026-03-27T10:00Z', 'DATE_HAS_ZONE', 'column "on"'],
    ['no date', 'B,initial-conference,', 'DATE_MISSING', 'column "on"'],
    ['a time that no clock shows', 'B,initial-conference,2026-03-27T24:01', 'INVALID_TIME', 'column "on"'],
    ['an unknown event', 'B,inital-conference,2026-03-27', 'UNKNOWN_EVENT', 'column "event"'],
    ['no event', 'B,,2026-03-27', 'UNKNOWN_EVENT', 'column "event"'],
    ['no case', ',initial-conference,2026-03-27', 'MISSING_CASE', 'column "case"'],
    ['a stray quote', 'B,initial"conference,2026-03-27', 'INVALID_CSV', 'column "event"'],
    ['text after a quote', 'B,"initial-conference"x,2026-03-27', 'INVALID_CSV', 'column "event"'],
    ['a missing column', 'B,initial-conference', 'INVALID_CSV', ''],
    ['a column too many', 'B,initial-conference,2026-03-27,x', 'INVALID_CSV', ''],
    ['a line of more than a megabyte', `B,${'x'.repeat(MB)},2026-03-27`, 'LINE_TOO_LONG', ''],
  ])('%s, long', (_, row, code, column) => {
    const text = `case,event,on\nA,strategy-discussion,2026-04-27\n${row}\nC,strategy-discussion,2026-04-27\n`;
    const { status, out, err } = run(['check', ...ASKED, '--json'], text);
    const { rows, summary } = JSON.parse(out);
    expect(status).toBe(3);
    expect(err).toBe('1 of 3 rows is bad; it is in the output with its error.\n');
    expect(summary).toMatchObject({ input: { rows: 3, good: 2, bad: 1 }, cases: 2, rows: 2, failed: 1 });
    expect(rows[0]).toMatchObject({
      line: 3,
      rule: null,
      error: { code, path: column === '' ? 'line 3' : `line 3, ${column}` },
    });
    expect(rows.slice(1)).toMatchObject([
      { case: 'A', outcome: 'upcoming' },
      { case: 'C', outcome: 'upcoming' },
    ]);
  });

  it('guesses what a British date means', () => {
    const { out } = run(['check', ...ASKED], 'case,initial-conference\nA,27/03/2026\n');
    expect(out).toMatch(/A {2,}line 2, column "initial-conference" {2}error .*2026-03-27.*\[INVALID_DATE\]/);
  });

  it('an unclosed quote that runs on, and all rows after it', () => {
    const rows = Array.from({ length: 30_000 }, (_, at) => `C-${at},strategy-discussion,2026-04-27\n`);
    const text = `case,event,on\n"A,strategy-discussion,2026-04-27\n${rows.join('')}`;
    const { rows: found, summary } = JSON.parse(
      run(['check', ...ASKED, '--only', 'met', '--json'], text).out,
    );
    expect(summary.input).toEqual({ rows: 30_001, good: 30_000, bad: 1 });
    expect(found).toMatchObject([{ line: 2, error: { code: 'INVALID_CSV', path: 'line 2, column "case"' } }]);
  });

  it.each([
    ['2026-02-30', 'INVALID_DATE'],
    ['27/03/2026', 'INVALID_DATE'],
    ['2026-03-27+01:00', 'DATE_HAS_ZONE'],
    ['46108', 'INVALID_DATE'],
  ])('%s, wide: the case is refused as a whole', (date, code) => {
    const text = `case,strategy-discussion,initial-conference\nA,2026-04-27,\nB,2026-04-27,${date}\nC,2026-04-27,\n`;
    const { rows, summary } = JSON.parse(run(['check', ...ASKED, '--json'], text).out);
    expect(rows).toMatchObject([
      { case: 'A' },
      { case: 'B', line: 3, error: { code, value: date, path: 'line 3, column "initial-conference"' } },
      { case: 'C' },
    ]);
    expect(summary).toMatchObject({ input: { rows: 3, good: 2, bad: 1 }, cases: 2, failed: 1 });
  });

  it.each<[string, string, string]>([
    [
      '{"case":"B","events":[{"event":"strategy-discussion","on":"2026-02-30"}]}',
      'INVALID_DATE',
      'line 2, events[0].on',
    ],
    ['{"case":"B","events":[{"event":"x","on":"2026-03-27"}]}', 'UNKNOWN_EVENT', 'line 2, events[0].event'],
    ['{"case":"B","evnts":[]}', 'UNKNOWN_KEY', 'line 2, evnts'],
    ['{"case":"B"}', 'INVALID_CASE', 'line 2, events'],
    ['{"events":{}}', 'MISSING_CASE', 'line 2, case'],
    ['7', 'INVALID_CASE', 'line 2'],
    ['null', 'INVALID_CASE', 'line 2'],
    ['{"case":"B","events":{},"events":{}}', 'DUPLICATE_KEY', 'line 2, events'],
    [`{"case":"${'x'.repeat(MB)}","events":{}}`, 'LINE_TOO_LONG', 'line 2'],
  ])('%.70s, NDJSON and JSON', (row, code, path) => {
    const all = ['A', 'C'].map((name) =>
      JSON.stringify({ case: name, events: { 'strategy-discussion': '2026-04-27' } }),
    );
    const asLines = run(['check', ...ASKED, '--json', '--from', 'ndjson'], `${all[0]}\n${row}\n${all[1]}\n`);
    const asList = run(['check', ...ASKED, '--json'], `[${all[0]},\n${row},\n${all[1]}]`);
    for (const { status, out } of [asLines, asList]) {
      const { rows, summary } = JSON.parse(out);
      expect(status).toBe(3);
      expect(rows).toMatchObject([{ case: 'A' }, { line: 2, error: { code, path } }, { case: 'C' }]);
      expect(summary).toMatchObject({ input: { rows: 3, good: 2, bad: 1 }, cases: 2, failed: 1 });
    }
  });

  it('a line that is no JSON, with its place', () => {
    const text = '{"case":"A","events":{}}\n{"case":"B",}\n{"case":"C","events":{}}\n';
    const { rows } = JSON.parse(run(['check', ...ASKED, '--json'], text).out);
    expect(rows[1]).toMatchObject({ line: 2, error: { code: 'INVALID_JSON', path: 'line 2, column 13' } });
    expect(rows[1].error.message).toMatch(/at line 2, column 13/);
  });

  it.each(['1999-03-26', '2051-03-27'])(
    '%s, which no calendar knows: the deadline is not worked out',
    (date) => {
      const text = `case,strategy-discussion\nA,${date}\nB,2026-03-27\n`;
      const { status, out, err } = run(['check', ...ASKED, '--json'], text);
      const { rows, summary } = JSON.parse(out);
      expect(status).toBe(3);
      expect(err).toMatch(/^1 deadline could not be worked out/);
      expect(rows).toMatchObject([
        { case: 'A', line: 2, rule: 'wokingham/initial-conference', error: { code: expect.any(String) } },
        { case: 'B', outcome: 'overdue' },
      ]);
      expect(summary).toMatchObject({ cases: 2, rows: 1, failed: 1 });
    },
  );

  it('in CSV, with its line, code, place and message', () => {
    const { out } = run(
      ['check', ...ASKED, '--format', 'csv'],
      'case,initial-conference\n"A, b",2026-02-30\n',
    );
    expect(out.split('\n')[1]).toBe(
      '"A, b",,error,,,,,,,,,,,2,INVALID_DATE,"line 2, column ""initial-conference""","""2026-02-30"" does not exist: February 2026 has 28 days."',
    );
  });
});

it('check counts and writes for programs without a word on standard error when all is well', () => {
  expect(json(['check', ...ASKED.with(3, '2026-04-01')], long())).toMatchObject({ summary: { failed: 0 } });
});
