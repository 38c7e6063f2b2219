import type { Names } from '../rules/table.js';
import type { Day } from '../time/day.js';
import { compareMoments, type Moment } from '../time/moment.js';
import { type History, NO_OCCURRENCES, type Occurrence, occurrencesOf } from './history.js';
import { append, isAmong } from './short-lists.js';
import { spellsInTurn } from './spells.js';

/**
 * What ends clocks, and which clocks each ends. An end belongs to every start up to it, also to one on its own day,
 * unless that start begins anew: the spell that the end ends lasted until then, and the next one begins on the day.
 * Then the end is that of the spell before, and the day belongs to what starts on it.
 */
export class Ends {
  constructor(
    private readonly ends: readonly Occurrence[],
    private readonly anew: readonly Occurrence[],
  ) {}

  /** The first end of what started; never the start itself. */
  of(start: Occurrence): Occurrence | null {
    const { ends } = this;
    for (let at = 0; at < ends.length; at++) {
      const end = ends[at]!;
      const order = end === start ? -1 : compareMoments(end, start);
      if (order > 0 || (order === 0 && !this.beginsAnew(start))) return end;
    }
    return null;
  }

  beginsAnew(start: Occurrence): boolean {
    return isAmong(this.anew, start);
  }

  /** Whether something ended between what was done and a start, so that it was done for what ended. */
  partFrom(done: Moment, start: Occurrence): boolean {
    const { ends } = this;
    for (let at = 0; at < ends.length; at++) {
      const end = ends[at]!;
      if (compareMoments(end, done) < 0) continue;
      const order = compareMoments(end, start);
      if (order < 0 || (order === 0 && this.beginsAnew(start))) return true;
    }
    return false;
  }

  /** The last moment that still belongs to what an end ends. */
  lastOf(end: Occurrence): Moment {
    const { anew } = this;
    for (let at = 0; at < anew.length; at++)
      if (compareMoments(anew[at]!, end) === 0) return momentBefore(end);
    return end;
  }
}

const momentBefore = ({ day, second }: Moment): Moment =>
  second ? { day, second: second - 1 } : { day: (day - 1) as Day, second: null };

/** The ends among events, for clocks that some of the starts begin. */
export function endsOf(
  events: readonly string[],
  starts: readonly Occurrence[],
  history: History,
  names: Names,
): Ends {
  const ends = occurrencesOf(history, events);
  let anew: Occurrence[] | null = null;
  for (let at = 0; ends.length > 0 && at < starts.length; at++)
    if (isAnew(starts[at]!, ends, history, names)) anew = append(anew, starts[at]!);
  return new Ends(ends, anew ?? NO_OCCURRENCES);
}

function isAnew(start: Occurrence, ends: readonly Occurrence[], history: History, names: Names): boolean {
  let found = false;
  for (let at = 0; at < ends.length; at++) {
    const end = ends[at]!;
    if (end === start || compareMoments(end, start) !== 0) continue;
    if (!renews(end, history, names)) return false;
    found = true;
  }
  return found;
}

/** The days on which the spells that an end ends begin again, on its own day or later. */
const begunAgain = (end: Occurrence, history: History, { spells }: Names): Day[] =>
  Object.values(spells).flatMap((spell) =>
    spell.ends !== undefined && isAmong(history.of(spell.ends), end)
      ? spellsInTurn(spell, history).flatMap(({ from, end: last }) =>
          from > end.day || (from === end.day && last !== from) ? [from] : [],
        )
      : [],
  );

/** Whether a spell lasted until an end, and the next one began on its day. */
const renews = (end: Occurrence, history: History, names: Names): boolean =>
  begunAgain(end, history, names).includes(end.day);

/** The end of a clock that a birthday starts: the first from it on, or one before it that has not begun again by it. */
export const endOfAge = (
  birthday: Day,
  ends: readonly Occurrence[],
  history: History,
  names: Names,
): Occurrence | null =>
  ends.find(
    (end) => end.day >= birthday || !begunAgain(end, history, names).some((from) => from <= birthday),
  ) ?? null;
