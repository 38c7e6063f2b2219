// Plain CommonJS: no types, no build.
const { timescales, workingCalendar } = require('in-timescale');
const wokingham = require('in-timescale/rules/wokingham');

const { rows, summary } = timescales(wokingham).check(
  [
    { case: 'C-1', events: { 'strategy-discussion': '2026-03-27', 'initial-conference': '2026-04-21' } },
    { case: 'C-2', events: { 'strategy-discussion': '2026-03-27' } },
    { case: 'C-3', events: { 'strategy-discussion': '2026-02-30' } },
  ],
  { asOf: '2026-05-01', rules: ['initial-conference'] },
);

for (const row of rows) console.log(row.case, row.error ? row.error.message : `${row.due} ${row.outcome}`);
console.log(`${summary.cases} cases, ${summary.failed} refused`);
console.log(workingCalendar('GB-SCT').addWorkingDays('2026-06-12', 1));
