import type { CheckRow } from '../../cases/check.js';
import type { OutcomeName } from '../../deadlines/outcome.js';
import { columnDate, counted, peopleDate } from '../dates.js';
import type { Style } from '../output.js';
import { AlignedRows } from './aligned-rows.js';
import type { CheckOutput } from './check-output.js';
import { keptRows } from './kept-rows.js';
import type { RowWriter } from './row-writer.js';
import { summaryText } from './summary-text.js';

const STYLES: Partial<Record<OutcomeName, Style>> = {
  overdue: 'red',
  'met-late': 'yellow',
  'due-today': 'yellow',
  'due-soon': 'yellow',
  disordered: 'yellow',
  met: 'green',
};

const OUTCOME_COLUMN = 2;

/** For people: the rows that need somebody, then the numbers. */
export function textOutput(
  writer: RowWriter,
  isListed: (row: CheckRow) => boolean,
  counts: 'line' | 'row' = 'line',
): CheckOutput {
  const rows = new AlignedRows((text) => writer.write(text), OUTCOME_COLUMN);
  const dateOf = remembered(columnDate);
  let isStarted = false;
  const add = (cells: readonly string[], style: Style | null) => {
    if (!isStarted) rows.add(['case', 'rule', 'outcome', 'due', '']);
    isStarted = true;
    rows.add(cells, style);
  };
  const show = (row: CheckRow) => {
    const due = row.due === null ? '' : dateOf(row.due);
    add([row.case, row.rule, row.outcome, due, noteOn(row)], STYLES[row.outcome] ?? null);
  };
  return {
    isListed,
    row(row) {
      if (isListed(row)) show(row);
    },
    ...keptRows(isListed, show),
    failed({ case: name, rule, line, error }) {
      const place = rule ?? error.path;
      const at = rule === null ? '' : ` (${counts} ${line})`;
      add(
        [name === '' ? '(no case)' : name, place, 'error', '', `${error.message}${at} [${error.code}]`],
        'red',
      );
    },
    end(summary) {
      rows.flush();
      writer.write(`${isStarted ? '\n' : ''}${summaryText(summary)}`);
    },
  };
}

function noteOn({ outcome, workingDaysLeft, workingDaysLate, done, missing }: CheckRow): string {
  const working = (amount: number) => counted(amount, 'working day');
  switch (outcome) {
    case 'overdue':
      return workingDaysLate === 0 ? 'late, by no full working day' : `${working(workingDaysLate!)} late`;
    case 'met-late':
      return `done ${peopleDate(done!)}, ${working(workingDaysLate!)} late`;
    case 'met':
    case 'too-early':
      return `done ${peopleDate(done!)}`;
    case 'upcoming':
    case 'due-soon':
      return workingDaysLeft === null ? '' : `in ${working(workingDaysLeft)}`;
    case 'unknown':
      return `missing: ${missing.join(', ')}`;
    default:
      return '';
  }
}

const MOST_REMEMBERED = 20_000;

/** The same dates come again and again. */
function remembered(write: (iso: string) => string): (iso: string) => string {
  const known = new Map<string, string>();
  return (iso) => {
    let text = known.get(iso);
    if (text === undefined) {
      text = write(iso);
      if (known.size < MOST_REMEMBERED) known.set(iso, text);
    }
    return text;
  };
}
