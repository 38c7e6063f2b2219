import type { CaseInput } from '../../cases/case-input.js';
import type { Line } from '../../lines/line.js';
import type { ClauseReference, CompiledRule } from '../../rules/compiled-rule.js';
import { type Day, formatDay } from '../../time/day.js';
import type { Spread } from '../spread.js';
import { exampleCase } from '../worked-example.js';

/** A rule as the audit names it. */
export interface AuditedRule {
  readonly rule: string;
  readonly title: string;
  readonly clauses: readonly ClauseReference[];
}

export const audited = ({ ref, title, clauses }: CompiledRule): AuditedRule => ({
  rule: ref,
  title,
  clauses,
});

/** What an answer of the audit comes to on one start day, ready to be put to `due`. */
export interface WorkedExample {
  /** The day on which the clocks start. */
  readonly start: string;
  readonly dates: readonly {
    readonly rule: string;
    readonly due: string;
    /** A case that shows the date; null where it would not be a small one. */
    readonly case: CaseInput | null;
  }[];
}

/** On how many start days something is so. */
export interface Extent {
  /** The start days that were tried: all of them on which every rule concerned is in force and has a date. */
  readonly starts: number;
  readonly on: number;
  /** `on` as a share of `starts`, 0 to 1. */
  readonly share: number;
  /** From the first to the last start day tried. */
  readonly from: string;
  readonly until: string;
}

export const extentOf = (on: number, starts: number, tried: { from: Day; until: Day }): Extent => ({
  starts,
  on,
  share: starts === 0 ? 0 : on / starts,
  from: formatDay(tried.from),
  until: formatDay(tried.until),
});

/** The days by which two dates part, over all start days tried. */
export interface PartedBy {
  readonly least: number;
  readonly median: number;
  readonly greatest: number;
}

export const partedBy = ({ least, median, greatest }: Spread): PartedBy => ({ least, median, greatest });

/** The dates of several lines whose clocks all start on one day. */
export function workedExample(
  start: Day,
  lines: readonly { readonly line: Line; readonly due: number }[],
): WorkedExample {
  return {
    start: formatDay(start),
    dates: lines.map(({ line, due }) => ({
      rule: line.rule.ref,
      due: formatDay(due as Day),
      case: exampleCase(line, start),
    })),
  };
}
