import { TimescaleError } from '../../failure.js';
import { didYouMean } from '../../rules/suggest.js';
import type { Names } from '../../rules/table.js';
import type { CsvReader } from './csv-reader.js';

/** The columns of a CSV file by what they hold; a place is that of the column, counted from 0. */
export interface CsvHeader {
  readonly shape: 'long' | 'wide';
  readonly columns: readonly string[];
  readonly case: number;
  readonly authority: number | null;
  /** Only in long files. */
  readonly event: number;
  readonly on: number;
  readonly until: number | null;
  readonly id: number | null;
  readonly for: number | null;
  /** Only in wide files: columns of dates, named by their event. */
  readonly events: readonly NamedColumn[];
  readonly facts: readonly NamedColumn[];
}

export interface NamedColumn {
  readonly name: string;
  readonly column: number;
}

const LONG_COLUMNS = ['event', 'on', 'until', 'id', 'for'];
const LONG_EXAMPLE = 'case,event,on';

/**
 * Reads the header that the reader stands at. `event` and `on` make the file long, one row an event; without them
 * it is wide, one row a case.
 *
 * @throws TimescaleError `CSV_HEADER`
 */
export function readHeader(reader: CsvReader, names: Names): CsvHeader {
  if (reader.problem) throw wrong(reader, reader.problem.cell, reader.problem.value, reader.problem.message);
  const columns = Array.from({ length: reader.cells }, (_, cell) => reader.ownText(cell));
  const isLong = columns.includes('event') || columns.includes('on');
  checkNames(reader, columns, isLong, names);
  const place = (name: string): number | null => {
    const column = columns.indexOf(name);
    return column === -1 ? null : column;
  };
  const wanted = isLong ? ['case', 'event', 'on'] : ['case'];
  for (const name of wanted) {
    if (place(name) === null)
      throw wrong(reader, null, columns.join(','), `There is no column "${name}". ${exampleOf(columns)}`);
  }
  const named = (known: object): NamedColumn[] =>
    columns.flatMap((name, column) => (Object.hasOwn(known, name) ? [{ name, column }] : []));
  const events = isLong ? [] : named(names.events);
  const facts = named(names.facts);
  if (!isLong && events.length + facts.length === 0)
    throw wrong(reader, null, columns.join(','), `There is no column of an event. ${exampleOf(columns)}`);
  return {
    shape: isLong ? 'long' : 'wide',
    columns,
    case: place('case')!,
    authority: place('authority'),
    event: place('event') ?? -1,
    on: place('on') ?? -1,
    until: isLong ? place('until') : null,
    id: isLong ? place('id') : null,
    for: isLong ? place('for') : null,
    events,
    facts,
  };
}

function checkNames(reader: CsvReader, columns: readonly string[], isLong: boolean, names: Names): void {
  const known = [
    'case',
    'authority',
    ...(isLong ? LONG_COLUMNS : Object.keys(names.events)),
    ...Object.keys(names.facts),
  ];
  const all = new Set(known);
  for (const [column, name] of columns.entries()) {
    if (columns.indexOf(name) < column)
      throw wrong(reader, column, name, `The column "${name}" stands twice; keep one of them.`);
    if (all.has(name)) continue;
    throw wrong(reader, column, name, unknownColumn(name, columns, isLong, names, known));
  }
}

function unknownColumn(
  name: string,
  columns: readonly string[],
  isLong: boolean,
  names: Names,
  known: readonly string[],
): string {
  if (columns.length === 1 && /[;\t|]/.test(name))
    return 'Columns are parted by commas, and this header has none; save the file as CSV with commas.';
  if (name === '') return 'A column has no name; name it, or take the comma away that makes it.';
  if (isLong && Object.hasOwn(names.events, name))
    return `"${name}" is an event, and this file has one row an event ("event" and "on"): name it in the rows, or give a file of one row a case.`;
  const meant = didYouMean(name, isLong ? known : [...known, ...LONG_COLUMNS]);
  return `"${name}" is neither ${isLong ? `one of case, authority, ${LONG_COLUMNS.join(', ')}` : 'case, authority, an event'} nor a fact.${meant}`;
}

const exampleOf = (columns: readonly string[]): string =>
  columns.length === 1 && /[;\t|]/.test(columns[0]!)
    ? 'Columns are parted by commas.'
    : `A header is "${LONG_EXAMPLE}" for one row an event, or "case,strategy-discussion,initial-conference" for one row a case.`;

function wrong(reader: CsvReader, column: number | null, value: string, message: string): TimescaleError {
  const place = [
    ...(reader.counts === 'row' ? [] : [`line ${reader.line}`]),
    ...(column === null ? [] : [`column ${column + 1}`]),
  ];
  return new TimescaleError('CSV_HEADER', place.join(', '), value, message);
}
