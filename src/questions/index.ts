/**
 * What can be asked of rule tables as tables: how authorities differ, what contradicts what, when something can still
 * be held, which dates move. An entry of its own, so that programs which only date cases carry none of it.
 */
export { type Audit, type AuditOptions, audit } from './audit/audit.js';
export type { AuditedRule, Extent, PartedBy, WorkedExample } from './audit/audited.js';
export type { Contradiction, Verdict } from './audit/contradictions.js';
export type { LocalForm, Stance } from './audit/looser.js';
export type { Ambiguity } from './audit/readings.js';
export type { Unmeetable, UnmeetableKind } from './audit/unmeetable.js';
export type { Unverified } from './audit/unverified.js';
export type { Cause } from './changes/causes.js';
export {
  type Change,
  type ChangedSide,
  type ChangeFailure,
  type ChangeFinder,
  type ChangesOptions,
  type ChangesSummary,
  changeFinder,
  changes,
} from './changes/changes.js';
export {
  type ComparedRule,
  type CompareOptions,
  type Comparison,
  compare,
  type DaysApart,
} from './compare.js';
export {
  type BearingRule,
  type FeasibleDate,
  type FeasibleDates,
  type FeasibleOptions,
  feasibleDates,
} from './feasible/feasible-dates.js';
export { type LatestStart, latestStart } from './latest-start.js';
