import type { CheckRow } from '../../cases/check.js';
import type { CheckOutput, FailedRow } from './check-output.js';
import { keptRows } from './kept-rows.js';
import type { RowWriter } from './row-writer.js';

/** One object a line. */
export function ndjsonOutput(writer: RowWriter, isListed: (row: CheckRow) => boolean): CheckOutput {
  const show = (row: CheckRow) => writer.write(`${JSON.stringify(row)}\n`);
  return {
    isListed,
    row(row) {
      if (isListed(row)) show(row);
    },
    ...keptRows(isListed, show),
    failed(row) {
      writer.write(`${JSON.stringify(row)}\n`);
    },
    end() {},
  };
}

/** One document, `{ "rows": […], "summary": {…} }`, written as it comes. */
export function jsonOutput(writer: RowWriter, isListed: (row: CheckRow) => boolean): CheckOutput {
  let before = '{ "rows": [\n';
  const write = (row: CheckRow | FailedRow) => {
    writer.write(before + JSON.stringify(row));
    before = ',\n';
  };
  return {
    isListed,
    row(row) {
      if (isListed(row)) write(row);
    },
    ...keptRows(isListed, write),
    failed: write,
    end(summary) {
      writer.write(
        `${before === ',\n' ? '\n' : before}],\n"summary": ${JSON.stringify(summary, null, 2)} }\n`,
      );
    },
  };
}
