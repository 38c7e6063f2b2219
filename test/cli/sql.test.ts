import { describe, expect, it } from 'vitest';
import { file, refusal, run } from './run.js';

const DAY = ['--as-of', '2026-05-01'];
const ASKED = ['--dialect', 'duckdb', ...DAY];
const ONE = ['--rule', 'initial-conference'];

describe('sql', () => {
  it('writes a script: the calendar, what is taken over, the views', () => {
    const { status, out, err } = run(['sql', 'wokingham', ...ASKED, ...ONE]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/CREATE TABLE "calendar".*TRUNCATE TABLE "valid_events".*VIEW "initial_conference"/s);
    expect(out).toContain("CAST('2026-04-03' AS DATE), 5, 0");
    expect(out).toContain("'Good Friday'");
  });

  it('names the rules that are not in it, also beside the script', () => {
    const { out, err } = run([
      'sql',
      'wokingham',
      ...ASKED,
      '--only',
      'views',
      '--rule',
      'eligible-child',
      ...ONE,
    ]);
    expect(out).toContain('-- Not here: wokingham/eligible-child, since it fixes no date.');
    expect(err).toBe('Rules in it: 1. Not in it: 1; the script ends with those and why.\n');
  });

  it('takes names with a schema before them', () => {
    const names = ['--events', 'staging.events', '--facts', 'staging.facts', '--schema', 'timescales'];
    const { out } = run(['sql', 'wokingham', ...ASKED, ...ONE, ...names]);
    expect(out).toContain('FROM "staging"."events" e');
    expect(out).toContain('CREATE OR REPLACE VIEW "timescales"."initial_conference"');
  });

  it("counts with the authority's own closures, and knows its meetings", () => {
    const closures = file('closures.json', '["2026-03-30"]');
    const series = file('series.json', '{ "transfer-meetings": ["2026-04-14", "2026-04-28"] }');
    const { out } = run([
      'sql',
      'wokingham',
      ...ASKED,
      '--rule',
      'step-down-transfer-meeting',
      ...['--closures', closures, '--series', series],
    ]);
    expect(out).toMatch(/\(CAST\('2026-03-30' AS DATE\), 1, 0, \d+, 'Closed'\)/);
    expect(out).toContain(
      `('transfer-meetings', CAST('2026-04-14' AS DATE), CAST('2026-04-14' AS DATE)),\n('transfer-meetings', CAST('2026-04-28' AS DATE), CAST('2026-04-28' AS DATE))`,
    );
  });

  it('parts a script for SQL Server into batches', () => {
    const { out } = run(['sql', 'wokingham', '--dialect', 'tsql', ...DAY, ...ONE, '--only', 'views']);
    expect(out).toMatch(
      /CREATE OR ALTER VIEW \[initial_conference\] AS.*\nGO\n+CREATE OR ALTER VIEW \[deadlines\]/s,
    );
  });

  it.each([
    [
      'no dialect',
      ['sql', 'wokingham', '--as-of', '2026-05-01'],
      '--dialect',
      'duckdb, postgres, spark, tsql',
    ],
    [
      'a dialect misspelt',
      ['sql', 'wokingham', '--dialect', 'postgre'],
      '--dialect',
      'Did you mean "postgres"?',
    ],
    ['no day', ['sql', 'wokingham', '--dialect', 'spark'], '--as-of', '--as-of 2026-05-01'],
    [
      'a day that is none',
      ['sql', 'wokingham', '--dialect', 'spark', '--as-of', '2026-02-30'],
      '--as-of',
      '2026-02-30',
    ],
    [
      'a part that is none',
      ['sql', 'wokingham', ...ASKED, '--only', 'view'],
      '--only',
      'setup, refresh, views',
    ],
    ['no such authority', ['sql', 'wokinham', ...ASKED], 'authority', 'Did you mean "wokingham"?'],
    [
      'no such rule',
      ['sql', 'wokingham', ...ASKED, '--rule', 'initial-confrence'],
      'rule',
      'initial-conference',
    ],
  ])('%s', (_, args, path, says) => {
    const { path: where, message } = refusal(args);
    expect(where).toBe(path);
    expect(message).toContain(says);
  });
});
