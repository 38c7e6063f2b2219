import type { Day } from '../time/day.js';
import type { History } from './history.js';

/** A time that lasts: its first day and the day it ended; null where it still lasts. */
export interface Spell {
  readonly from: Day;
  readonly end: Day | null;
}

/** The spells between two events: each start with the first end on or after it; a start may carry its own end. */
export function spellsOf(spell: { starts: string; ends?: string }, history: History): Spell[] {
  const ends = spell.ends === undefined ? [] : history.of(spell.ends);
  let used = 0;
  return history.of(spell.starts).map((start) => {
    if (start.until !== null) return { from: start.day, end: start.until };
    while (used < ends.length && ends[used]!.day < start.day) used++;
    const end = ends[used];
    if (end) used++;
    return { from: start.day, end: end?.day ?? null };
  });
}

/**
 * The days of a spell from `from` (counted) to `to` (not counted), added up: nights, so a spell that starts on
 * Monday and ends on Friday has four. Days that two spells share are counted once.
 */
export function daysOfSpell(
  spell: { starts: string; ends?: string },
  history: History,
  from: number,
  to: number,
): number {
  let total = 0;
  let countedTo = from;
  for (const { from: start, end } of spellsOf(spell, history)) {
    const first = Math.max(start, countedTo);
    const last = Math.min(end ?? to, to);
    if (last > first) {
      total += last - first;
      countedTo = last;
    }
  }
  return total;
}
