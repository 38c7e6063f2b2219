import { type SpellKind, spellKinds } from '../rules/spell-kinds.js';
import type { Names } from '../rules/table.js';
import type { Day } from '../time/day.js';
import { compareMoments, type Moment } from '../time/moment.js';
import { type History, NO_OCCURRENCES, type Occurrence, occurrencesOf } from './history.js';
import { append, isAmong } from './short-lists.js';
import { type Spell, spellsInTurn } from './spells.js';

/**
 * What ends clocks, and which clocks each ends. An end belongs to every start up to it, also to one on its own day,
 * unless that start begins anew: the spell that the end ends lasted until then, and the next one begins on the day; or
 * the two are a spell of one day the other way round. Then the end is that of what was before, and so is what was done
 * on the day.
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
      if (end !== start && this.isSince(start, end)) return end;
    }
    return null;
  }

  beginsAnew(start: Occurrence): boolean {
    return isAmong(this.anew, start);
  }

  /** Whether something can be of what started: on its moment or after it, and not of what was before. */
  isSince(start: Occurrence, one: Moment): boolean {
    const order = compareMoments(one, start);
    return order > 0 || (order === 0 && !this.beginsAnew(start));
  }

  /** Whether something ended between what was done and a start, so that it was done for what ended. */
  partFrom(done: Moment, start: Occurrence): boolean {
    const { ends } = this;
    for (let at = 0; at < ends.length; at++) {
      const end = ends[at]!;
      if (compareMoments(end, done) >= 0 && !this.isSince(start, end)) return true;
    }
    return false;
  }
}

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

/** Whether all that ended on the day of a start, by then, was before it, and some of that begins again. */
function isAnew(start: Occurrence, ends: readonly Occurrence[], history: History, names: Names): boolean {
  let found = false;
  for (let at = 0; at < ends.length; at++) {
    const end = ends[at]!;
    if (end === start || end.day !== start.day) continue;
    const order = compareMoments(end, start);
    if (order > 0) continue;
    if (isReturn(start, end, history, names)) {
      found = true;
      continue;
    }
    const spells = spellsEndedBy(end, history, names);
    const isBefore =
      order < 0 ||
      spells.some(({ from, end: last }) => Number.isFinite(from) && from < end.day && last === end.day);
    if (!isBefore) return false;
    found ||= spells.some((spell) => beginsAfter(end, spell) && spell.from === end.day);
  }
  return found;
}

/** The spells that an end is one of the ends of; those that end alike are one kind, whatever starts them. */
const spellsEndedBy = (end: Occurrence, history: History, names: Names): Spell[] =>
  kindsEndedBy(end, history, names).flatMap((kind) => spellsInTurn(kind, history));

const kindsEndedBy = (end: Occurrence, history: History, names: Names): SpellKind[] =>
  spellKinds(names).filter(({ ends }) => isAmong(history.of(ends), end));

/** Whether an end and a start are the two ends of a spell of one day: a child who left care came back, and left again. */
const isReturn = (start: Occurrence, end: Occurrence, history: History, names: Names): boolean =>
  kindsEndedBy(start, history, names).some(
    (kind) =>
      isAmong(occurrencesOf(history, kind.starts), end) &&
      spellsInTurn(kind, history).some((spell) => spell.from === end.day && spell.end === end.day),
  );

/** Whether a spell begins after an end, on its day at the earliest: there only where one lasted until then. */
const beginsAfter = ({ day }: Moment, { from, end }: Spell): boolean =>
  from > day || (from === day && end !== from);

/**
 * The end of a clock that a birthday starts. One before the birthday ends it if nothing has begun again by then; one
 * from the birthday on, if nothing begins again on its own day.
 */
export const endOfAge = (
  birthday: Day,
  ends: readonly Occurrence[],
  history: History,
  names: Names,
): Occurrence | null =>
  ends.find((end) => {
    const by = Math.max(birthday, end.day);
    return !spellsEndedBy(end, history, names).some((spell) => beginsAfter(end, spell) && spell.from <= by);
  }) ?? null;
