import { formatMoment } from '../time/moment.js';
import type { Assessed } from './assess.js';
import { words } from './describe/nouns.js';
import { NONE } from './missing.js';

/** What is odd about the record around a clock. */
export function findingsOf({ dated }: Assessed): readonly string[] {
  const { clock, rule } = dated;
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
