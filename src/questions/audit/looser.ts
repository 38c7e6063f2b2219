import type { Bound } from '../../cases/bind.js';
import { datesOfLine } from '../../lines/line-dates.js';
import type { StartDays } from '../../lines/start-days.js';
import type { CompiledRule } from '../../rules/compiled-rule.js';
import { spreadOf } from '../spread.js';
import {
  type AuditedRule,
  audited,
  type Extent,
  extentOf,
  type PartedBy,
  partedBy,
  type WorkedExample,
  workedExample,
} from './audited.js';
import { holdAgainst } from './hold-against.js';

/**
 * How a local rule stands to the national one that it localises:
 * - `looser`: on some start days its date falls later;
 * - `tighter`: on some it falls sooner, on none later;
 * - `equal`: the same date on every start day;
 * - `undecided`: dates can't tell, and `why` says for what reason.
 */
export type Stance = 'looser' | 'tighter' | 'equal' | 'undecided';

export interface LocalForm {
  readonly local: AuditedRule;
  readonly national: AuditedRule & { readonly strength: string; readonly verified: boolean };
  readonly stance: Stance;
  readonly why: string | null;
  /** On how many start days the local date falls later; null where undecided. */
  readonly extent: Extent | null;
  /** How many calendar days later than the national date the local one falls. */
  readonly apart: PartedBy | null;
  /** The start day on which the local date lies farthest behind. */
  readonly example: WorkedExample | null;
  /** True where the local clause has another reading under which its date is never later. */
  readonly keptUnderAnotherReading: boolean;
}

/** Every rule that says which national rule it is the local form of, held against each version of it. */
export function localFormsOf(
  bound: Bound,
  rules: readonly CompiledRule[],
  national: Bound,
  days: StartDays,
): LocalForm[] {
  return rules.flatMap((rule) =>
    nationalFormsOf(rule, national).flatMap((parent) => formOf(rule, parent, bound, national, days) ?? []),
  );
}

/** Every version of the national rule that a rule localises; none where a leg has no national counterpart. */
const nationalFormsOf = ({ localises }: CompiledRule, national: Bound): readonly CompiledRule[] =>
  localises === null ? [] : national.versions(localises.slice(localises.indexOf('/') + 1));

const NOTHING = { extent: null, apart: null, example: null, keptUnderAnotherReading: false };

function formOf(
  rule: CompiledRule,
  parent: CompiledRule,
  bound: Bound,
  national: Bound,
  days: StartDays,
): LocalForm | undefined {
  const names = {
    local: audited(rule),
    national: {
      ...audited(parent),
      strength: parent.row.strength,
      verified: parent.row.source?.verified ?? true,
    },
  };
  const held = holdAgainst({ rule: parent, bound: national }, { rule, bound }, days);
  if (held.kind === 'not-comparable') {
    // A version that was never in force together with the local rule is nothing to hold it against.
    if (held.why.includes('never in force')) return undefined;
    return { ...names, stance: 'undecided', why: held.why, ...NOTHING };
  }
  const { spread, tried, lines, columns } = held;
  const { latest } = spread;
  return {
    ...names,
    stance: spread.later > 0 ? 'looser' : spread.earlier > 0 ? 'tighter' : 'equal',
    why: held.sameStart ? null : 'The two are counted from different events; here both fall on one day.',
    extent: extentOf(spread.later, spread.starts, tried),
    apart: partedBy(spread),
    example:
      latest &&
      workedExample(
        latest.start,
        lines.map((line, index) => ({ line, due: columns[index]![latest.start - days.from]! })),
      ),
    keptUnderAnotherReading:
      latest !== null &&
      lines[1].readings.some(
        ({ limit }) =>
          spreadOf(datesOfLine(lines[1], bound.setting, days, limit), columns[0], days, tried)?.later === 0,
      ),
  };
}
