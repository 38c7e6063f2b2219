import type { CheckRow } from '../../cases/check.js';
import type { CheckOutput, FailedRow } from './check-output.js';
import { KeptLines } from './kept-lines.js';
import type { RowWriter } from './row-writer.js';

const COLUMNS = [
  'case',
  'rule',
  'outcome',
  'trigger',
  'due',
  'safe',
  'done',
  'daysLeft',
  'workingDaysLeft',
  'daysLate',
  'workingDaysLate',
  'missing',
  'projected',
  'line',
  'code',
  'path',
  'message',
];

const NEEDS_QUOTES = /[",\r\n]/;

const cell = (text: string): string => (NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** All cells of a row but the first: the same text for every case that has it. */
const restOf = (row: CheckRow): string => {
  const { rule, outcome, trigger, due, safe, done } = row;
  const days = [row.daysLeft, row.workingDaysLeft, row.daysLate, row.workingDaysLate];
  const cells = [
    rule,
    outcome,
    trigger,
    due,
    safe,
    done,
    ...days,
    cell(row.missing.join('; ')),
    row.projected,
  ];
  return `,${cells.map((one) => one ?? '').join(',')},,,,\n`;
};

/** Rows as CSV; what could not be worked out has the outcome `error`, and the last four columns. */
export function csvOutput(writer: RowWriter, isListed: (row: CheckRow) => boolean): CheckOutput {
  writer.write(`${COLUMNS.join(',')}\n`);
  // Cells are written one by one: to put a million rows together first would double the time.
  const next = (text: string | number | null) => {
    writer.write(',');
    if (text !== null) writer.write(typeof text === 'number' ? String(text) : text);
  };
  const lines = new KeptLines(writer);
  return {
    isListed,
    row(row) {
      if (!isListed(row)) return;
      writer.write(cell(row.case));
      next(row.rule);
      next(row.outcome);
      next(row.trigger);
      next(row.due);
      next(row.safe);
      next(row.done);
      next(row.daysLeft);
      next(row.workingDaysLeft);
      next(row.daysLate);
      next(row.workingDaysLate);
      next(row.missing.length === 0 ? null : cell(row.missing.join('; ')));
      writer.write(row.projected ? ',true,,,,\n' : ',false,,,,\n');
    },
    keep: (rows) => lines.add(rows.filter(isListed).map(restOf)),
    again(caseName, kept) {
      const { from, first } = lines;
      const name = cell(caseName);
      for (let line = first[kept]!; line < first[kept + 1]!; line++) {
        writer.write(name);
        writer.writeKept(from[line]!, from[line + 1]!);
      }
    },
    againAfter(cells, start, end, kept) {
      const { from, first } = lines;
      for (let line = first[kept]!; line < first[kept + 1]!; line++) {
        writer.writeBytes(cells, start, end);
        writer.writeKept(from[line]!, from[line + 1]!);
      }
    },
    failed({ case: name, rule, line, error }: FailedRow) {
      const last = `${line},${error.code},${cell(error.path)},${cell(error.message)}`;
      writer.write(`${cell(name)},${rule ?? ''},error,,,,,,,,,,,${last}\n`);
    },
    end() {},
  };
}
