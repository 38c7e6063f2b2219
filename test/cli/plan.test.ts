import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { file, json, refusal, run } from './run.js';

const EVENTS = [
  { event: 'strategy-discussion', on: '2026-01-05' },
  { event: 'initial-conference', on: '2026-01-23' },
  { event: 'protection-plan-start', on: '2026-01-23' },
  { event: 'core-group', on: '2026-02-02' },
  { event: 'child-protection-visit', on: '2026-02-03' },
];
const text = (more: object = {}) =>
  JSON.stringify({ case: 'C-77', authority: 'wokingham', events: EVENTS, ...more });
const CASE = file('case.json', text());
const AS_OF = ['--as-of', '2026-03-20'];

describe('plan', () => {
  it('has everything in its JSON, and numbers that add up', () => {
    const plan = json(['plan', CASE, ...AS_OF, '--until', '2026-12-31']);
    expect(plan).toMatchObject({
      case: 'C-77',
      authority: 'wokingham',
      asOf: '2026-03-20',
      until: '2026-12-31',
    });
    // Six weeks after Monday 2 February.
    expect(plan.deadlines).toContainEqual(
      expect.objectContaining({
        rule: 'wokingham/core-group',
        due: '2026-03-16',
        outcome: 'overdue',
        foreseen: false,
      }),
    );
    const { outcomes, foreseen } = plan.summary;
    const sum = Object.values<number>(outcomes).reduce((total, count) => total + count, 0);
    expect(sum + foreseen).toBe(plan.deadlines.length);
    expect(outcomes.overdue).toBe(
      plan.deadlines.filter(
        (one: { outcome: string; foreseen: boolean }) => one.outcome === 'overdue' && !one.foreseen,
      ).length,
    );
    for (const key of ['standings', 'notStarted', 'failures', 'findings'])
      expect(plan[key]).toBeInstanceOf(Array);
  });

  it('says first what is overdue, and every count last', () => {
    const { status, out, err } = run(['plan', CASE, ...AS_OF]);
    expect(status).toBe(0);
    expect(err).toBe('');
    const { summary } = json(['plan', CASE, ...AS_OF]);
    expect(out).toContain('C-77 on Fri 20 Mar 2026');
    expect(out).toContain(`Overdue (${summary.outcomes.overdue})`);
    expect(out).toMatch(/Mon 16 Mar 2026 +4 days late +4 working days +Core group /);
    const heads = ['Overdue', 'Coming up to', 'Not known', 'Limits, counts and eligibilities', 'Altogether'];
    const places = heads.map((head) => out.indexOf(`\n${head}`));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(out.replaceAll('\n', ' ')).toContain(`${summary.outcomes.met} done in time`);
    expect(out).toContain('foreseen');
    expect(out).not.toContain('Done in time (');
    expect(out).not.toContain('\u001b');
    expect(out.split('\n').length).toBeLessThan(150);
  });

  it('shows with --all what is settled', () => {
    const { out } = run(['plan', CASE, ...AS_OF, '--all']);
    expect(out).toContain('Done in time (');
    expect(out).toContain('Nothing on the case has started these (');
  });

  it('keeps to the rules and areas asked for', () => {
    const { deadlines } = json([
      'plan',
      CASE,
      ...AS_OF,
      '--rule',
      'core-group',
      '--rule',
      'wokingham/child-protection-visit',
    ]);
    expect(new Set(deadlines.map((one: { rule: string }) => one.rule))).toEqual(
      new Set(['wokingham/core-group', 'wokingham/child-protection-visit']),
    );
    const areas = json(['plan', CASE, ...AS_OF, '--area', 'child-protection']).deadlines.map(
      (one: { area: string }) => one.area,
    );
    expect(new Set(areas)).toEqual(new Set(['child-protection']));
  });

  it('reads the standard input', () => {
    expect(json(['plan', '-', ...AS_OF], text()).case).toBe('C-77');
    expect(refusal(['plan', '-', ...AS_OF], '{').path).toMatch(/^standard input: line 1/);
  });

  it('plans the example journey', () => {
    const { out, status } = run([
      'plan',
      'examples/journey.json',
      '--authority',
      'wokingham',
      '--as-of',
      '2026-05-01',
    ]);
    expect(status).toBe(0);
    expect(out).toContain(JSON.parse(readFileSync('examples/journey.json', 'utf8')).case);
  });
});

describe('what plan refuses', () => {
  const bad = (more: object) => file('case.json', text(more));
  const cases: [string, string[], string, string | RegExp, string | RegExp][] = [
    ['no day', [CASE], 'INVALID_OPTION', '--as-of', /--as-of 2026-05-01/],
    ['no file', AS_OF, 'INVALID_OPTION', 'case file', /needs the case file/],
    [
      'no authority',
      [bad({ authority: undefined }), ...AS_OF],
      'INVALID_OPTION',
      '--authority',
      /--authority wokingham/,
    ],
    [
      'an unknown authority',
      [CASE, ...AS_OF, '--authority', 'wokin'],
      'UNKNOWN_AUTHORITY',
      '--authority',
      /wokingham/,
    ],
    [
      'an unknown authority of the file',
      [bad({ authority: 'x' }), ...AS_OF],
      'UNKNOWN_AUTHORITY',
      /case\.json: authority$/,
      /wokingham/,
    ],
    ['an unknown rule', [CASE, ...AS_OF, '--rule', 'core-grop'], 'UNKNOWN_RULE', '--rule', /"core-group"/],
    [
      'an unknown area',
      [CASE, ...AS_OF, '--area', 'child-protecton'],
      'INVALID_OPTION',
      '--area',
      /"child-protection"/,
    ],
    ['an early horizon', [CASE, ...AS_OF, '--until', '2026-01-01'], 'INVALID_OPTION', '--until', /later/],
    [
      'a bad event',
      [bad({ events: [{ event: 'core-grop', on: '2026-03-27' }] }), ...AS_OF],
      'UNKNOWN_EVENT',
      /case\.json: events\[0\]\.event$/,
      /"core-group"/,
    ],
    [
      'a bad date',
      [bad({ events: [{ event: 'core-group', on: '2026-02-29' }] }), ...AS_OF],
      'INVALID_DATE',
      /case\.json: events\[0\]\.on$/,
      /28 days/,
    ],
    ['an unknown key', [bad({ event: [] }), ...AS_OF], 'UNKNOWN_KEY', /case\.json: event$/, /"events"/],
    ['no events', [bad({ events: undefined }), ...AS_OF], 'INVALID_CASE', /case\.json: events$/, /events/],
    ['a list of cases', [file('list.json', '[]'), ...AS_OF], 'INVALID_OPTION|INVALID_CASE', /./, /./],
    ['1999', [CASE, '--as-of', '1999-12-31'], 'OUTSIDE_COVERAGE', '--as-of', /2000-01-01 to 2050-12-31/],
    ['2051', [CASE, ...AS_OF, '--until', '2051-01-01'], 'OUTSIDE_COVERAGE', '--until', /2050-12-31/],
  ];
  it.each(cases)('%s', (_, args, code, path, message) => {
    const error = refusal(['plan', ...args]);
    expect(error.code).toMatch(new RegExp(`^(${code})$`));
    expect(error.path).toMatch(path);
    expect(error.message).toMatch(message);
  });
});
