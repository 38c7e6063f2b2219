import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { file, json, refusal, run } from './run.js';

const COMMANDS = ['due', 'explain', 'plan', 'check', 'rules', 'lint', 'calendar'];

describe('the command', () => {
  it('helps on standard output, and without arguments too', () => {
    for (const args of [[], ['--help'], ['-h'], ['help']]) {
      const { status, out, err } = run(args);
      expect([status, err]).toEqual([0, '']);
      for (const name of COMMANDS) expect(out).toContain(`\n  ${name} `);
      expect(out).toContain('Exit status');
    }
  });

  it.each(COMMANDS)('%s --help has examples', (name) => {
    const { status, out } = run([name, '--help']);
    expect(status).toBe(0);
    expect(out).toContain('Examples');
    expect(out).toContain(`in-timescale ${name}`);
  });

  it('gives its version', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(run(['--version'])).toEqual({ status: 0, out: `${version}\n`, err: '' });
  });

  it('refuses an unknown command, and says which there are', () => {
    const error = refusal(['plna']);
    expect(error).toMatchObject({ code: 'INVALID_OPTION', value: 'plna' });
    expect(error.message).toContain('Did you mean "plan"?');
    expect(run(['nonsense']).status).toBe(2);
    expect(run(['--nonsense']).status).toBe(2);
  });

  it('ends quietly when its reader stops early', async () => {
    const child = spawn(process.execPath, ['dist/cli/cli.js', 'rules', 'wokingham', '--json']);
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect([status, err]).toEqual([0, '']);
  });

  it('starts on the first line of the bundle as a program', () => {
    expect(readFileSync('dist/cli/cli.js', 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
  });
});

describe('rules', () => {
  it('lists the authorities', () => {
    expect(json(['rules'])).toContainEqual(
      expect.objectContaining({ id: 'wokingham', name: 'Wokingham Borough Council', calendar: 'GB-ENG' }),
    );
    expect(run(['rules']).out).toMatch(/^wokingham +Wokingham Borough Council/m);
  });

  it('lists the rules of one, each with id, title, clauses and timing', () => {
    const rules = json(['rules', 'wokingham']);
    const rule = rules.find(({ id }: { id: string }) => id === 'initial-conference');
    expect(rule).toMatchObject({
      rule: 'wokingham/initial-conference',
      title: 'Initial child protection conference',
    });
    expect(rule.timing).toContain('15 working days');
    expect(rule.clauses[0].id).toBe('WOK-CPC-01');
    for (const one of rules)
      expect([one.id, one.title, one.timing].every((text) => text.length > 0)).toBe(true);
  });

  it('keeps to an area', () => {
    const rules = json(['rules', 'wokingham', '--area', 'child-protection']);
    expect(rules.length).toBeGreaterThan(10);
    for (const rule of rules) expect(rule.area).toBe('child-protection');
    const { out } = run(['rules', 'wokingham', '--area', 'child-protection']);
    expect(out).toContain('initial-conference  Initial child protection conference');
    expect(refusal(['rules', 'wokingham', '--area', 'child-protecton']).message).toContain(
      '"child-protection"',
    );
    expect(refusal(['rules', 'wokinghm']).code).toBe('UNKNOWN_AUTHORITY');
  });
});

describe('calendar', () => {
  it('gives the weekdays off and the working days by month', () => {
    const page = json(['calendar', 'GB-ENG', '2026']);
    expect(page).toMatchObject({ calendar: 'GB-ENG', year: 2026, kind: 'official', workingDays: 253 });
    expect(page.nonWorkingWeekdays).toContainEqual({
      date: '2026-04-06',
      weekday: 'Monday',
      name: 'Easter Monday',
    });
    expect(page.nonWorkingWeekdays).toHaveLength(8);
    // 1 and 2 April, then 7 to 10, 13 to 17, 20 to 24 and 27 to 30.
    expect(page.months[3]).toEqual({ month: '2026-04', workingDays: 20 });
  });

  it('says whether a year is official, historical or projected', () => {
    expect(json(['calendar', 'GB-ENG', '2005']).kind).toBe('historical');
    expect(json(['calendar', 'GB-ENG', '2040']).kind).toBe('projected');
    const { out } = run(['calendar', 'GB-SCT', '2040']);
    expect(out).toContain('projected: not yet published');
    expect(out).toContain("New Year's Day");
  });

  it('takes closures', () => {
    const closures = file('c.json', '[{ "from": "2026-12-29", "until": "2026-12-31", "name": "Shutdown" }]');
    const page = json(['calendar', 'GB-ENG', '2026', '--closures', closures]);
    expect(page.workingDays).toBe(250);
  });

  it('refuses other calendars and years', () => {
    expect(refusal(['calendar', 'GB-ENGL', '2026'])).toMatchObject({
      code: 'UNKNOWN_CALENDAR',
      path: 'calendar',
    });
    expect(refusal(['calendar', 'gb-eng', '2026']).message).toContain('Did you mean "GB-ENG"?');
    expect(refusal(['calendar', 'GB-ENG', '26']).code).toBe('INVALID_OPTION');
    expect(refusal(['calendar', 'GB-ENG', '1999']).code).toBe('OUTSIDE_COVERAGE');
    expect(refusal(['calendar', 'GB-ENG', '2051']).code).toBe('OUTSIDE_COVERAGE');
    expect(refusal(['calendar', 'GB-ENG']).message).toContain('needs the year');
  });
});
