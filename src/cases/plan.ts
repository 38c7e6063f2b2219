import { assess } from '../deadlines/assess.js';
import { type StandingDeadline, toDeadline } from '../deadlines/deadline.js';
import { answerSister, type SisterAnswer } from '../deadlines/sister-forms.js';
import { type Failure, TimescaleError } from '../failure.js';
import { shiftMonths } from '../time/add-period.js';
import { type Day, formatDay, parseDay } from '../time/day.js';
import { formatMoment } from '../time/moment.js';
import { assessorOf, type Bound, readAsOf, ruleIdOf } from './bind.js';
import type { CaseInput } from './case-input.js';
import { withDeemedEvents } from './deemed.js';
import { foresee } from './foresee.js';
import { readCase } from './read-case.js';

export interface PlanOptions {
  /** The day on which outcomes are judged. */
  asOf: string;
  /** Recurrences are foreseen up to this day, included; six months after `asOf` unless told. */
  until?: string;
  /** Only these rules. */
  rules?: readonly string[];
  /** Only these areas of work. */
  areas?: readonly string[];
}

/** Every deadline of a case. */
export interface Plan {
  readonly case: string;
  readonly authority: string;
  readonly asOf: string;
  readonly until: string;
  /** By due date; without one, last. */
  readonly deadlines: readonly StandingDeadline[];
  /** Limits on days, counts and eligibilities, as they stand on the day. */
  readonly standings: readonly SisterAnswer[];
  /** Rules whose clock nothing on the case has started. */
  readonly notStarted: readonly string[];
  /** Rules that could not be worked out on this case, with the reason. */
  readonly failures: readonly Failure[];
  readonly findings: readonly string[];
}

const HORIZON_MONTHS = 6;

/** By due date, then rule, then trigger; without a date, last. */
function inOrder(deadlines: readonly StandingDeadline[]): StandingDeadline[] {
  return deadlines
    .map((deadline) => ({
      deadline,
      key: `${deadline.dueAt ?? deadline.due ?? '9999'} ${deadline.rule} ${deadline.trigger?.on ?? ''}`,
    }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ deadline }) => deadline);
}

/** Works out the plan of one case. */
export function plan(bound: Bound, input: CaseInput, options: PlanOptions): Plan {
  const asOf = readAsOf(options.asOf);
  const horizon = readUntil(options.until, asOf.day);
  requireCovered(bound, asOf.day, 'asOf');
  if (options.until !== undefined) requireCovered(bound, horizon, 'until');
  const assessor = assessorOf(bound, asOf);
  const read = withDeemedEvents(readCase(input, bound.table.names), bound, assessor);
  const wanted = options.rules ? new Set(options.rules.map((id) => ruleIdOf(bound, id))) : null;
  const areas = options.areas ? new Set(options.areas) : null;
  const deadlines: StandingDeadline[] = [];
  const standings: SisterAnswer[] = [];
  const notStarted: string[] = [];
  const failures: Failure[] = [];
  for (const id of bound.ids) {
    const versions = bound.versions(id);
    const newest = versions.at(-1)!;
    if ((wanted && !wanted.has(id)) || (areas && !areas.has(newest.row.area))) continue;
    try {
      if (!newest.due) {
        const answer = answerSister(newest, read, asOf, bound.table.names);
        if (answer) standings.push(answer);
        continue;
      }
      const assessed = assess(versions, assessor, read);
      if (assessed.length === 0) notStarted.push(newest.ref);
      for (const one of assessed) {
        deadlines.push(toDeadline(one) as StandingDeadline);
        for (const foreseen of foresee(one, assessor, read, horizon))
          deadlines.push(toDeadline(foreseen, true) as StandingDeadline);
      }
    } catch (error) {
      if (!(error instanceof TimescaleError)) throw error;
      failures.push({ ...error.toJSON(), path: newest.ref });
    }
  }
  return {
    case: read.case,
    authority: bound.table.authority.id,
    asOf: formatMoment(asOf),
    until: formatDay(horizon),
    deadlines: inOrder(deadlines),
    standings,
    notStarted,
    failures,
    findings: read.findings,
  };
}

/** A plan beyond what the calendar knows is refused as a whole, not rule by rule. */
function requireCovered({ calendar }: Bound, day: Day, path: string): void {
  try {
    calendar.days.isWorking(day);
  } catch (error) {
    throw error instanceof TimescaleError ? error.within(path) : error;
  }
}

function readUntil(until: string | undefined, asOf: Day): Day {
  if (until === undefined) return shiftMonths(asOf, HORIZON_MONTHS);
  try {
    return parseDay(until);
  } catch (error) {
    throw error instanceof TimescaleError ? error.within('until') : error;
  }
}
