import type { Plan } from '../cases/plan.js';
import type { OutcomeName } from '../deadlines/outcome.js';

/** A plan in numbers that add up: outcomes and foreseen dates together are all its deadlines. */
export interface PlanCounts {
  readonly outcomes: Readonly<Record<OutcomeName, number>>;
  /** Dates of recurrences beyond what has happened; they are in no outcome above. */
  readonly foreseen: number;
  /** Rules that nothing on the case has started. */
  readonly notStartedRules: number;
  readonly standings: number;
  readonly failures: number;
}

export function countsOf({ deadlines, notStarted, standings, failures }: Plan): PlanCounts {
  const outcomes: Record<OutcomeName, number> = {
    overdue: 0,
    'due-today': 0,
    'due-soon': 0,
    upcoming: 0,
    'not-started': 0,
    met: 0,
    'met-late': 0,
    'too-early': 0,
    ended: 0,
    disordered: 0,
    unknown: 0,
    'not-applicable': 0,
  };
  let foreseen = 0;
  for (const one of deadlines) {
    if (one.foreseen) foreseen += 1;
    else outcomes[one.outcome] += 1;
  }
  return {
    outcomes,
    foreseen,
    notStartedRules: notStarted.length,
    standings: standings.length,
    failures: failures.length,
  };
}
