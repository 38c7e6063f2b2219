import type { Timescales } from '../../cases/timescales.js';
import { stretchOf, whileAnyInForce } from '../../lines/in-force.js';
import { StartDays } from '../../lines/start-days.js';
import { formatDay } from '../../time/day.js';
import { type Contradiction, contradictionsOf } from './contradictions.js';
import { type LocalForm, localFormsOf } from './looser.js';
import { type Ambiguity, ambiguitiesOf } from './readings.js';
import { type Unmeetable, unmeetableOf } from './unmeetable.js';
import { type Unverified, unverifiedOf } from './unverified.js';

export interface AuditOptions {
  /** The table on which the authority stands: without it nothing is said of local forms. */
  readonly national?: Timescales;
  /** First and last start day to try, both included; all of the calendar's coverage unless told. Days on which no rule
   * is in force are left out. */
  readonly from?: string;
  readonly until?: string;
}

/** What is wrong, or doubtful, in one authority's rules. */
export interface Audit {
  readonly authority: string;
  /** The start days that were tried, both ends included; for each answer, those on which its rules are in force. */
  readonly from: string;
  readonly until: string;
  /** How many rules were looked at, each version by itself. */
  readonly rules: number;
  /** Clauses that contradict each other. */
  readonly contradictions: readonly Contradiction[];
  /** Every rule that localises a national one, and how it stands to it. */
  readonly localForms: readonly LocalForm[];
  /** Clauses that can't be met together. */
  readonly unmeetable: readonly Unmeetable[];
  /** Clauses that can be read in more than one way. */
  readonly ambiguities: readonly Ambiguity[];
  /** Clauses that lean on figures which were not read at their source. */
  readonly unverified: readonly Unverified[];
}

/**
 * Holds the clauses of one authority against each other, against the national ones that they localise, and against
 * their own other readings, by trying every start day of the calendar's coverage on which they are in force.
 *
 * Only what follows from dates is decided; what can't be is said to be undecided, with the reason. Bank holidays not
 * yet published are projected.
 *
 * @throws TimescaleError `INVALID_DATE`, `OUTSIDE_COVERAGE` and `INVALID_OPTION` at `from` and `until`.
 */
export function audit(authority: Timescales, options: AuditOptions = {}): Audit {
  const { bound } = authority;
  const rules = bound.ids.flatMap(bound.versions);
  const stretch = whileAnyInForce(rules, stretchOf(bound, options));
  const days = new StartDays(stretch.from, stretch.until);
  const national = options.national?.bound ?? null;
  return {
    authority: bound.table.authority.id,
    from: formatDay(stretch.from),
    until: formatDay(stretch.until),
    rules: rules.length,
    contradictions: contradictionsOf(bound, rules, days),
    localForms: national ? localFormsOf(bound, rules, national, days) : [],
    unmeetable: unmeetableOf(bound, rules, days),
    ambiguities: ambiguitiesOf(bound, rules, days),
    unverified: unverifiedOf(rules, national),
  };
}
