import type { Bound } from '../../cases/bind.js';
import { whileInForce } from '../../lines/in-force.js';
import { type Line, linesOf } from '../../lines/line.js';
import { datesOfLine } from '../../lines/line-dates.js';
import type { StartDays } from '../../lines/start-days.js';
import type { CompiledRule } from '../../rules/compiled-rule.js';
import { type Day, formatDay } from '../../time/day.js';
import { spreadOf } from '../spread.js';
import { type AuditedRule, audited, type Extent, extentOf, type PartedBy, partedBy } from './audited.js';

/** A clause that can be read in another way, and what hangs on it. */
export interface Ambiguity {
  readonly rule: AuditedRule;
  /** The step of its series, from 1; null outside series. */
  readonly step: number | null;
  /** Why it can be read so. */
  readonly because: string;
  /** On how many start days the two readings give different dates; null where one gives none from one start. */
  readonly extent: Extent | null;
  /** How many calendar days later the other reading's date falls. */
  readonly apart: PartedBy | null;
  /** The start day on which they part most, with both dates. */
  readonly example: { readonly start: string; readonly due: string; readonly otherwise: string } | null;
}

/** Each other reading of each rule, and on how many start days it matters. */
export const ambiguitiesOf = (bound: Bound, rules: readonly CompiledRule[], days: StartDays): Ambiguity[] =>
  rules.flatMap((rule) =>
    rule.readings.length === 0 ? [] : linesOf(rule).flatMap((line) => readingsOf(rule, line, bound, days)),
  );

function readingsOf(rule: CompiledRule, line: Line, { setting }: Bound, days: StartDays): Ambiguity[] {
  const tried = whileInForce([rule], days);
  if (!tried) return [];
  const primary = datesOfLine(line, setting, days);
  const step = line.leg === null ? null : line.leg + 1;
  return line.readings.map(({ limit, because }) => {
    const other = datesOfLine(line, setting, days, limit);
    const spread = spreadOf(other, primary, days, tried);
    if (!spread) return { rule: audited(rule), step, because, extent: null, apart: null, example: null };
    const at = spread.worst && spread.worst.start - days.from;
    return {
      rule: audited(rule),
      step,
      because,
      extent: extentOf(spread.later + spread.earlier, spread.starts, tried),
      apart: partedBy(spread),
      example:
        at === null
          ? null
          : {
              start: formatDay(days.dayAt(at)),
              due: formatDay(primary[at] as Day),
              otherwise: formatDay(other[at] as Day),
            },
    };
  });
}
