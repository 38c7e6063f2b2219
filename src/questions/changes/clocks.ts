import type { Bound } from '../../cases/bind.js';
import { withDeemedEvents } from '../../cases/deemed.js';
import type { ReadCase } from '../../cases/make-case.js';
import { type Assessed, assess } from '../../deadlines/assess.js';
import type { Assessor } from '../../deadlines/assessor.js';
import { type Failure, TimescaleError } from '../../failure.js';
import { formatMoment } from '../../time/moment.js';

/** What one side could not work out. */
export interface SideFailure {
  readonly case: string;
  readonly rule: string | null;
  readonly side: SideName;
  readonly error: Failure;
}

export type SideName = 'before' | 'after';

export interface FoundSide {
  readonly side: SideName;
  readonly bound: Bound;
  readonly assessor: Assessor;
}

/** Takes what is refused of a case, or of one of its rules. */
export const into =
  (failures: SideFailure[], name: string, rule: string | null, side: SideName) => (error: TimescaleError) => {
    failures.push({ case: name, rule, side, error: error.toJSON() });
  };

/** The clocks of a case by what makes each the same on both sides. */
export function clocksOf(
  given: ReadCase | undefined,
  name: string,
  ids: readonly string[],
  { side, bound, assessor }: FoundSide,
  failures: SideFailure[],
): Map<string, Assessed> {
  const clocks = new Map<string, Assessed>();
  if (!given) return clocks;
  const read = refusing(into(failures, name, null, side), () => withDeemedEvents(given, bound, assessor));
  if (read)
    for (const id of ids) addClocks(clocks, id, read, bound, assessor, into(failures, name, id, side));
  return clocks;
}

function addClocks(
  clocks: Map<string, Assessed>,
  id: string,
  read: ReadCase,
  bound: Bound,
  assessor: Assessor,
  refuse: (error: TimescaleError) => void,
): void {
  const versions = bound.versions(id);
  if (!versions[0]?.due) return;
  const found = refusing(refuse, () => assess(versions, assessor, read, refuse)) ?? [];
  for (const assessed of found) {
    const { trigger, position, leg, ageIndex } = assessed.dated.clock;
    const start = trigger ? `${trigger.event} ${formatMoment(trigger)} ${trigger.id ?? ''}` : '';
    clocks.set([id, start, position, leg, ageIndex].join(' '), assessed);
  }
}

export function refusing<T>(refuse: (error: TimescaleError) => void, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TimescaleError)) throw error;
    refuse(error);
    return undefined;
  }
}
