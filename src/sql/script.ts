import type { AuthoritySql } from './authority-sql.js';
import type { DialectName } from './dialect.js';

/** The parts of a script, in the order in which they are run. */
export const SCRIPT_PARTS = ['setup', 'refresh', 'views'] as const;
export type ScriptPart = (typeof SCRIPT_PARTS)[number];

const ABOUT: Readonly<Record<ScriptPart, string>> = {
  setup:
    'Once: the calendar, the day asked for, meetings and terms, and where cases with which nothing is wrong are kept.',
  refresh:
    'After every load, of meetings too: takes over the cases with which nothing is wrong, and finds where spells end; the others stand in the view "problems".',
  views: 'A view for each rule, and "deadlines" for all of them together.',
};

/** What a session is told before anything else. */
const SETTINGS: Readonly<Partial<Record<DialectName, string>>> = {
  postgres:
    '-- For the sessions that read the views: PostgreSQL can not tell how many rows a step has.\nSET enable_nestloop = off;\n',
  spark:
    '-- For the sessions that load: one event dated before 15 October 1582, such as 0001-01-01, would stop the whole load.\nSET spark.sql.parquet.datetimeRebaseModeInWrite = CORRECTED;\n' +
    '-- For the sessions that read the views: Spark would take minutes to plan one, looking for what follows from its conditions.\nSET spark.sql.constraintPropagation.enabled = false;\n',
};

/**
 * One authority's statements as a script for the engine's own client, with the rules that are not in it as comments.
 * For SQL Server every statement is a batch, since a view must be the first in its own.
 */
export function sqlScript(
  sql: AuthoritySql,
  dialect: DialectName,
  parts: readonly ScriptPart[] = SCRIPT_PARTS,
): string {
  const end = dialect === 'tsql' ? '\nGO\n' : ';\n';
  const statements: Readonly<Record<ScriptPart, readonly string[]>> = {
    setup: sql.setup,
    refresh: sql.refresh,
    views: [
      ...sql.views.map((view) => `${comment(`${view.rule}: ${view.says}`)}${view.sql}`),
      ...(sql.all === '' ? [] : [sql.all]),
    ],
  };
  const settings = SETTINGS[dialect];
  const notIn = sql.refused.map(({ rule, reason }) => comment(`Not here: ${rule}, since ${reason}.`));
  return [
    ...(settings === undefined ? [] : [settings]),
    ...parts.flatMap((part) => [
      comment(ABOUT[part]),
      ...statements[part].map((statement) => `${statement}${end}`),
    ]),
    ...(parts.includes('views') ? notIn : []),
  ].join('\n');
}

/** One line, whatever is in the text. */
const comment = (text: string): string => `-- ${text.replaceAll(/\s+/g, ' ')}\n`;
