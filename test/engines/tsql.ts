import { spawnSync } from 'node:child_process';
import type { AuthoritySql } from '../../src/sql/index.js';
import { pythonWith } from './python.js';

/**
 * Every function that the text may call; SQL Server 2017 has them all. What the parser knows by itself is checked by
 * the names as they stand in the text.
 */
const KNOWN = new Set(
  'CAST TRY_CAST COALESCE CONCAT CASE DATEADD DATEDIFF DAY LEN YEAR ROW_NUMBER LAG LEAD MIN MAX SUM COUNT OVER IN AND OR NOT VALUES AS THEN WHEN ELSE NVARCHAR DATE INT FLOAT EXISTS FROM JOIN ON BY HAVING SELECT WHERE TABLE'.split(
    ' ',
  ),
);

export const SQLGLOT = 'sqlglot==30.30.0';

/** Says what is wrong with an authority's statements for SQL Server. */
export type TsqlParser = (sql: AuthoritySql) => string[];

/** SQL Server can't run here: its text is parsed, and the functions it calls are held to a list. */
export function startTsql(): TsqlParser {
  const python = pythonWith([SQLGLOT]);
  return (sql) => wrongIn(sql, python);
}

function wrongIn({ setup, refresh, views, all }: AuthoritySql, python: string): string[] {
  const statements = [...setup, ...refresh, ...views.map(({ sql }) => sql), all].filter(
    (text) => text !== '',
  );
  // Long lists of rows say nothing new.
  const short = statements.map((text) =>
    / VALUES\n/.test(text) ? text.split('\n').slice(0, 4).join('\n').replace(/,$/, '') : text,
  );
  const { stdout, stderr, status } = spawnSync(python, ['test/engines/tsql.py'], {
    input: JSON.stringify(short),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) return [stderr.slice(0, 1000)];
  const { failures } = JSON.parse(stdout) as { failures: string[] };
  const withoutTexts = short.map((text) => text.replaceAll(/N?'(?:[^']|'')*'|\[(?:[^\]]|\]\])*\]/g, ''));
  const called = new Set(withoutTexts.flatMap((text) => text.match(/\b[A-Za-z_]+(?=\s*\()/g) ?? []));
  const unknown = [...called].filter((name) => name === name.toUpperCase() && !KNOWN.has(name));
  return [...failures, ...unknown.map((name) => `${name}() is not a function that the list knows`)];
}
