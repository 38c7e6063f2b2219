import type { Timescales } from '../../cases/timescales.js';
import type { OutcomeName } from '../../deadlines/outcome.js';
import { TimescaleError } from '../../failure.js';
import type { Names } from '../../rules/table.js';
import { authorityTable } from '../authority-table.js';
import type { CheckOutput, Summary } from '../check-output/check-output.js';
import { OUTCOMES } from '../check-output/outcomes.js';
import type { RowWriter } from '../check-output/row-writer.js';
import { Shares } from '../check-output/shares.js';
import { CaseDesk, type DeskListener, type TriedAnswer } from './case-desk.js';
import type { CaseSink, Desk, RefusedRow } from './case-sink.js';

export interface DeskOptions {
  readonly asOf: string;
  /** Rules by name; all where there are none. */
  readonly rules: readonly string[];
  /** Whether all cases are put to the one authority given, whatever they say. */
  readonly isOnlyOne: boolean;
}

/** The authorities that cases may be put to, one desk each, and the count of everything that passes. */
export class CaseDesks implements CaseSink {
  readonly onlyDesk: CaseDesk | null;
  readonly names: Names;
  /** The most rules that a case is checked against. */
  readonly rules: number;
  private readonly desks: ReadonlyMap<unknown, CaseDesk>;
  private readonly output: CheckOutput;
  private readonly writer: RowWriter;
  private readonly asOf: string;
  private readonly shares: Shares | null;
  private goodRows = 0;
  private badRows = 0;

  /** @throws TimescaleError for a rule that no authority has, or that is no deadline. */
  constructor(
    authorities: readonly Timescales[],
    output: CheckOutput,
    writer: RowWriter,
    options: DeskOptions,
  ) {
    const { asOf, isOnlyOne } = options;
    this.output = output;
    this.writer = writer;
    this.asOf = asOf;
    const rulesOf = isOnlyOne ? () => options.rules : rulesByAuthority(authorities, options.rules);
    const isNamed = options.rules.length > 0;
    const listener: DeskListener = {
      onRow: (row) => output.row(row),
      keep: (rows) => output.keep(rows),
      onAgain: (name, kept) => output.again(name, kept),
      onFailed: (row) => output.failed(row),
      onCounted: (row, cases) => this.shares?.count(row, cases),
    };
    this.desks = new Map(
      authorities.map((bound, number) => {
        const newChecker = () => bound.checker(isNamed ? { asOf, rules: rulesOf(bound) } : { asOf });
        return [bound.authority.id, new CaseDesk(number, bound, newChecker, isNamed, listener)];
      }),
    );
    const all = [...this.desks.values()];
    this.rules = Math.max(...all.map(({ checker }) => checker.rules.length));
    this.shares = isNamed ? new Shares(all.flatMap(({ checker }) => checker.rules)) : null;
    this.onlyDesk = isOnlyOne ? all[0]! : null;
    this.names = all.length === 1 ? all[0]!.names : merged(all.map(({ names }) => names));
  }

  get rows(): number {
    return this.goodRows + this.badRows;
  }

  get isFull(): boolean {
    return this.writer.isFull;
  }

  drained(): Promise<void> {
    return this.writer.drained();
  }

  deskOf(authority: unknown): CaseDesk {
    const desk = this.desks.get(authority);
    if (desk) return desk;
    if (authority === undefined || authority === '') {
      throw new TimescaleError(
        'UNKNOWN_AUTHORITY',
        'authority',
        authority ?? null,
        'The case does not say whose rules it is put to; say --authority, or give it its "authority".',
      );
    }
    authorityTable(authority, 'authority');
    throw new Error(`The table of ${String(authority)} was not loaded.`);
  }

  good(rows: number): void {
    this.goodRows += rows;
  }

  /** A sink with the same desks that counts and writes nothing, for cases that stand for others. */
  trial(onAnswer: TriedAnswer, onRefused: (row: RefusedRow) => void): CaseSink {
    const trials = new Map<CaseDesk, Desk>();
    const trialOf = (desk: CaseDesk): Desk => {
      const trial = trials.get(desk) ?? desk.trial(onAnswer);
      trials.set(desk, trial);
      return trial;
    };
    return {
      onlyDesk: this.onlyDesk && trialOf(this.onlyDesk),
      names: this.names,
      deskOf: (authority) => trialOf(this.deskOf(authority)),
      good() {},
      refuse: onRefused,
      isFull: false,
      drained: () => Promise.resolve(),
    };
  }

  refuse({ case: name, line, error }: RefusedRow): void {
    this.badRows += 1;
    this.output.failed({ case: name, rule: null, line, error });
  }

  summary(): Summary {
    let cases = 0;
    let rows = 0;
    let failed = this.badRows;
    const outcomes: Partial<Record<OutcomeName, number>> = {};
    for (const desk of this.desks.values()) {
      desk.countKnown();
      const summary = desk.checker.summary();
      cases += summary.cases;
      rows += summary.rows;
      failed += summary.failed;
      for (const outcome of OUTCOMES) {
        const count = summary.outcomes[outcome];
        if (count !== undefined) outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
      }
    }
    return {
      asOf: this.asOf,
      input: { rows: this.rows, good: this.goodRows, bad: this.badRows },
      cases,
      rows,
      outcomes,
      failed,
      shares: this.shares?.all() ?? [],
    };
  }
}

/** With several authorities a rule is asked of those that have it; one that none has is refused. */
function rulesByAuthority(
  authorities: readonly Timescales[],
  rules: readonly string[],
): (bound: Timescales) => readonly string[] {
  const has = (bound: Timescales, rule: string): unknown => {
    try {
      bound.describe(rule);
      return null;
    } catch (error) {
      if (error instanceof TimescaleError) return error;
      throw error;
    }
  };
  for (const rule of rules) {
    const errors = authorities.map((bound) => has(bound, rule));
    if (!errors.includes(null)) throw errors[0];
  }
  return (bound) => rules.filter((rule) => has(bound, rule) === null);
}

const merged = (all: readonly Names[]): Names => ({
  events: Object.assign({}, ...all.map(({ events }) => events)),
  facts: Object.assign({}, ...all.map(({ facts }) => facts)),
  spells: Object.assign({}, ...all.map(({ spells }) => spells)),
  series: Object.assign({}, ...all.map(({ series }) => series)),
});
