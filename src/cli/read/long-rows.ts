import { readEventName, readOccurrence } from '../../cases/read-case.js';
import type { Facts, FactValue, Occurrence } from '../../deadlines/history.js';
import { type Failure, TimescaleError } from '../../failure.js';
import { parseMoment } from '../../time/moment.js';
import { hashBytes, RememberedBytes, secondHash } from './bytes.js';
import type { CaseSink, Desk } from './case-sink.js';
import { factInCell, plainDay } from './csv-cells.js';
import type { CsvHeader } from './csv-header.js';
import type { CsvReader } from './csv-reader.js';
import { NameIndex } from './name-index.js';
import { CLOSED, type GatheredCase, OpenCases, UNSEEN } from './open-cases.js';
import { failureAt, failureOfProblem, missingCase } from './refusal.js';
import type { FullRow } from './row-chains.js';

/** Sized so that the whole stays at about 200 MB, however long the file is. */
const LIMITS = { cases: 50_000, rows: 250_000, closed: 3_000_000 };
const MOST_ROWS_OF_A_CASE = 10_000;
const MOST_KNOWN_FACTS = 10_000;
const NO_FACTS: Facts = Object.freeze({});
const CHECKED_WITHOUT = 'The case is checked without this row.';

/**
 * Reads rows that are an event each. The rows of a case may stand apart, as long as fewer than 50,000 other cases
 * come between; a bad row is refused and its case is checked from its good rows. A row with facts but without an
 * event gives facts of the case itself.
 */
export class LongRows {
  private readonly reader: CsvReader;
  private readonly header: CsvHeader;
  private readonly sink: CaseSink;
  private readonly cases: OpenCases;
  private readonly limits: typeof LIMITS;
  /** Columns that make a row more than an event and a date. */
  private readonly furtherColumns: readonly number[];
  private readonly indexes = new Map<Desk, NameIndex>();
  private readonly knownFacts = new Map<string, Facts>();
  private column: number;
  private lastDesk: Desk | null = null;
  private lastSlot = 0;
  private readonly lastName = new RememberedBytes();

  constructor(reader: CsvReader, header: CsvHeader, sink: CaseSink, limits = LIMITS) {
    this.reader = reader;
    this.header = header;
    this.sink = sink;
    this.limits = limits;
    this.column = header.case;
    this.cases = new OpenCases(limits, (gathered) => this.check(gathered));
    this.furtherColumns = [
      header.until,
      header.id,
      header.for,
      ...header.facts.map(({ column }) => column),
    ].filter((column) => column !== null);
  }

  /** Takes the row that the reader stands at. */
  take(): void {
    const { reader, header, sink } = this;
    if (reader.problem) {
      this.refuse(reader.problem.line, failureOfProblem(reader, header.columns));
      return;
    }
    try {
      this.column = header.case;
      if (reader.isEmpty(header.case)) throw missingCase();
      this.takeEvent(sink.onlyDesk ?? this.deskInCell());
      sink.good(1);
    } catch (error) {
      this.refuse(reader.line, failureAt(error, reader.line, header.columns[this.column]!, reader.counts));
    }
  }

  /** Checks the cases that are still open, in the order of their first rows; gives the line of each before. */
  finish(): Generator<number> {
    return this.cases.closeAll();
  }

  private refuse(line: number, failure: Failure): void {
    const name = this.caseName();
    const stays = name !== '' && failure.code !== 'SCATTERED_CASE';
    const message = stays ? `${failure.message} ${CHECKED_WITHOUT}` : failure.message;
    this.sink.refuse({ case: name, line, error: { ...failure, message } });
  }

  private takeEvent(desk: Desk): void {
    const { reader, header } = this;
    const { data, starts, ends } = reader;
    const { event, on } = header;
    const further =
      this.furtherColumns.length > 0 && this.furtherColumns.some((column) => !reader.isEmpty(column));
    if (further && reader.isEmpty(event) && reader.isEmpty(on)) {
      this.takeFacts(desk);
      return;
    }
    this.column = event;
    const number = this.indexOf(desk).find(data, starts[event]!, ends[event]!);
    if (number === -1) readEventName(reader.ownText(event), desk.names, '');
    if (further) {
      const full = this.fullRow(desk, desk.eventNames[number]!);
      this.cases.addFull(this.slot(desk), full);
      return;
    }
    this.column = on;
    const plain = plainDay(data, starts[on]!, ends[on]!);
    if (plain !== null) this.cases.add(this.slot(desk), number, plain, null);
    else {
      const { day, second } = parseMoment(reader.ownText(on));
      this.cases.add(this.slot(desk), number, day, second);
    }
  }

  private takeFacts(desk: Desk): void {
    const { header, cases } = this;
    const facts = this.facts(desk);
    for (const [name, column] of [
      ['until', header.until],
      ['id', header.id],
      ['for', header.for],
    ] as const) {
      if (column === null || this.reader.isEmpty(column)) continue;
      this.column = header.event;
      throw new TimescaleError('UNKNOWN_EVENT', '', '', `A row with "${name}" needs its event.`);
    }
    const slot = this.slot(desk);
    const known = cases.factsOf(slot);
    for (const { name, column } of header.facts) {
      if (facts[name] === undefined || known?.[name] === undefined || known[name] === facts[name]) continue;
      this.column = column;
      throw new TimescaleError(
        'INVALID_FACT',
        '',
        facts[name],
        `The fact "${name}" of this case was ${JSON.stringify(known[name])} in an earlier row; keep one of them.`,
      );
    }
    cases.addFacts(slot, facts);
  }

  /** An event with more than its date, read as one of a case file is. */
  private fullRow(desk: Desk, event: string): FullRow {
    const { reader, header } = this;
    const facts = this.facts(desk);
    const input: Record<string, unknown> = { event, on: reader.text(header.on) };
    for (const name of ['until', 'id', 'for'] as const) {
      const column = header[name];
      if (column !== null && !reader.isEmpty(column)) input[name] = reader.ownText(column);
    }
    try {
      const read = readOccurrence(input, desk.names, '');
      return { occurrence: facts === NO_FACTS ? read : { ...read, facts }, line: reader.line };
    } catch (error) {
      if (error instanceof TimescaleError) this.column = header.columns.indexOf(error.path.replace('.', ''));
      throw error;
    }
  }

  /** The facts of a row. The same ones come again and again, and are kept once. */
  private facts(desk: Desk): Facts {
    const { reader, header } = this;
    let key = `${desk.number}`;
    for (const { column } of header.facts) key += `\n${reader.ownText(column)}`;
    const known = this.knownFacts.get(key);
    if (known) return known;
    const found: Record<string, FactValue> = {};
    let facts = NO_FACTS;
    for (const { name, column } of header.facts) {
      if (reader.isEmpty(column)) continue;
      this.column = column;
      found[name] = factInCell(name, reader.ownText(column), desk.names);
      facts = found;
    }
    if (this.knownFacts.size < MOST_KNOWN_FACTS) this.knownFacts.set(key, facts);
    return facts;
  }

  /** The place where the rows of this row's case are kept. */
  private slot(desk: Desk): number {
    const { reader, header, cases } = this;
    const { data } = reader;
    const start = reader.starts[header.case]!;
    const end = reader.ends[header.case]!;
    // Most rows are of the same case as the one before, which is never closed in between.
    if (desk !== this.lastDesk || !this.lastName.is(data, start, end)) {
      this.column = header.case;
      this.lastSlot = this.slotByName(desk, start, end);
      this.lastDesk = desk;
      this.lastName.set(data, start, end);
    }
    if (cases.sizeOf(this.lastSlot) >= MOST_ROWS_OF_A_CASE) throw this.tooManyRows();
    return this.lastSlot;
  }

  private slotByName(desk: Desk, start: number, end: number): number {
    const { reader, header, cases } = this;
    const first = hashBytes(reader.data, start, end) ^ Math.imul(desk.number, 0x9e3779b1);
    const second = secondHash(reader.data, start, end);
    const slot = cases.slotOf(first, second);
    if (slot === CLOSED) throw this.scattered();
    if (slot === UNSEEN) {
      const name = reader.ownText(header.case);
      if (cases.mayBeForgotten(name)) throw this.forgotten(name);
      return cases.open(first, second, desk, name, reader.line);
    }
    cases.touch(slot);
    return slot;
  }

  private forgotten(name: string): TimescaleError {
    return new TimescaleError(
      'SCATTERED_CASE',
      '',
      name,
      `Whether the case has been checked already can't be told: more than ${this.limits.closed.toLocaleString('en-GB')} cases have been closed, and its name does not come after all of theirs; sort the file by case.`,
    );
  }

  private scattered(): TimescaleError {
    const { cases, rows } = this.limits;
    return new TimescaleError(
      'SCATTERED_CASE',
      '',
      this.caseName(),
      `The case has been closed and checked, because ${cases.toLocaleString('en-GB')} other cases or ${rows.toLocaleString('en-GB')} rows came after its last row; sort the file by case.`,
    );
  }

  private tooManyRows(): TimescaleError {
    this.column = this.header.case;
    return new TimescaleError(
      'INVALID_CASE',
      '',
      this.caseName(),
      `The case has ${MOST_ROWS_OF_A_CASE.toLocaleString('en-GB')} rows already, which no case has; is "case" the right column?`,
    );
  }

  private deskInCell(): Desk {
    const { authority } = this.header;
    if (authority === null) return this.sink.deskOf(undefined);
    this.column = authority;
    return this.sink.deskOf(this.reader.ownText(authority));
  }

  private indexOf(desk: Desk): NameIndex {
    let index = this.indexes.get(desk);
    if (!index) {
      index = new NameIndex(desk.eventNames);
      this.indexes.set(desk, index);
    }
    return index;
  }

  private caseName(): string {
    const { reader, header } = this;
    return header.case < reader.cells ? reader.ownText(header.case) : '';
  }

  private check({ desk, name, line, facts, plain, full }: GatheredCase): void {
    const occurrences = full.length === 0 ? plain : [...plain, ...this.linked(full, name, desk)];
    desk.checkRows(name, facts, occurrences, line);
  }

  /** The full rows without those that belong to an event which the case does not have; these are bad rows after all. */
  private linked(full: readonly FullRow[], name: string, desk: Desk): Occurrence[] {
    let kept = full;
    for (;;) {
      const ids = new Set(kept.map(({ occurrence }) => occurrence.id));
      const dangling = kept.filter(
        ({ occurrence }) =>
          occurrence.for !== null &&
          !ids.has(occurrence.for) &&
          !Object.hasOwn(desk.names.events, occurrence.for),
      );
      if (dangling.length === 0) return kept.map(({ occurrence }) => occurrence);
      for (const { occurrence, line } of dangling) {
        const error = new TimescaleError(
          'INVALID_CASE',
          '',
          occurrence.for,
          `The event belongs to "${occurrence.for}", but no event of the case has that id.`,
        );
        this.sink.good(-1);
        const failure = failureAt(error, line, 'for', this.reader.counts);
        const message = `${failure.message} ${CHECKED_WITHOUT}`;
        this.sink.refuse({ case: name, line, error: { ...failure, message } });
      }
      kept = kept.filter((row) => !dangling.includes(row));
    }
  }
}
