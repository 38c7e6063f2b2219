import type { Bound } from '../../cases/bind.js';
import type { CompiledRule } from '../../rules/compiled-rule.js';
import type { StartDays } from '../start-days.js';
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
import { type HeldAgainst, holdAgainst } from './hold-against.js';

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

/** A named leg of a series is the local form of the national leg with its id. */
function nationalFormsOf({ row, leg, id }: CompiledRule, national: Bound): readonly CompiledRule[] {
  if (row.localises === undefined) return [];
  const parent = row.localises.slice(row.localises.indexOf('/') + 1);
  if (leg === null) return national.versions(parent);
  return national.versions(id).filter((rule) => rule.leg !== null && rule.row.id === parent);
}

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
  const { spread, tried, lines } = held;
  const farthest = spread.greatest > 0 ? farthestBehind(held, bound, national, days) : null;
  return {
    ...names,
    stance: spread.later > 0 ? 'looser' : spread.earlier > 0 ? 'tighter' : 'equal',
    why: held.sameStart ? null : 'The two are counted from different events; here both fall on one day.',
    extent: extentOf(spread.later, spread.starts, tried),
    apart: partedBy(spread),
    example:
      farthest === null
        ? null
        : workedExample(
            farthest,
            lines.map((line, index) => ({
              line,
              due: days.datesOf(line.limit, (index === 0 ? national : bound).setting)[farthest - days.from]!,
            })),
          ),
    keptUnderAnotherReading:
      spread.later > 0 &&
      lines[1].readings.some(({ limit }) => isNeverLater(limit, held, bound, national, days)),
  };
}

type Limit = HeldAgainst['lines'][0]['limit'];

function indexes({ tried }: HeldAgainst, days: StartDays): [number, number] {
  return [Math.max(0, tried.from - days.from), tried.until - days.from];
}

function farthestBehind(held: HeldAgainst, bound: Bound, national: Bound, days: StartDays) {
  const local = days.datesOf(held.lines[1].limit, bound.setting);
  const parent = days.datesOf(held.lines[0].limit, national.setting);
  const [from, until] = indexes(held, days);
  for (let index = from; index <= until; index++)
    if (local[index]! - parent[index]! === held.spread.greatest) return days.dayAt(index);
  return null;
}

function isNeverLater(
  limit: Limit,
  held: HeldAgainst,
  bound: Bound,
  national: Bound,
  days: StartDays,
): boolean {
  const local = days.datesOf(limit, bound.setting);
  const parent = days.datesOf(held.lines[0].limit, national.setting);
  const [from, until] = indexes(held, days);
  for (let index = from; index <= until; index++) if (local[index]! > parent[index]!) return false;
  return true;
}
