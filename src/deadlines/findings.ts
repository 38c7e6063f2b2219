import { formatDay } from '../time/day.js';
import { formatMoment } from '../time/moment.js';
import type { Assessed } from './assess.js';
import { eventNoun, words } from './describe/nouns.js';
import { NONE } from './missing.js';

/** What is odd about the record around a clock. */
export function findingsOf({ dated }: Assessed): readonly string[] {
  const { clock, rule, setting } = dated;
  const { trigger } = clock;
  if (!clock.orphan && clock.ignored.length === 0 && !clock.beginsAnew && !trigger?.deemed) return NONE;
  const noun = (event: string) => eventNoun(setting.names, event);
  const findings: string[] = [];
  if (clock.orphan) {
    findings.push(
      `${noun(clock.orphan.event)} on ${formatMoment(clock.orphan)} is dated before ${trigger ? noun(trigger.event) : `the ${words(rule.id)}`}, which should start its clock`,
    );
  }
  if (clock.beginsAnew && trigger)
    findings.push(
      `what ended on ${formatDay(trigger.day)} is taken to have ended before ${noun(trigger.event)} on that day`,
    );
  for (const later of clock.ignored) {
    findings.push(`${noun(later.event)} on ${formatMoment(later)} did not restart the clock`);
  }
  if (trigger?.deemed)
    findings.push(`${noun(trigger.event)} is deemed to have happened, because its due date passed`);
  return findings;
}
