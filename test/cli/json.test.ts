import { describe, expect, it } from 'vitest';
import { file, json, refusal } from './run.js';

const CASE = '{ "case": "C-1", "authority": "wokingham", "events": { "strategy-discussion": "2026-03-27" } }';
const plan = (path: string) => ['plan', path, '--as-of', '2026-05-01'];

describe('JSON of a case file', () => {
  it('may have a byte-order mark', () => {
    expect(json(plan(file('bom.json', `\uFEFF${CASE}`))).case).toBe('C-1');
  });

  const wrong: [string, string, string, RegExp][] = [
    ['a trailing comma', '{\n  "case": "C-1",\n}', 'line 3, column 1', /take out the comma/],
    ['a trailing comma in a list', '{ "events": [1,] }', 'line 1, column 16', /take out the comma/],
    ['a comment', '{\n  // no\n  "case": "C-1" }', 'line 2, column 3', /no comments/],
    ['a missing comma', '{ "case": "C-1"\n  "events": [] }', 'line 2, column 3', /comma is missing/],
    ['a missing colon', '{ "case" "C-1" }', 'line 1, column 10', /colon/],
    ['single quotes', "{ 'case': 1 }", 'line 1, column 3', /double quotes/],
    ['a word', '{ "case": C1 }', 'line 1, column 11', /double quotes/],
    ['an end too soon', '{ "case": "C-1"', 'line 1, column 16', /closing brace|ends too soon/],
    ['an open quote', '{ "case": "C-1\n}', 'line 1, column 11', /closing quote/],
    ['something after the end', '{} {}', 'line 1, column 4', /take out what follows/],
    ['a backslash', '{ "case": "C\\1" }', 'line 1, column 11', /backslash/],
  ];
  it.each(wrong)('%s is refused with its place', (_, text, place, message) => {
    const path = file('case.json', text);
    const error = refusal(plan(path));
    expect(error.code).toBe('INVALID_JSON');
    expect(error.path).toBe(`${path}: ${place}`);
    expect(error.message).toMatch(message);
  });

  it('a key that stands twice is refused with its path', () => {
    const text =
      '{ "events": [\n { "event": "strategy-discussion", "on": "2026-03-27", "on": "2026-03-28" } ] }';
    const path = file('twice.json', text);
    const error = refusal(plan(path));
    expect(error).toMatchObject({ code: 'DUPLICATE_KEY', path: `${path}: events[0].on`, value: 'on' });
    expect(error.message).toContain('line 2');
  });

  it('an empty file, UTF-16 and other bytes are refused', () => {
    expect(refusal(plan(file('empty.json', ' \n'))).code).toBe('EMPTY_INPUT');
    const utf16 = refusal(plan(file('utf16.json', Buffer.from(`\uFEFF${CASE}`, 'utf16le'))));
    expect(utf16.code).toBe('FILE_UNREADABLE');
    expect(utf16.message).toContain('UTF-16');
    expect(refusal(plan(file('latin.json', Buffer.from('{ "case": "\xe9" }', 'latin1')))).message).toContain(
      'UTF-8',
    );
  });
});
