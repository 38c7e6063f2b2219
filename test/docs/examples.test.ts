import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inPackage, pathWithCommand } from './run-snippet.js';

const root = resolve(import.meta.dirname, '../..');

function run(command: string, args: string[]): { stdout: string; status: number } {
  return inPackage((folder) => {
    try {
      const stdout = execFileSync(command, args, {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, PATH: pathWithCommand(folder), NO_COLOR: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return { stdout, status: 0 };
    } catch (error) {
      return error as { stdout: string; status: number };
    }
  });
}

describe('the examples', () => {
  it('a TypeScript case system gets its date and the clause', () => {
    const { stdout } = run('npx', ['tsx', 'examples/case-system.ts']);
    expect(stdout).toBe(
      'Initial child protection conference: 2026-04-21 (upcoming, 6 working days left; WOK-CPC-01)\n',
    );
  });

  it('plain CommonJS checks cases and never loses a bad one', () => {
    const { stdout } = run('node', ['examples/plain.cjs']);
    expect(stdout.split('\n')).toEqual([
      'C-1 2026-04-21 met',
      'C-2 2026-04-21 overdue',
      'C-3 "2026-02-30" does not exist: February 2026 has 28 days.',
      '3 cases, 1 refused',
      '2026-06-16',
      '',
    ]);
  });

  it('Arrow columns go in and come out as they are', () => {
    const { stdout } = run('node', ['examples/columns-arrow.mjs']);
    const lines = stdout.trim().split('\n');
    // Monday 1 January 2024 is a holiday; the fifteenth working day after it is Monday 22 January.
    expect(lines[0]).toBe('200000 rows; the first is due 2024-01-22 (overdue)');
    expect(lines.slice(1).map((line) => line.split(':')[0])).toEqual(['North', 'South', 'East']);
    for (const line of lines.slice(1))
      expect(line).toMatch(/: \d{5} of \d{5} in time, [1-9]\d* not due yet$/);
  });

  it('a warehouse answers for every rule, by area, team and month', { timeout: 120_000 }, () => {
    const { stdout, status } = run('node', ['examples/warehouse.mjs']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\d{5} events, \d{3} rules as views, \d+ that SQL can't say\n/);
    const lines = stdout.trim().split('\n').slice(1);
    expect(lines.length).toBeGreaterThan(6);
    for (const line of lines)
      expect(line).toMatch(
        /^child-protection {2}2026-0[234] {2}(North|South|East ) {2}\d+ of \d+ held in time \(\d+%\), \d+ overdue$/,
      );
  });

  it('a night job gets its report and says which kind of night it was', () => {
    inPackage((folder) => {
      const report = `${folder}/overdue.csv`;
      const { stdout } = run('sh', [
        'examples/night-job.sh',
        'examples/cases-wide.csv',
        '2026-05-01',
        report,
      ]);
      expect(stdout).toBe(
        `Done, but some rows of examples/cases-wide.csv were bad: see the error rows in ${report}.\n`,
      );
      const rows = readFileSync(report, 'utf8').trim().split('\n');
      expect(rows.filter((row) => row.includes(',overdue,'))).toHaveLength(30);
      expect(rows.filter((row) => row.includes('BAD-30-FEB'))).toHaveLength(1);
    });
  });

  it('the generator writes the same files every time', () => {
    const files = ['cases-long.csv', 'cases-wide.csv', 'cases.ndjson'].map(
      (file) => `${root}/examples/${file}`,
    );
    const before = files.map((file) => readFileSync(file, 'utf8'));
    run('node', ['examples/make-cases.mjs']);
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(before);
  });

  it.each(['cases-long.csv', 'cases-wide.csv'])('every row of %s comes back, good or bad', (file) => {
    const { stdout, status } = run('node', [
      'dist/cli/cli.js',
      'check',
      `examples/${file}`,
      '--authority',
      'wokingham',
      '--as-of',
      '2026-05-01',
      '--rule',
      'initial-conference',
      '--format',
      'json',
    ]);
    expect(status).toBe(3);
    const { rows, summary } = JSON.parse(stdout) as {
      rows: { case: string; outcome?: string }[];
      summary: { cases: number };
    };
    const cases = new Set(rows.map((row) => row.case));
    const input = readFileSync(`${root}/examples/${file}`, 'utf8').trim().split('\n').slice(1);
    expect(cases.size).toBe(new Set(input.map((line) => line.match(/^("(?:[^"]|"")*"|[^,]*),/)![1])).size);
    expect(summary.cases).toBeGreaterThanOrEqual(540);
  });
});
