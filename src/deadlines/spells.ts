import type { Day } from '../time/day.js';
import { type History, occurrencesOf } from './history.js';

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
 * The spells one after another, each from its first to its last day, so that something can be counted anew in each.
 * A start while one lasts begins none, as with a series; what nothing ends lasts until the next start. An end on the
 * day of a start is that of the spell before, where one lasted, and its own otherwise. What was recorded before every
 * start lies in a first spell whose start is not on record.
 */
export function spellsInTurn(
  spell: { starts: string | readonly string[]; ends?: string },
  history: History,
): Spell[] {
  const starts = occurrencesOf(history, [spell.starts].flat());
  const closing = spell.ends === undefined ? [] : history.of(spell.ends).map(({ day }) => day);
  const ends = new Set<Day>([...closing, ...starts.flatMap(({ until }) => until ?? [])]);
  const startDays = new Set(starts.map(({ day }) => day));
  const spells: { from: Day; end: Day | null }[] = [{ from: -Infinity as Day, end: null }];
  let lasts = false;
  for (const day of [...new Set([...startDays, ...ends])].sort((one, other) => one - other)) {
    const last = spells.at(-1)!;
    const isEnd = ends.has(day);
    if (!startDays.has(day)) {
      last.end ??= day;
      lasts = false;
    } else if (!lasts || isEnd || spell.ends === undefined) {
      if (lasts) last.end ??= day;
      spells.push({ from: day, end: isEnd && !lasts ? day : null });
      lasts ||= !isEnd;
    }
  }
  return spells;
}

/** The place of the spell in which a day lies, both ends included; of two that share it, the later. */
export function spellOn(spells: readonly Spell[], day: Day): number | null {
  const at = spells.findLastIndex(({ from }) => from <= day);
  const { end } = spells[at]!;
  return end === null || day <= end ? at : null;
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
