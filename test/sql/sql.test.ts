import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { TimescaleError } from '../../src/failure.js';
import { authoritySql, type DialectName, sqlScript } from '../../src/sql/index.js';
import { type Row, smallTable } from '../engine/small-table.js';
import { AUTHORITIES, builtInTable, wokinghamTable } from '../tables.js';
import { type Event, warehouse } from './warehouse.js';

const within: Row = { id: 'rule', due: { within: '10 working days', of: 'start' } };
const small = (...rows: Row[]) => smallTable(rows.length === 0 ? [within] : rows);
const DIALECTS: DialectName[] = ['duckdb', 'postgres', 'spark', 'tsql'];

describe('a rule as a view', () => {
  it('gives the dates, the outcome and the clause', async () => {
    // Friday 27 March 2026, 15 working days over Easter: Tuesday 21 April.
    const { rows } = await warehouse(
      wokinghamTable(),
      [
        ['C-1', 'section-47-start', '2026-03-27'],
        ['C-1', 'initial-conference', '2026-04-22'],
        ['C-2', 'section-47-start', '2026-04-24'],
      ],
      [],
      { rules: ['initial-conference'] },
    );
    const found = await rows('SELECT * FROM initial_conference ORDER BY "case"');
    expect(found).toMatchObject([
      {
        case: 'C-1',
        rule: 'wokingham/initial-conference',
        outcome: 'met-late',
        trigger: '2026-03-27',
        due: '2026-04-21',
        done: '2026-04-22',
        days_left: null,
        working_days_late: 1,
        error: null,
      },
      { case: 'C-2', outcome: 'upcoming', due: '2026-05-18', done: null, days_late: null },
    ]);
    expect(found[0]!.clauses).toContain('WOK-CPC-01');
  });

  it('leaves a case alone in which something is wrong, and says what', async () => {
    const events: Event[] = [
      ['good', 'start', '2026-03-02'],
      ['typo', 'start', '2026-03-02'],
      ['typo', 'strat', '2026-03-02'],
      ['undated', 'start', null],
      [null, 'start', '2026-03-02'],
      ['odd-fact', 'start', '2026-03-02'],
      ['odd-value', 'start', '2026-03-02'],
      ['no-day', 'start', '2026-03-02'],
      ['no-number', 'start', '2026-03-02'],
      ['no-kind', 'start', '2026-03-02'],
    ];
    const { rows } = await warehouse(small(), events, [
      ['odd-fact', 'thirst', 'true'],
      ['odd-value', 'first', 'yes'],
      ['no-day', 'date-of-birth', '2019-02-29'],
      ['no-number', 'size', 'ten'],
      ['no-kind', 'kind', 'mauve'],
      ['good', 'date-of-birth', '2020-02-29'],
    ]);
    expect(await rows('SELECT "case" FROM deadlines')).toEqual([{ case: 'good' }]);
    expect(await rows('SELECT "case", error FROM problems ORDER BY ALL')).toEqual([
      { case: 'no-day', error: 'INVALID_DATE' },
      { case: 'no-kind', error: 'INVALID_FACT' },
      { case: 'no-number', error: 'INVALID_FACT' },
      { case: 'odd-fact', error: 'UNKNOWN_FACT' },
      { case: 'odd-value', error: 'INVALID_FACT' },
      { case: 'typo', error: 'UNKNOWN_EVENT' },
      { case: 'undated', error: 'DATE_MISSING' },
      { case: null, error: 'INVALID_CASE' },
    ]);
  });

  it.each<[string, string, string, string]>([
    ['an empty date', 'date-of-birth', '', 'DATE_MISSING'],
    ['a date with a zone', 'date-of-birth', '2019-02-03T10:00Z', 'DATE_HAS_ZONE'],
    ['a date with a time', 'date-of-birth', '2019-02-03T10:00', 'INVALID_DATE'],
    ['the year 0', 'date-of-birth', '0000-01-01', 'INVALID_DATE'],
    ['a number past all bounds', 'size', '9'.repeat(399), 'INVALID_FACT'],
    ['a text before a line end', 'kind', 'red\n', 'INVALID_FACT'],
  ])('names %s as the core does', async (_, fact, value, code) => {
    const { rows } = await warehouse(small(), [['C', 'start', '2026-03-02']], [['C', fact, value]]);
    expect(await rows('SELECT error FROM problems')).toEqual([{ error: code }]);
    const input = { events: { start: '2026-03-02' }, facts: { [fact]: value } };
    const [result] = timescales(small()).check([input], { asOf: '2026-05-01' }).rows;
    expect(result).toMatchObject({ error: { code } });
  });

  it('says of a fact with two values what they are, and of one in two rows nothing', async () => {
    const { rows } = await warehouse(
      small(),
      [
        ['torn', 'start', '2026-03-02'],
        ['same', 'start', '2026-03-02'],
      ],
      [
        ['torn', 'kind', 'red'],
        ['torn', 'kind', 'blue'],
        ['torn', 'kind', null],
        ['same', 'kind', 'red'],
        ['same', 'kind', 'red'],
        ['same', 'kind', null],
        ['same', 'size', '12'],
        ['same', 'size', '12.0'],
      ],
    );
    expect(await rows('FROM problems')).toEqual([
      {
        case: 'torn',
        error: 'INVALID_FACT',
        value: 'red',
        message: 'The fact "kind" of this case is "blue" in one row and "red" in another; keep one of them.',
      },
    ]);
    expect(await rows('SELECT "case" FROM deadlines')).toEqual([{ case: 'same' }]);
  });

  it('looks for values that are wrong where no fact is of a type', async () => {
    const table = smallTable([within], {}, { facts: [] });
    const { rows } = await warehouse(
      table,
      [
        ['good', 'start', '2026-03-02'],
        ['odd', 'start', '2026-03-02'],
      ],
      [['odd', 'size', '12']],
    );
    expect(await rows('SELECT "case", error FROM problems')).toEqual([
      { case: 'odd', error: 'UNKNOWN_FACT' },
    ]);
    expect(await rows('SELECT "case" FROM deadlines')).toEqual([{ case: 'good' }]);
  });

  it('says which rows leave the calendar or come before every version', async () => {
    const { rows } = await warehouse(
      wokinghamTable(),
      [
        ['late', 'section-47-start', '2050-12-30'],
        ['early', 'section-47-start', '2019-03-04'],
      ],
      [],
      { rules: ['initial-conference'] },
    );
    expect(await rows('SELECT "case", outcome, due, error FROM deadlines ORDER BY "case"')).toEqual([
      { case: 'early', outcome: null, due: null, error: 'NO_VERSION_IN_FORCE' },
      { case: 'late', outcome: null, due: null, error: 'OUTSIDE_COVERAGE' },
    ]);
  });

  it('judges on the day in the table as_of', async () => {
    const { rows, run } = await warehouse(small(), [['C', 'start', '2026-04-20']]);
    const outcome = async () => (await rows('SELECT outcome FROM deadlines'))[0]!.outcome;
    expect(await outcome()).toBe('due-soon');
    await run("UPDATE as_of SET day = DATE '2026-06-01'");
    expect(await outcome()).toBe('overdue');
  });

  it('takes over what was loaded since', async () => {
    const { rows, run, sql } = await warehouse(small(), [['C-1', 'start', '2026-04-20']]);
    await run(
      `INSERT INTO events VALUES ('C-2', 'start', DATE '2026-04-20'), ('C-1', 'strat', DATE '2026-04-20')`,
    );
    for (const statement of sql.refresh) await run(statement);
    expect(await rows('SELECT "case" FROM deadlines')).toEqual([{ case: 'C-2' }]);
  });

  it('never turns unknown into yes or no', async () => {
    const table = small(
      { ...within, id: 'both', when: { first: true, second: true } },
      { ...within, id: 'either', when: { any: [{ first: true }, { second: true }] } },
      { ...within, id: 'neither', when: { not: { first: true } } },
    );
    const { rows } = await warehouse(table, [['C', 'start', '2026-04-28']], [['C', 'second', 'true']]);
    expect(await rows('SELECT rule, outcome FROM deadlines ORDER BY rule')).toEqual([
      { rule: 'small/both', outcome: 'unknown' },
      { rule: 'small/either', outcome: 'upcoming' },
      { rule: 'small/neither', outcome: 'unknown' },
    ]);
  });
});

describe('a hostile name', () => {
  const hostile = 'a"; drop table x; --';

  it('is a name and nothing else', async () => {
    const events = ['main', hostile];
    const { rows, run } = await warehouse(small(), [[hostile, 'start', '2026-04-20']], [], {
      events,
      facts: `${hostile}'`,
    });
    await run('CREATE TABLE x (one INT)');
    expect(await rows('SELECT "case" FROM deadlines')).toEqual([{ case: hostile }]);
    expect(await rows('SELECT count(*)::INT AS n FROM x')).toEqual([{ n: 0 }]);
  });

  it.each([
    ['duckdb', '"a""; drop table x; --"'],
    ['postgres', '"a""; drop table x; --"'],
    ['spark', '`a"; drop table x; --`'],
    ['tsql', '[a"; drop table x; --]'],
  ] as const)('is quoted for %s', (dialect, quoted) => {
    const { setup } = authoritySql(timescales(small()), { dialect, asOf: '2026-05-01', events: hostile });
    expect(setup.join('\n')).toContain(`FROM ${quoted} e`);
  });

  it.each([
    ['spark', 'a`b', '`a``b`'],
    ['tsql', 'a]b', '[a]]b]'],
  ] as const)('is doubled for %s where it closes the quotes', (dialect, events, quoted) => {
    const { setup } = authoritySql(timescales(small()), { dialect, asOf: '2026-05-01', events });
    expect(setup.join('\n')).toContain(`FROM ${quoted} e`);
  });
});

describe('a text of a fact', () => {
  it.each<[DialectName, RegExp]>([
    ['duckdb', /length\(f\."value"\) <= 300/],
    ['postgres', /length\(f\."value"\) <= 300/],
    // Java's "$" would take a line end after the last digit too.
    ['spark', /RLIKE '\(\?s\)\^-\?\[0-9\]\+\(\[\.\]\[0-9\]\+\)\?\(\?!\.\)' AND length\(f\.`value`\) <= 300/],
    ['tsql', /NOT LIKE '-\.%' AND f\.\[value\] NOT LIKE '%\.' AND LEN\(f\.\[value\]\) <= 300/],
  ])('is a number within bounds, and has one value, for %s', (dialect, bounds) => {
    const problems = authoritySql(timescales(small()), { dialect, asOf: '2026-05-01' }).setup.join('\n');
    expect(problems).toMatch(bounds);
    expect(problems.match(/HAVING MIN\(.*\) <> MAX\(/g)).toHaveLength(2);
  });
});

describe('a rule that asks for meetings or terms', () => {
  const waits: Row = { id: 'rule', due: { before: { next: 'meetings', after: 'start' } } };
  const rows = 'SELECT "case", outcome, CAST(due AS VARCHAR) AS due FROM rule ORDER BY "case"';
  const events: Event[] = [
    ['before', 'start', '2026-05-11'],
    ['on', 'start', '2026-05-12'],
    ['after', 'start', '2026-05-13'],
    ['behind', 'start', '2026-06-10'],
  ];

  it('is due with the first on its day or after it, and unknown behind the last', async () => {
    const { rows: ask } = await warehouse(
      small(waits),
      events,
      [],
      {},
      {
        series: { meetings: ['2026-06-09', '2026-05-12'] },
      },
    );
    expect(await ask(rows)).toEqual([
      { case: 'after', outcome: 'upcoming', due: '2026-06-09' },
      { case: 'before', outcome: 'upcoming', due: '2026-05-12' },
      { case: 'behind', outcome: 'unknown', due: null },
      { case: 'on', outcome: 'upcoming', due: '2026-05-12' },
    ]);
  });

  it('takes dates that are added later, after a refresh', async () => {
    const { rows: ask, run, sql } = await warehouse(small(waits), events.slice(0, 1));
    expect(await ask(rows)).toEqual([{ case: 'before', outcome: 'unknown', due: null }]);
    await run(
      `INSERT INTO series (series, "on") VALUES ('meetings', DATE '2026-05-20'), ('others', DATE '2026-05-12')`,
    );
    for (const statement of sql.refresh) await run(statement);
    expect(await ask(rows)).toMatchObject([{ due: '2026-05-20' }]);
  });

  it('has a clock for each term of every spell of care', async () => {
    const series = {
      'school-terms': [
        { from: '2024-09-02', until: '2024-12-20' },
        { from: '2025-01-06', until: '2025-04-04' },
        { from: '2025-04-22', until: '2025-07-22' },
        { from: '2025-09-01', until: '2025-12-19' },
        { from: '2026-01-05', until: '2026-04-01' },
      ],
    };
    const rules = ['personal-education-plan-each-term'];
    const { rows: ask } = await warehouse(
      wokinghamTable(),
      [
        ['C', 'became-looked-after', '2024-10-07'],
        ['C', 'personal-education-plan-meeting', '2024-11-12'],
        ['C', 'ceased-looked-after', '2025-02-14'],
        ['C', 'became-looked-after', '2025-10-06'],
        ['C', 'personal-education-plan-meeting', '2025-11-18'],
      ],
      [],
      { rules, asOf: '2026-02-02' },
      { series },
    );
    const found = await ask(
      'SELECT CAST(due AS VARCHAR) AS due, outcome FROM personal_education_plan_each_term ORDER BY due',
    );
    expect(found.map(({ due, outcome }) => `${due} ${outcome}`)).toEqual([
      '2024-12-20 met',
      '2025-04-04 ended',
      '2025-12-19 met',
      '2026-04-01 upcoming',
    ]);
  });

  it('brings its tables along, which others do without', () => {
    const made = (row: Row) =>
      authoritySql(timescales(small(row)), { dialect: 'postgres', asOf: '2026-05-01' }).setup.join('\n');
    expect(made(waits)).toContain('CREATE TABLE "series_days"');
    expect(made(within)).not.toContain('"series"');
  });
});

describe('what SQL can not say', () => {
  it('is named with the reason, and nothing is dropped', () => {
    for (const id of ['wokingham', 'england']) {
      const bound = timescales(builtInTable(id));
      const { views, refused } = authoritySql(bound, { dialect: 'duckdb', asOf: '2026-05-01' });
      expect(new Set([...views, ...refused].map(({ rule }) => rule))).toEqual(
        new Set(bound.bound.ids.map((rule) => `${id}/${rule}`)),
      );
      expect(views.length).toBeGreaterThan(refused.length * 3);
      for (const { reason } of refused) expect(reason).toMatch(/^["a-z].* /);
    }
  });

  it.each<[string, Row, RegExp]>([
    [
      'a count',
      { id: 'rule', count: { 'at-least': 1, 'in-each': '1 week', of: 'meeting' } },
      /fixes no date/,
    ],
    [
      'ends before a birthday',
      { id: 'rule', due: { within: '1 week', of: { age: '4 years' }, until: 'end' } },
      /birthday/,
    ],
  ])('%s', (_, row, reason) => {
    const { refused } = authoritySql(timescales(small(row)), { dialect: 'duckdb', asOf: '2026-05-01' });
    expect(refused).toEqual([{ rule: 'small/rule', reason: expect.stringMatching(reason) }]);
  });

  it.each<[string, object, string]>([
    ['a dialect that is not there', { dialect: 'oracle' }, 'INVALID_OPTION'],
    ['a rule that is not there', { rules: ['rool'] }, 'UNKNOWN_RULE'],
    ['a day outside the calendar', { asOf: '2051-01-01' }, 'OUTSIDE_COVERAGE'],
    ['no day', { asOf: '1 May' }, 'INVALID_DATE'],
  ])('%s is an error', (_, options, code) => {
    const ask = () =>
      authoritySql(timescales(small()), { dialect: 'duckdb', asOf: '2026-05-01', ...options } as never);
    expect(ask).toThrow(TimescaleError);
    expect(ask).toThrow(expect.objectContaining({ code }));
  });
});

describe('the script', () => {
  it.each(DIALECTS)('for %s has every statement, and every view once', (dialect) => {
    const made = authoritySql(timescales(small()), { dialect, asOf: '2026-05-01' });
    const script = sqlScript(made, dialect);
    for (const statement of [...made.setup, ...made.refresh, made.views[0]!.sql, made.all])
      expect(script.split(statement)).toHaveLength(2);
  });

  it('runs as it stands', async () => {
    const made = authoritySql(timescales(small()), { dialect: 'duckdb', asOf: '2026-05-01' });
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run('CREATE TABLE events ("case" VARCHAR, "event" VARCHAR, "on" DATE)');
    await connection.run('CREATE TABLE facts ("case" VARCHAR, "fact" VARCHAR, "value" VARCHAR)');
    await connection.run("INSERT INTO events VALUES ('C', 'start', DATE '2026-03-02')");
    await connection.run(sqlScript(made, 'duckdb'));
    const overdue = await connection.runAndReadAll("FROM deadlines WHERE outcome = 'overdue'");
    expect(overdue.currentRowCount).toBe(1);
  });

  it.each<[DialectName, RegExp]>([
    ['postgres', /^-- .*\nSET enable_nestloop = off;\n/],
    // Spark 3 refuses to write the date 0001-01-01 unless told.
    [
      'spark',
      /^-- .*\nSET spark\.sql\.parquet\.datetimeRebaseModeInWrite = CORRECTED;\n-- .*\nSET spark\.sql\.constraintPropagation\.enabled = false;\n/,
    ],
  ])('for %s begins with what the session needs', (dialect, settings) => {
    const made = authoritySql(timescales(small()), { dialect, asOf: '2026-05-01' });
    expect(sqlScript(made, dialect)).toMatch(settings);
  });

  it('says above each view what the rule says', () => {
    const made = authoritySql(timescales(wokinghamTable()), {
      dialect: 'postgres',
      asOf: '2026-05-01',
      rules: ['initial-conference'],
    });
    expect(sqlScript(made, 'postgres', ['views'])).toMatch(
      /-- wokingham\/initial-conference: Initial child protection conference: due within 15 working days of .*\nCREATE OR REPLACE VIEW/,
    );
  });

  it('is the part asked for', () => {
    const made = authoritySql(timescales(small()), { dialect: 'duckdb', asOf: '2026-05-01' });
    expect(sqlScript(made, 'duckdb', ['refresh'])).not.toContain('CREATE');
  });
});

describe('views of a rule', () => {
  it('have names that every engine takes', () => {
    for (const id of AUTHORITIES) {
      const { views } = authoritySql(timescales(builtInTable(id)), {
        dialect: 'postgres',
        asOf: '2026-05-01',
      });
      // PostgreSQL cuts a longer name off without a word.
      for (const { view } of views) expect(view.length - 2).toBeLessThanOrEqual(63);
      expect(new Set(views.map(({ view }) => view)).size).toBe(views.length);
    }
  });
});
