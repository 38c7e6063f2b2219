import { makeCase, type ReadCase } from '../../cases/make-case.js';
import type { Timescales } from '../../cases/timescales.js';
import type { Facts, Occurrence } from '../../deadlines/history.js';
import {
  type Change,
  type ChangeFailure,
  type ChangeFinder,
  type ChangesOptions,
  type ChangesSummary,
  changeFinder,
} from '../../questions/changes/changes.js';
import type { Names } from '../../rules/table.js';
import type { CaseSink, Desk, RefusedRow } from '../read/case-sink.js';

/** What changed in a file of cases: rows of the input that were no case stand among the failures, with their line. */
export interface ChangesAnswer {
  readonly changes: readonly Change[];
  readonly failures: readonly (ChangeFailure & { readonly line: number })[];
  readonly summary: ChangesSummary & {
    readonly input: { readonly rows: number; readonly good: number; readonly bad: number };
  };
}

/** Takes cases from the readers and keeps what changes: memory grows with what moves, not with the file. */
export class ChangesDesk implements CaseSink, Desk {
  readonly onlyDesk = this;
  readonly names: Names;
  readonly number = 0;
  readonly eventNames: readonly string[];
  readonly isFull = false;
  private readonly finder: ChangeFinder;
  private readonly changes: Change[] = [];
  private readonly failures: ChangesAnswer['failures'][number][] = [];
  private goodRows = 0;
  private badRows = 0;

  private constructor(names: Names, finder: ChangeFinder) {
    this.names = names;
    this.eventNames = Object.keys(names.events);
    this.finder = finder;
  }

  static open(before: Timescales, after: Timescales, options: ChangesOptions): ChangesDesk {
    return new ChangesDesk(before.table.names, changeFinder(before, after, options));
  }

  deskOf(): Desk {
    return this;
  }

  check(read: ReadCase, line: number): void {
    const { changes, failures } = this.finder.findRead(read);
    this.changes.push(...changes);
    for (const failure of failures) this.failures.push({ ...failure, line });
  }

  answerKnown(): boolean {
    return false;
  }

  checkRows(name: string, facts: Facts, occurrences: readonly Occurrence[], line: number): void {
    this.check(makeCase(name, facts, occurrences, this.names), line);
  }

  good(rows: number): void {
    this.goodRows += rows;
  }

  refuse({ case: name, line, error }: RefusedRow): void {
    this.badRows += 1;
    this.failures.push({ case: name, rule: null, side: 'both', line, error });
  }

  async drained(): Promise<void> {}

  answer(): ChangesAnswer {
    const { goodRows: good, badRows: bad } = this;
    const summary = this.finder.summary();
    return {
      changes: this.changes,
      failures: this.failures,
      summary: { ...summary, failed: this.failures.length, input: { rows: good + bad, good, bad } },
    };
  }
}
