import type { CheckRow } from '../../cases/check.js';
import type { RuleShare } from './check-output.js';

interface Counts {
  readonly rule: string;
  inTime: number;
  late: number;
  overdue: number;
}

/** The share in time of each rule, counted as rows come. */
export class Shares {
  private readonly byRule = new Map<string, Counts>();
  private last: Counts | undefined;

  /** For rules of which there may be no row, also; shown in this order. */
  constructor(rules: Iterable<string>) {
    for (const rule of rules) this.countsOf(rule);
  }

  count({ rule, outcome }: CheckRow, times = 1): void {
    if (this.last?.rule !== rule) this.last = this.countsOf(rule);
    if (outcome === 'met') this.last.inTime += times;
    else if (outcome === 'met-late') this.last.late += times;
    else if (outcome === 'overdue') this.last.overdue += times;
  }

  all(): RuleShare[] {
    return [...this.byRule.values()].map((counts) => {
      const { inTime, late, overdue } = counts;
      const all = inTime + late + overdue;
      return { ...counts, share: all === 0 ? null : inTime / all };
    });
  }

  private countsOf(rule: string): Counts {
    let counts = this.byRule.get(rule);
    if (!counts) {
      counts = { rule, inTime: 0, late: 0, overdue: 0 };
      this.byRule.set(rule, counts);
    }
    return counts;
  }
}
