import type { Names } from '../../rules/table.js';
import type { Period } from '../../time/period.js';
import { formatPeriod } from '../../time/period.js';

/** `child-protection-visit` as words: "child protection visit". */
export const words = (name: string): string => name.replaceAll('-', ' ');

/** An event as a sentence names it, with its article: "the child's coming into care", "the care order". */
export const eventNoun = (names: Names, event: string): string =>
  names.events[event]?.noun ?? `the ${words(event)}`;

/** A spell as a sentence names it, with its article: "the spell of care". */
export const spellNoun = (names: Names, spell: string): string =>
  names.spells[spell]?.noun ?? `the ${words(spell)}`;

export const either = (list: readonly string[], joiner = 'or'): string =>
  list.length < 2 ? (list[0] ?? '') : `${list.slice(0, -1).join(', ')} ${joiner} ${list.at(-1)}`;

/** The noun of a repeated event with "first", "next" or "last" in it: "the start of the first placement". */
export function whichNoun(names: Names, event: string, which: string): string {
  const noun = eventNoun(names, event);
  const edge = /^((?:the )?(?:start|end|receipt) of) the (.+)$/.exec(noun);
  if (edge) return `${edge[1]} the ${which} ${edge[2]}`;
  const owned = /^(the (?:\S+ )*?\S+'s?) (.+)$/.exec(noun);
  return owned ? `${owned[1]} ${which} ${owned[2]}` : `the ${which} ${noun.replace(/^(?:the|an?) /, '')}`;
}

export const ORDINALS = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
];

export function ordinalNumber(n: number): string {
  const teen = n % 100 > 10 && n % 100 < 14;
  return `${n}${(!teen && ['', 'st', 'nd', 'rd'][n % 10]) || 'th'}`;
}

/** "the child's 18th birthday"; an age of years and months has no such day, and stays an age. */
export function describeAges(ages: readonly Period[]): string {
  if (!ages.every(({ unit }) => unit === 'years'))
    return `the day the child reaches ${either(ages.map(formatPeriod))}`;
  const nth = ages.map(({ amount }) => ordinalNumber(amount));
  return nth.length === 1
    ? `the child's ${nth[0]} birthday`
    : `each of the child's ${either(nth, 'and')} birthdays`;
}

/** "earlier" of two, "earliest" of more. */
export const comparative = (which: 'earliest' | 'latest', count: number): string =>
  count > 2 ? which : which === 'earliest' ? 'earlier' : 'later';

/** `school-terms` as one of them: "school term". */
export const singular = (series: string): string => words(series).replace(/s$/, '');

/** "every 6 weeks", "in each week": one of anything is said without its number. */
export const perPeriod = (by: Period): string => formatPeriod(by).replace(/^1 /, '');
