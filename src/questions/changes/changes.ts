import { assessorOf, type Bound, readAsOf, ruleIdOf } from '../../cases/bind.js';
import type { CaseInput } from '../../cases/case-input.js';
import type { ReadCase } from '../../cases/make-case.js';
import { readCase } from '../../cases/read-case.js';
import type { Timescales } from '../../cases/timescales.js';
import type { Assessed } from '../../deadlines/assess.js';
import { safeOf } from '../../deadlines/dated.js';
import type { OutcomeName } from '../../deadlines/outcome.js';
import type { Failure } from '../../failure.js';
import { type Day, formatDay } from '../../time/day.js';
import { formatMoment, type Moment } from '../../time/moment.js';
import { type Cause, causesOf } from './causes.js';
import { clocksOf, into, refusing, type SideFailure, type SideName } from './clocks.js';

export interface ChangesOptions {
  /** The day on which outcomes are judged. */
  readonly asOf: string;
  /** Only these rules. */
  readonly rules?: readonly string[];
  /** Deadlines that are met or ended too; those that are open, overdue or late unless told. */
  readonly all?: boolean;
}

/** One deadline as it stands on one side. */
export interface ChangedSide {
  readonly due: string | null;
  readonly safe: string | null;
  readonly outcome: OutcomeName;
}

/** A deadline that moves, appears or goes. */
export interface Change {
  readonly case: string;
  readonly rule: string;
  readonly title: string;
  readonly trigger: string | null;
  /** Null where the deadline is not there on that side. */
  readonly before: ChangedSide | null;
  readonly after: ChangedSide | null;
  /** Calendar days by which the due date moves, later if positive; null where there is no date on one side. */
  readonly days: number | null;
  readonly because: readonly Cause[];
}

/** A case, or one of its rules, that could not be worked out on one side. */
export interface ChangeFailure {
  readonly case: string;
  readonly rule: string | null;
  readonly side: SideName | 'both';
  readonly error: Failure;
}

export interface ChangesSummary {
  readonly cases: number;
  /** Deadlines held against each other. */
  readonly deadlines: number;
  readonly changed: number;
  readonly failed: number;
}

export interface FoundChanges {
  readonly changes: Change[];
  readonly failures: ChangeFailure[];
}

/** Finds what changes, a case at a time, so that any number of them needs the memory of one. */
export interface ChangeFinder {
  /** The changes of one case, and what could not be worked out. */
  find(input: CaseInput): FoundChanges;
  /** The same of a case that has been read already. */
  findRead(read: ReadCase): FoundChanges;
  summary(): ChangesSummary;
}

/**
 * The due dates that move when a calendar changes (a holiday proclaimed, a shutdown decided) or a table does (a new
 * version of the document): from what to what, and because of which holiday or clause.
 *
 * A deadline is the same on both sides if its rule and its trigger are. A move of the safe date alone counts.
 *
 * @throws TimescaleError `UNKNOWN_RULE`, `INVALID_DATE`, `OUTSIDE_COVERAGE`; a bad case comes back among the failures.
 */
export function changeFinder(before: Timescales, after: Timescales, options: ChangesOptions): ChangeFinder {
  const sides = (['before', 'after'] as const).map((side) => {
    const { bound } = side === 'before' ? before : after;
    return { side, bound, assessor: assessorOf(bound, readAsOf(bound, options.asOf)) };
  });
  const ids = idsOf(before.bound, after.bound, options.rules);
  let cases = 0;
  let deadlines = 0;
  let changed = 0;
  let failed = 0;
  const hold = (
    name: string,
    reads: readonly (ReadCase | undefined)[],
    failures: SideFailure[],
  ): FoundChanges => {
    const [old, young] = sides.map((side, index) => clocksOf(reads[index], name, ids, side, failures));
    const found: Change[] = [];
    const keys = new Set([...old!.keys(), ...young!.keys()]);
    for (const key of keys) {
      const change = changeOf(
        name,
        old!.get(key) ?? null,
        young!.get(key) ?? null,
        before.bound,
        after.bound,
      );
      if (change && (options.all === true || isOpen(change))) found.push(change);
    }
    const told = oncePerSide(failures);
    cases += 1;
    deadlines += keys.size;
    changed += found.length;
    failed += told.length;
    return { changes: found, failures: told };
  };
  return {
    find(input) {
      const failures: SideFailure[] = [];
      const name = typeof input?.case === 'string' ? input.case : '';
      const reads = sides.map(({ bound, side }) =>
        refusing(into(failures, name, null, side), () => readCase(input, bound.table.names)),
      );
      return hold(name, reads, failures);
    },
    findRead: (read) => hold(read.case, [read, read], []),
    summary: () => ({ cases, deadlines, changed, failed }),
  };
}

/** All changes of many cases at once. */
export function changes(
  cases: Iterable<CaseInput>,
  before: Timescales,
  after: Timescales,
  options: ChangesOptions,
): { changes: Change[]; failures: ChangeFailure[]; summary: ChangesSummary } {
  const finder = changeFinder(before, after, options);
  const all: Change[] = [];
  const failures: ChangeFailure[] = [];
  for (const input of cases) {
    const found = finder.find(input);
    all.push(...found.changes);
    failures.push(...found.failures);
  }
  return { changes: all, failures, summary: finder.summary() };
}

/** Rules that either side has; those named must be known to one of them. */
function idsOf(before: Bound, after: Bound, named: readonly string[] | undefined): readonly string[] {
  if (!named) return [...new Set([...before.ids, ...after.ids])];
  return named.map((id) => {
    const isNew = before.versions(id.slice(id.indexOf('/') + 1)).length === 0;
    return ruleIdOf(isNew ? after : before, id);
  });
}

/** What is refused on both sides alike is said once. */
function oncePerSide(failures: readonly SideFailure[]): ChangeFailure[] {
  const told = new Map<string, ChangeFailure>();
  for (const failure of failures) {
    const key = JSON.stringify([failure.case, failure.rule, failure.error]);
    const known = told.get(key);
    told.set(key, known && known.side !== failure.side ? { ...failure, side: 'both' } : failure);
  }
  return [...told.values()];
}

const isoOf = (moment: Moment | null): string | null => moment && formatMoment(moment);

function sideView(assessed: Assessed | null): ChangedSide | null {
  if (!assessed) return null;
  const safe = safeOf(assessed.dated);
  return {
    due: isoOf(assessed.dated.limit),
    safe: safe && formatDay(safe.day),
    outcome: assessed.standing!.outcome,
  };
}

function changeOf(
  name: string,
  old: Assessed | null,
  young: Assessed | null,
  before: Bound,
  after: Bound,
): Change | undefined {
  const was = sideView(old);
  const is = sideView(young);
  if (was && is && was.due === is.due && was.safe === is.safe) return undefined;
  const { rule, clock } = (young ?? old)!.dated;
  const from: Day | undefined = old?.dated.limit?.day;
  const to: Day | undefined = young?.dated.limit?.day;
  return {
    case: name,
    rule: rule.ref,
    title: rule.title,
    trigger: isoOf(clock.trigger),
    before: was,
    after: is,
    days: from === undefined || to === undefined ? null : to - from,
    because: causesOf({ bound: before, assessed: old }, { bound: after, assessed: young }),
  };
}

const CLOSED: readonly OutcomeName[] = ['met', 'ended', 'not-applicable'];

/** What was met, ended or is not for the case on both sides is no longer anybody's work. */
const isOpen = ({ before, after }: Change): boolean =>
  [before, after].some((side) => side !== null && !CLOSED.includes(side.outcome));
