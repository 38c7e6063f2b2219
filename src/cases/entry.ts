import type { Assessed } from '../deadlines/assess.js';
import { type Deadline, toDeadline } from '../deadlines/deadline.js';
import { words } from '../deadlines/describe.js';
import type { Outcome } from '../deadlines/outcome.js';
import { formatMoment } from '../time/moment.js';

/** A deadline of a case, with all that the case says of it. */
export interface CaseDeadline extends Deadline {
  readonly area: string;
  readonly strength: string;
  readonly who: string | null;
  /** When it was done; null while it is not. */
  readonly done: string | null;
  /** Whether the rule is for this case: `unknown` names what is lacking, and never becomes yes or no by itself. */
  readonly applies: 'yes' | 'no' | 'unknown';
  readonly lacking: readonly string[];
  /** The more specific rule that governs instead. */
  readonly yieldsTo: string | null;
  /** What the clause leaves open and the table settles. */
  readonly assumes: readonly string[];
  /** What is odd about the record here. */
  readonly findings: readonly string[];
  /** Beyond what has happened: due only if the one before is done on its own due date. */
  readonly foreseen: boolean;
  /** Whether the figure was read at its source. */
  readonly verified: boolean;
}

/** A deadline and how it stands on the day asked for. */
export type StandingDeadline = CaseDeadline & Outcome;

const NONE: readonly never[] = Object.freeze([]);

/** An assessed clock as an answer. */
export function toCaseDeadline(assessed: Assessed, foreseen = false): CaseDeadline {
  const { rule, clock } = assessed;
  const { row } = rule;
  return {
    ...toDeadline(assessed),
    area: row.area,
    strength: row.strength,
    who: row.who ?? null,
    done: clock.done && formatMoment(clock.done),
    applies: assessed.applies === undefined ? 'unknown' : assessed.applies ? 'yes' : 'no',
    lacking: assessed.lacking,
    yieldsTo: assessed.yieldsTo,
    assumes: row.assumes ?? NONE,
    findings: findingsOf(assessed),
    foreseen,
    verified: row.source?.verified ?? true,
  };
}

function findingsOf({ clock, rule }: Assessed): readonly string[] {
  if (!clock.orphan && clock.ignored.length === 0 && !clock.trigger?.deemed) return NONE;
  const findings: string[] = [];
  if (clock.orphan) {
    findings.push(
      `the ${words(clock.orphan.event)} of ${formatMoment(clock.orphan)} is dated before the ${words(clock.trigger?.event ?? rule.id)} that should start its clock`,
    );
  }
  for (const later of clock.ignored) {
    findings.push(`the ${words(later.event)} of ${formatMoment(later)} did not restart the clock`);
  }
  if (clock.trigger?.deemed)
    findings.push(
      `the ${words(clock.trigger.event)} is deemed to have happened, because its due date passed`,
    );
  return findings;
}

/** An assessed clock with its standing; the assessor must have been given a day. */
export function toStandingDeadline(assessed: Assessed, foreseen = false): StandingDeadline {
  return { ...toCaseDeadline(assessed, foreseen), ...assessed.standing! };
}
