import type { CaseSink } from '../read/case-sink.js';
import { CsvReader } from '../read/csv-reader.js';
import type { Input } from '../read/input.js';
import { takeHeader } from '../read/read-cases.js';
import { csvForm } from './csv-form.js';
import type { FileLines } from './file-lines.js';
import { plainLines } from './plain-lines.js';

const CR = 13;

/**
 * A CSV file as lines for DuckDB; null where its header is not a line of its own, or is not there.
 *
 * @throws TimescaleError what is wrong with the header.
 */
export function csvLines(input: Input, sink: CaseSink): FileLines | null {
  const reader = new CsvReader();
  reader.give(input.head);
  if (!reader.next()) {
    reader.end();
    if (!reader.next()) return null;
  }
  if (reader.problem) return null;
  const header = takeHeader(reader, sink);
  const headerLines = reader.line;
  // Where lines end in several ways, what is skipped of them by number need not be what is meant.
  if (headerLines > 1 && input.head.includes(CR)) return null;
  return {
    ...csvForm(input, header, 'line'),
    query: plainLines(input.path, headerLines, header.case),
    hidesNames: header.shape === 'long' && header.case > 0,
    firstLine: headerLines + 1,
  };
}
