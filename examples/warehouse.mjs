// A year of one authority's events in DuckDB, every rule as a view over them, and the share in timescale by area, team
// and month in one query. Needs @duckdb/node-api beside in-timescale; reads no clock and no network.
// Run it with `node examples/warehouse.mjs`.
import { DuckDBInstance } from '@duckdb/node-api';
import { timescales } from 'in-timescale';
import wokingham from 'in-timescale/rules/wokingham';
import { authoritySql } from 'in-timescale/sql';

const AS_OF = '2026-05-01';
const CASES = 1500;
const TEAMS = ['North', 'South', 'East'];

const authority = timescales(wokingham);
const { calendar } = authority;
const sql = authoritySql(authority, { dialect: 'duckdb', asOf: AS_OF });
const warehouse = await (await DuckDBInstance.create(':memory:')).connect();
const run = (statement) => warehouse.run(statement);
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/** Invented journeys from a contact to reviews, one a case: how late each step is hangs on the team. */
function events() {
  const rows = [];
  for (let number = 0; number < CASES; number++) {
    const draw = (step, upTo) => ((number * 7919 + step * 104_729) % 9973) % upTo;
    const name = `C-${String(number).padStart(4, '0')}`;
    const slow = number % TEAMS.length;
    let day = calendar.addWorkingDays('2025-04-28', draw(0, 240));
    const next = (event, days) => {
      day = calendar.addWorkingDays(day, days);
      if (day <= AS_OF) rows.push([name, event, day]);
    };
    next('contact-received', 0);
    next('referral-received', draw(1, 2));
    next('referral-decision', 1 + (draw(2, 10) === 0 ? slow : 0));
    next('strategy-discussion', draw(3, 3));
    next('section-47-start', draw(4, 2));
    next('initial-conference', 9 + draw(5, 6 + slow * 2));
    next('protection-plan-start', 0);
    next('core-group', 5 + draw(6, 6 + slow));
    for (let meeting = 0; meeting < 4; meeting++) next('core-group', 24 + draw(7 + meeting, 8 + slow));
  }
  return rows;
}

/** Rows as one statement, a thousand at a time. */
async function load(table, rows) {
  for (let at = 0; at < rows.length; at += 1000) {
    const some = rows.slice(at, at + 1000).map((row) => `(${row.map(quoted).join(', ')})`);
    await run(`INSERT INTO ${table} VALUES ${some.join(', ')}`);
  }
}

// What a warehouse has already: events, facts, and which team holds which case.
await run('CREATE TABLE events ("case" VARCHAR, "event" VARCHAR, "on" DATE)');
await run('CREATE TABLE facts ("case" VARCHAR, "fact" VARCHAR, "value" VARCHAR)');
await run('CREATE TABLE teams ("case" VARCHAR, team VARCHAR)');
const recorded = events();
await load('events', recorded);
await load(
  'teams',
  [...new Set(recorded.map(([name]) => name))].map((name) => [
    name,
    TEAMS[Number(name.slice(2)) % TEAMS.length],
  ]),
);

// What in-timescale adds: the calendar, a view for each rule, and to which area of work each rule belongs.
for (const statement of [...sql.setup, ...sql.refresh]) await run(statement);
for (const view of sql.views) await run(view.sql);
await run('CREATE TABLE rule_areas (rule VARCHAR, area VARCHAR)');
await load(
  'rule_areas',
  authority.rules().map(({ rule, area }) => [rule, area]),
);

// Each view is worked out once; a nightly job would keep the result like this.
await run(`CREATE TABLE standings AS FROM ${sql.views[0].view} LIMIT 0`);
for (const { view } of sql.views) await run(`INSERT INTO standings FROM ${view}`);

// The share of what was held, and beside it what fell due and was not: a held-only share hides that.
const shares = await warehouse.runAndReadAll(`
  SELECT area, team, strftime(due, '%Y-%m') AS month,
    count(*) FILTER (outcome = 'met') AS in_time,
    count(*) FILTER (outcome IN ('met', 'met-late')) AS held,
    count(*) FILTER (outcome = 'overdue') AS overdue,
    round(100 * in_time / nullif(held, 0)) AS percent
  FROM standings JOIN rule_areas USING (rule) JOIN teams USING ("case")
  WHERE error IS NULL AND due <= DATE '${AS_OF}'
  GROUP BY ALL ORDER BY ALL`);

console.log(
  `${recorded.length} events, ${sql.views.length} rules as views, ${sql.refused.length} that SQL can't say`,
);
for (const { area, team, month, in_time, held, overdue, percent } of shares.getRowObjectsJson())
  if (area === 'child-protection' && month >= '2026-02' && month < '2026-05')
    console.log(
      `${area}  ${month}  ${team.padEnd(5)}  ${in_time} of ${held} held in time (${percent}%), ${overdue} overdue`,
    );
