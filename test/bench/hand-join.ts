import { writeFileSync } from 'node:fs';
import { loadBuilt, loadBuiltTable } from './built.js';
import type { SHAPES } from './many-rows-files.js';

type Shape = keyof typeof SHAPES;
const DAY = 86_400_000;

/** The day by which both judge. */
export const AS_OF = '2026-05-01';

/** A calendar as a warehouse keeps it: each day, whether it is a working day, and the working days up to it. */
export async function writeCalendar(path: string): Promise<void> {
  const [{ timescales }, table] = await Promise.all([loadBuilt(), loadBuiltTable('wokingham')]);
  const { calendar } = timescales(table);
  const rows = ['day,working,ordinal'];
  let ordinal = 0;
  for (let at = Date.UTC(2000, 0, 1); at <= Date.UTC(2050, 11, 31); at += DAY) {
    const day = new Date(at).toISOString().slice(0, 10);
    const working = calendar.isWorkingDay(day);
    if (working) ordinal += 1;
    rows.push(`${day},${working},${ordinal}`);
  }
  writeFileSync(path, `${rows.join('\n')}\n`);
}

const FIFTEEN = 15;
const SOON = 5;

/** What an analyst would write by hand for the one rule, the same columns in the same order. */
export function handJoin(shape: Shape, input: string, calendar: string, output: string): string {
  const on = (event: string) => `min("on") FILTER (event = '${event}')`;
  const cases =
    shape === 'wide'
      ? `SELECT "case", "strategy-discussion" AS trigger, "initial-conference" AS done FROM ${csv(input, ['case VARCHAR', 'strategy-discussion DATE', 'initial-conference DATE'])}`
      : `SELECT "case", ${on('strategy-discussion')} AS trigger, ${on('initial-conference')} AS done FROM ${csv(input, ['case VARCHAR', 'event VARCHAR', 'on DATE'])} GROUP BY "case"`;
  const asOf = `DATE '${AS_OF}'`;
  return `COPY (
    WITH calendar AS (FROM ${csv(calendar, ['day DATE', 'working BOOLEAN', 'ordinal INTEGER'])}),
    cases AS (SELECT *, CASE WHEN done <= ${asOf} THEN done END AS done_by_then FROM (${cases})),
    dated AS (
      SELECT c.*, d.day AS due, d.ordinal AS due_ordinal, e.ordinal AS done_ordinal, (SELECT ordinal FROM calendar WHERE day = ${asOf}) AS as_of_ordinal
      FROM cases c JOIN calendar s ON s.day = c.trigger JOIN calendar d ON d.ordinal = s.ordinal + ${FIFTEEN} AND d.working
      LEFT JOIN calendar e ON e.day = c.done_by_then),
    judged AS (
      SELECT *, CASE WHEN done_by_then > due THEN 'met-late' WHEN done_by_then IS NOT NULL THEN 'met' WHEN ${asOf} > due THEN 'overdue'
        WHEN ${asOf} = due THEN 'due-today' WHEN due_ordinal - as_of_ordinal <= ${SOON} THEN 'due-soon' ELSE 'upcoming' END AS outcome
      FROM dated)
    SELECT "case", 'wokingham/initial-conference' AS rule, outcome, trigger, due, due AS safe, done,
      CASE WHEN outcome IN ('due-today', 'due-soon', 'upcoming') THEN due - ${asOf} END AS "daysLeft",
      CASE WHEN outcome IN ('due-today', 'due-soon', 'upcoming') THEN due_ordinal - as_of_ordinal END AS "workingDaysLeft",
      CASE outcome WHEN 'met-late' THEN done - due WHEN 'overdue' THEN ${asOf} - due END AS "daysLate",
      CASE outcome WHEN 'met-late' THEN done_ordinal - due_ordinal WHEN 'overdue' THEN as_of_ordinal - due_ordinal END AS "workingDaysLate",
      NULL AS missing, false AS projected, NULL AS line, NULL AS code, NULL AS path, NULL AS message
    FROM judged) TO '${output}' (HEADER)`;
}

const csv = (path: string, columns: readonly string[]): string => {
  const typed = columns.map((column) => column.split(' ')).map(([name, type]) => `'${name}': '${type}'`);
  return `read_csv('${path}', header = true, auto_detect = false, columns = {${typed.join(', ')}})`;
};

/** Runs the join in this process: what a script of an analyst does, from its start to its end. */
export async function runHandJoin([shape, input, calendar, output]: readonly string[]): Promise<void> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(handJoin(shape as Shape, input!, calendar!, output!));
}

/** How many rows only one of two files of answers has. */
export async function differing(left: string, right: string): Promise<number> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = (path: string) => `(FROM read_csv('${path}', header = true, all_varchar = true))`;
  const only = (one: string, other: string) =>
    `(SELECT count(*) FROM (${rows(one)} EXCEPT ALL ${rows(other)}))`;
  const answer = await connection.runAndReadAll(
    `SELECT (${only(left, right)} + ${only(right, left)})::INTEGER`,
  );
  return answer.getRows()[0]![0] as number;
}
