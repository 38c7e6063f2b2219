import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { regionCalendar } from '../../src/calendar/region.js';
import * as columns from '../../src/columns/index.js';
import * as api from '../../src/index.js';
import * as questions from '../../src/questions/index.js';
import * as sql from '../../src/sql/index.js';
import { parseDay } from '../../src/time/day.js';
import { parseMoment } from '../../src/time/moment.js';
import { builtInTable, wokinghamTable } from '../tables.js';

const src = resolve(import.meta.dirname, '../../src');

/** What the examples in comments may name. */
const scope = {
  ...api,
  ...questions,
  ...columns,
  ...sql,
  parseDay,
  parseMoment,
  regionCalendar,
  wokingham: wokinghamTable(),
  somerset: builtInTable('somerset'),
};

interface Example {
  where: string;
  expression: string;
  value: string;
}

/** Every `@example … // => value` of the source, the comment signs taken off. */
function examples(): Example[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  return files.flatMap((file) => {
    const text = readFileSync(resolve(src, file), 'utf8');
    return [...text.matchAll(/@example([\s\S]*?)(?=\n\s*\* @|\*\/)/g)].map((match) => {
      const lines = match[1]!.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
      const code = lines.filter((line) => !line.trim().startsWith('//')).join('\n');
      const [, expression, value] = /^([\s\S]*?)\/\/[^\n]*?=> (.*?)(?:, (?:a )?\w+day)?\s*$/.exec(code) ?? [];
      return { where: file, expression: expression?.trim() ?? code, value: value ?? '' };
    });
  });
}

const evaluate = (code: string): unknown =>
  new Function(...Object.keys(scope), `return (${code});`)(...Object.values(scope));

describe('examples in comments', () => {
  it('are there for what users call', () => {
    expect(examples().length).toBeGreaterThanOrEqual(12);
  });

  it.each(examples().map((example) => [example.where, example.expression, example] as const))(
    '%s: %s',
    (_, __, { expression, value }) => {
      expect(value, 'an example ends with // => value').not.toBe('');
      expect(evaluate(expression)).toEqual(evaluate(value));
    },
  );
});
