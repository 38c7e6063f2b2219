import { type Assessed, assess } from '../deadlines/assess.js';
import { type StandingDeadline, toDeadline } from '../deadlines/deadline.js';
import { answerSister, type SisterAnswer } from '../deadlines/sister-forms.js';
import { atPath, type Failure, TimescaleError } from '../failure.js';
import { didYouMean } from '../rules/suggest.js';
import { shiftMonths } from '../time/add-period.js';
import { type Day, formatDay } from '../time/day.js';
import { formatMoment, type Moment } from '../time/moment.js';
import { assessorOf, type Bound, readAsOf, readDayOption, ruleIdOf } from './bind.js';
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

/** A deadline of the plan, and the days by which it is put in order. */
interface Planned {
  readonly deadline: StandingDeadline;
  readonly limit: Moment | null;
  readonly trigger: Moment | null;
}

function planned(assessed: Assessed, foreseen: boolean): Planned {
  const { limit, clock } = assessed.dated;
  return { deadline: toDeadline(assessed, foreseen) as StandingDeadline, limit, trigger: clock.trigger };
}

/** By due date, then rule, then trigger; without a date, last. */
const byDue = (left: Planned, right: Planned): number =>
  byTime(left.limit, right.limit, LAST) ||
  byText(left.deadline.rule, right.deadline.rule) ||
  byTime(left.trigger, right.trigger, FIRST);

const LAST = Infinity;
const FIRST = -Infinity;

/** Earliest first; on one day, what has no time comes first. `missing` is where no moment at all goes. */
function byTime(left: Moment | null, right: Moment | null, missing: number): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? missing : -missing;
  return left.day - right.day || (left.second ?? -1) - (right.second ?? -1);
}

const byText = (left: string, right: string): number => (left === right ? 0 : left < right ? -1 : 1);

/** Works out the plan of one case. */
export function plan(bound: Bound, input: CaseInput, options: PlanOptions): Plan {
  const asOf = readAsOf(bound, options.asOf);
  const horizon = readUntil(bound, options.until, asOf.day);
  const assessor = assessorOf(bound, asOf);
  const read = withDeemedEvents(readCase(input, bound.table.names), bound, assessor);
  const wanted = options.rules ? new Set(options.rules.map((id) => ruleIdOf(bound, id))) : null;
  const areas = readAreas(bound, options.areas);
  const deadlines: Planned[] = [];
  const standings: SisterAnswer[] = [];
  const notStarted: string[] = [];
  const failures: Failure[] = [];
  for (const id of bound.ids) {
    const versions = bound.versions(id);
    const newest = versions.at(-1)!;
    if ((wanted && !wanted.has(id)) || (areas && !areas.has(newest.area))) continue;
    try {
      if (!newest.due) {
        const answer = answerSister(newest, read, asOf, bound.table.names);
        if (answer) standings.push(answer);
        continue;
      }
      const refused: TimescaleError[] = [];
      const assessed = assess(versions, assessor, read, (error) => refused.push(error));
      if (refused[0]) failures.push(failureOf(newest.ref, refused));
      if (assessed.length + refused.length === 0) notStarted.push(newest.ref);
      for (const one of assessed) {
        deadlines.push(planned(one, false));
        for (const next of foresee(one, assessor, read, horizon)) deadlines.push(planned(next, true));
      }
    } catch (error) {
      if (!(error instanceof TimescaleError)) throw error;
      failures.push(failureOf(newest.ref, [error]));
    }
  }
  return {
    case: read.case,
    authority: bound.table.authority.id,
    asOf: formatMoment(asOf),
    until: formatDay(horizon),
    deadlines: deadlines.sort(byDue).map(({ deadline }) => deadline),
    standings,
    notStarted,
    failures,
    findings: read.findings,
  };
}

/** The first refusal of a rule's clocks, and how many more there were. */
function failureOf(rule: string, [first, ...more]: readonly TimescaleError[]): Failure {
  const { code, value, message } = first!;
  const others = more.length === 0 ? '' : ` So it is with ${more.length} more of its clocks.`;
  return { code, path: rule, value, message: message + others };
}

/** The horizon: as told, within what the calendar knows, or six months on. */
function readUntil({ calendar }: Bound, until: string | undefined, asOf: Day): Day {
  if (until === undefined) return shiftMonths(asOf, HORIZON_MONTHS);
  const day = readDayOption(until, 'until');
  atPath('until', () => calendar.days.isWorking(day));
  return day;
}

/** The areas asked for, each one that the table has. */
function readAreas({ table }: Bound, areas: readonly string[] | undefined): ReadonlySet<string> | null {
  if (!areas) return null;
  const known = new Set<string>(table.rules.map((row) => row.area));
  for (const [index, area] of areas.entries()) {
    if (!known.has(area)) {
      throw new TimescaleError(
        'INVALID_OPTION',
        `areas[${index}]`,
        area,
        `The table of ${table.authority.id} has no area "${area}".${didYouMean(area, known)}`,
      );
    }
  }
  return new Set(areas);
}
