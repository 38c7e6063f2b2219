import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lintTable } from '../../src/rules/load.js';
import { wokinghamTable } from '../tables.js';
import { runJavaScript, shell } from './run-snippet.js';
import { tablesInReadme } from './tables-in-readme.js';

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');

/** The fenced blocks of a language, each with the comment on the line before it. */
function blocks(language: string): { before: string; code: string }[] {
  return [...readme.matchAll(new RegExp(`([^\\n]*)\\n\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => ({
      before: match[1]!,
      code: match[2]!,
    }),
  );
}

describe('the README', () => {
  it.each(blocks('js').map(({ code }, index) => [index + 1, code] as const))(
    'JavaScript snippet %i is true',
    (_, code) => {
      expect(code).toContain('// =>');
      expect(() => runJavaScript(code)).not.toThrow();
    },
  );

  it.each(blocks('console').map(({ code }) => [code.split('\n')[0]!, code] as const))('%s', (line, code) => {
    expect(shell(line.replace(/^\$ /, '')).stdout.trimEnd()).toBe(
      code.split('\n').slice(1).join('\n').trimEnd(),
    );
  });

  it('shows a table that is sound', () => {
    const parts = blocks('json').flatMap(({ before, code }) => {
      const file = /table:(\S+)/.exec(before)?.[1];
      return file ? [{ file, json: JSON.parse(code) as unknown }] : [];
    });
    expect(parts).toHaveLength(2);
    expect(lintTable(parts, wokinghamTable().names)).toEqual([]);
  });

  it.each([...readme.matchAll(/^\| `(in-timescale [^`]+)` \|/gm)].map((match) => match[1]!))(
    'the command line "%s" works',
    (line) => {
      const onExamples = line
        .replace('cases.csv', 'examples/cases-wide.csv')
        .replace('cases.parquet', 'examples/cases.parquet')
        .replace('case.json', 'examples/journey.json');
      const { status, stderr } = shell(onExamples);
      if (line.includes('lint my-rules/')) expect(stderr).toContain('my-rules');
      else expect(stderr === '' || status === 3 ? 0 : status).toBe(0);
    },
  );

  it('keeps its cells of grammar writable', () => {
    const cells = [...readme.matchAll(/^\| [^|]+ \| (`\{ .+`) \|$/gm)].flatMap((match) =>
      [...match[1]!.matchAll(/`(\{.*?\})`(?:, |$)/g)].map((cell) => cell[1]!),
    );
    expect(cells.length).toBeGreaterThan(8);
    for (const due of cells) {
      const json = JSON.parse(due) as object;
      const row = {
        id: 'a-row',
        title: 'A row',
        done: 'core-group',
        due: json,
        strength: 'required',
        clauses: ['ANY-1'],
      };
      const authority = {
        id: 'anytown',
        name: 'Anytown',
        kind: 'authority',
        calendar: 'GB-ENG',
        zone: 'Europe/London',
        document: { title: 'Standards' },
        from: '2026-01-01',
      };
      const problems = lintTable(
        [
          { file: 'authority.json', json: authority },
          { file: 'child-protection.json', json: { area: 'child-protection', rules: [row] } },
        ],
        wokinghamTable().names,
      );
      expect(problems, due).toEqual([]);
    }
  });

  it('lists the tables as they are', () => {
    const shown = /<!-- tables -->\n([\s\S]*?)\n<!-- \/tables -->/.exec(readme)![1]!;
    expect(shown).toBe(tablesInReadme());
  });

  it('names the two commands that a newcomer runs', () => {
    expect(blocks('sh').map(({ code }) => code.trim())).toEqual([
      'npm ci && npm run demo',
      'npm ci && npm test',
    ]);
  });
});
