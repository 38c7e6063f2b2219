import { describe, expect, it } from 'vitest';
import { folderOf, json, refusal, run } from './run.js';

const AUTHORITY = {
  id: 'mytown',
  name: 'My Town Council',
  kind: 'authority',
  calendar: 'GB-ENG',
  zone: 'Europe/London',
  document: { title: 'Standards' },
  from: '2020-01-01',
};
const CLAUSES = { clauses: [{ id: 'MYT-01', at: 'Section 1', class: 'timed' }] };
const rule = (due: object, more: object = {}) => ({
  id: 'initial-conference',
  title: 'Initial conference',
  done: 'initial-conference',
  due,
  strength: 'required',
  clauses: ['MYT-01'],
  ...more,
});
const table = (...rules: object[]) => ({ area: 'child-protection', rules });
const SOUND = rule({ within: '15 working days', of: 'strategy-discussion' });
const folder = (files: Readonly<Record<string, unknown>>) =>
  folderOf({ 'authority.json': AUTHORITY, 'clauses.json': CLAUSES, ...files });

/** The problems of a folder; the command must say them in both its forms, with exit 2. */
function problems(files: Readonly<Record<string, unknown>>) {
  const path = folder(files);
  const asJson = run(['lint', path, '--json']);
  const asText = run(['lint', path]);
  expect([asJson.status, asText.status, asText.out]).toEqual([2, 2, '']);
  const found = JSON.parse(asJson.out).problems as {
    file: string;
    code: string;
    path: string;
    message: string;
  }[];
  for (const { file, code, message } of found) {
    expect(asText.err).toContain(`${file}: `);
    expect(asText.err).toContain(`${message} [${code}]`);
  }
  return found;
}

describe('lint', () => {
  it('says how much is sound', () => {
    const path = folder({ 'child-protection.json': table(SOUND) });
    expect(run(['lint', path])).toEqual({ status: 0, out: '1 rule and 1 clause: sound.\n', err: '' });
    expect(json(['lint', path])).toEqual({ sound: true, rules: 1, clauses: 1, problems: [] });
    expect(run(['lint', 'rules/wokingham']).status).toBe(0);
  });

  it('takes names of the folder beside the built-in ones', () => {
    const own = rule({ within: '2 weeks', of: 'tea-party' });
    expect(problems({ 'cp.json': table(own) })[0]).toMatchObject({ code: 'UNKNOWN_EVENT' });
    const vocabulary = { events: [{ id: 'tea-party', means: 'tea was had' }] };
    for (const name of ['vocabulary.json', 'vocabulary/mine.json'])
      expect(run(['lint', folder({ 'cp.json': table(own), [name]: vocabulary })]).err).toBe('');
  });

  it('tells the position of what is not JSON, and of every file', () => {
    const found = problems({
      'cp.json': '{ "area": "child-protection",\n  "rules": [], }',
      'more.json': '{',
    });
    expect(found.map(({ code, path }) => [code, path])).toEqual([
      ['INVALID_JSON', 'line 2, column 16'],
      ['INVALID_JSON', 'line 1, column 2'],
    ]);
  });

  it('finds keys that stand twice', () => {
    const text = JSON.stringify(table(SOUND)).replace('"title":', '"title":"Other","title":');
    expect(problems({ 'cp.json': text })).toMatchObject([{ code: 'DUPLICATE_KEY', path: 'rules[0].title' }]);
  });

  it('says file, place, what is wrong and what would be right', () => {
    expect(
      problems({ 'cp.json': table(rule({ within: '10 days', of: 'strategy-discussion' })) })[0],
    ).toMatchObject({
      code: 'BARE_DAYS',
      path: expect.stringContaining('rules["initial-conference"]'),
    });
    expect(problems({ 'cp.json': table({ ...SOUND, titel: 'x' }) })[0]).toMatchObject({
      code: 'UNKNOWN_KEY',
    });
    expect(problems({ 'cp.json': table(SOUND, SOUND) }).map(({ code }) => code)).toContain('DUPLICATE_ID');
  });

  it('refuses what is no folder of a table', () => {
    expect(refusal(['lint', 'no-such-folder'])).toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(refusal(['lint', 'package.json']).message).toContain('name a folder');
    expect(refusal(['lint', 'rules']).message).toContain('rules/wokingham');
    expect(refusal(['lint', 'src']).code).toBe('EMPTY_INPUT');
    expect(refusal(['lint']).message).toContain('needs the folder');
  });
});
