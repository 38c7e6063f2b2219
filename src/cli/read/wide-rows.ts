import { readEventName } from '../../cases/read-case.js';
import type { Facts, FactValue, Occurrence } from '../../deadlines/history.js';
import { parseMoment } from '../../time/moment.js';
import type { CaseSink, Desk } from './case-sink.js';
import { factInCell, plainDay } from './csv-cells.js';
import type { CsvHeader } from './csv-header.js';
import type { CsvReader } from './csv-reader.js';
import { type Mark, markOf, NO_MARK, UNMARKED } from './known-cases.js';
import { failureAt, failureOfProblem, missingCase } from './refusal.js';

const NO_FACTS: Facts = Object.freeze({});

/** Reads rows that are a case each: one column an event, an empty cell for what was not recorded. */
export class WideRows {
  private readonly reader: CsvReader;
  private readonly header: CsvHeader;
  private readonly sink: CaseSink;
  /** Of each column of an event, the number that the only desk knows it by; null where there are several. */
  private readonly numbers: readonly number[] | null;
  private first: Mark = NO_MARK;
  private second: Mark = NO_MARK;
  /** The column that is being read, for what may be wrong with it. */
  private column: number;
  /** Filled anew for each row, so that the row's own list has the right size at once. */
  private readonly scratch: Occurrence[] = [];

  constructor(reader: CsvReader, header: CsvHeader, sink: CaseSink) {
    this.reader = reader;
    this.header = header;
    this.sink = sink;
    this.column = header.case;
    const names = sink.onlyDesk?.eventNames;
    this.numbers = names ? header.events.map(({ name }) => names.indexOf(name)) : null;
  }

  /** Takes the row that the reader stands at; a row with a bad cell is refused as a whole. */
  take(): void {
    const { reader, header, sink } = this;
    const { line } = reader;
    const name = header.case < reader.cells ? reader.ownText(header.case) : '';
    if (reader.problem) {
      sink.refuse({ case: name, line: reader.problem.line, error: failureOfProblem(reader, header.columns) });
      return;
    }
    if (sink.onlyDesk !== null && name !== '' && this.takeMarks()) {
      if (sink.onlyDesk.answerKnown(name, this.first, this.second)) {
        sink.good(1);
        return;
      }
    }
    let desk: Desk;
    let facts: Facts;
    let occurrences: Occurrence[];
    try {
      this.column = header.case;
      if (name === '') throw missingCase();
      desk = sink.onlyDesk ?? this.deskInCell();
      occurrences = this.occurrences(desk);
      facts = header.facts.length === 0 ? NO_FACTS : this.facts(desk);
    } catch (error) {
      sink.refuse({
        case: name,
        line,
        error: failureAt(error, line, header.columns[this.column]!, reader.counts),
      });
      return;
    }
    sink.good(1);
    desk.checkRows(name, facts, occurrences, line);
  }

  /** There is nothing to close: every row is done when it is taken. */
  *finish(): Generator<number> {}

  /** Marks the row's events; false when it says more than two plain events. */
  private takeMarks(): boolean {
    const { reader, header, numbers } = this;
    const { data, starts, ends } = reader;
    let first = NO_MARK;
    let second = NO_MARK;
    for (let index = 0; index < header.events.length; index++) {
      const { column } = header.events[index]!;
      const start = starts[column]!;
      const end = ends[column]!;
      if (start === end) continue;
      const day = plainDay(data, start, end);
      if (day === null || second !== NO_MARK) return false;
      const mark = markOf(numbers![index]!, day);
      if (mark === UNMARKED) return false;
      if (first === NO_MARK) first = mark;
      else second = mark;
    }
    for (const { column } of header.facts) if (!reader.isEmpty(column)) return false;
    this.first = first;
    this.second = second;
    return true;
  }

  private deskInCell(): Desk {
    const { authority } = this.header;
    if (authority === null) return this.sink.deskOf(undefined);
    this.column = authority;
    return this.sink.deskOf(this.reader.text(authority));
  }

  private occurrences(desk: Desk): Occurrence[] {
    const { reader } = this;
    const { data, starts, ends } = reader;
    const { scratch } = this;
    let count = 0;
    for (const { name, column } of this.header.events) {
      const start = starts[column]!;
      const end = ends[column]!;
      if (start === end) continue;
      this.column = column;
      if (desk !== this.sink.onlyDesk) readEventName(name, desk.names, '');
      const plain = plainDay(data, start, end);
      const { day, second } =
        plain === null ? parseMoment(reader.text(column)) : { day: plain, second: null };
      scratch[count] = {
        event: name,
        day,
        second,
        until: null,
        id: null,
        for: null,
        facts: null,
        deemed: false,
      };
      count += 1;
    }
    return scratch.slice(0, count);
  }

  private facts(desk: Desk): Facts {
    const found: Record<string, FactValue> = {};
    for (const { name, column } of this.header.facts) {
      if (this.reader.isEmpty(column)) continue;
      this.column = column;
      found[name] = factInCell(name, this.reader.ownText(column), desk.names);
    }
    return found;
  }
}
