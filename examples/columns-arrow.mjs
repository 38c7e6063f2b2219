// Due dates, outcomes and shares over Arrow columns, without copying a date: date32 is days since 1970-01-01, which is
// what in-timescale/columns takes and gives. Needs apache-arrow beside in-timescale.
// Run it with `node examples/columns-arrow.mjs`.
import {
  DateDay,
  Dictionary,
  makeData,
  makeVector,
  Table,
  tableFromIPC,
  tableToIPC,
  Uint8,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { timescales } from 'in-timescale';
import { bindColumns, OUTCOMES, shareByGroup } from 'in-timescale/columns';
import wokingham from 'in-timescale/rules/wokingham';

const ROWS = 200_000;
const DAY = 86_400_000;

/** A file as another program would write it: two columns of dates, one with gaps, and a column of teams. */
function exported() {
  const from = Date.parse('2024-01-01') / DAY;
  const starts = Int32Array.from({ length: ROWS }, (_, row) => from + ((row * 7919) % 845));
  const held = starts.map((day, row) => day + ((row * 104_729) % 40));
  const nullBitmap = new Uint8Array(Math.ceil(ROWS / 8)).map((_, byte) =>
    byte % 5 === 0 ? 0b11101110 : 0xff,
  );
  const days = (data, mask) =>
    makeVector(makeData({ type: new DateDay(), length: ROWS, data, ...(mask ? { nullBitmap: mask } : {}) }));
  const teams = Array.from({ length: ROWS }, (_, row) => ['North', 'South', 'East'][row % 3]);
  return tableToIPC(
    new Table({
      section47: days(starts),
      conference: days(held, nullBitmap),
      team: vectorFromArray(teams, new Dictionary(new Utf8(), new Uint8())),
    }),
  );
}

/** The days of a column and its mask, as they lie in memory. */
function dayColumn(vector) {
  const [{ values, nullBitmap, nullCount }] = vector.data;
  return { days: values, valid: nullCount > 0 ? nullBitmap : null };
}

const table = tableFromIPC(exported());
const conference = bindColumns(timescales(wokingham), 'initial-conference');
const { due, outcomes } = conference.standings({
  starts: dayColumn(table.getChild('section47')),
  done: dayColumn(table.getChild('conference')),
  asOf: '2026-05-01',
});

// And back: the due dates are a column of Arrow again.
const dueDates = makeVector(
  makeData({ type: new DateDay(), length: ROWS, data: due.days, nullBitmap: due.valid ?? undefined }),
);
console.log(
  `${ROWS} rows; the first is due ${new Date(dueDates.get(0)).toISOString().slice(0, 10)} (${OUTCOMES[outcomes[0]]})`,
);

const team = table.getChild('team');
const by = { codes: team.data[0].values, values: [...team.data[0].dictionary] };
for (const { group, numerator, denominator, openNotDue } of shareByGroup(outcomes, {
  denominator: 'due',
  by,
}))
  console.log(`${group}: ${numerator} of ${denominator} in time, ${openNotDue} not due yet`);
