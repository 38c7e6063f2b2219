import type { Expression, Shift } from '../../rules/expression.js';
import type { Names } from '../../rules/table.js';
import { formatPeriod } from '../../time/period.js';
import {
  comparative,
  describeAges,
  either,
  eventNoun,
  ORDINALS,
  ordinalNumber,
  singular,
  spellNoun,
  whichNoun,
  words,
} from './nouns.js';

/** Says what the one before is: within a series, its start for the first leg. */
export interface Saying {
  readonly names: Names;
  readonly before: string;
}

export const saying = (names: Names): Saying => ({ names, before: 'the one before' });

/** The noun for the day an expression stands for: "the strategy discussion", "the child's 18th birthday". */
export const describeDay = (expression: Expression, names: Names): string =>
  sayDay(expression, saying(names));

export function sayDay(expression: Expression, by: Saying): string {
  const { names } = by;
  switch (expression.kind) {
    case 'event': {
      const named = either(expression.events.map((event) => eventNoun(names, event)));
      return expression.standIns.length === 0
        ? named
        : `${named} (or, if that is not recorded, ${either(expression.standIns.map((event) => eventNoun(names, event)))})`;
    }
    case 'previous':
      return by.before;
    case 'nth': {
      const { nth, event, spell } = expression;
      const one = whichNoun(names, event, nth === 'last' ? 'last' : (ORDINALS[nth] ?? ordinalNumber(nth)));
      return spell === null ? one : `${one} of ${spellNoun(names, spell)}`;
    }
    case 'fact':
      return expression.fact === 'date-of-birth'
        ? "the child's date of birth"
        : 'the expected date of delivery';
    case 'age':
      return describeAges(expression.ages);
    case 'shift':
      return sayShift(expression, periodOf(expression), by);
    case 'roll':
      return `${sayDay(expression.of, by)}${rolled(expression.to)}`;
    case 'pick': {
      const { which, of } = expression;
      return `the ${comparative(which, of.length)} of ${either(
        of.map((part) => sayDay(part, by)),
        'and',
      )}`;
    }
    case 'next': {
      const far = expression.atMost ? `, at most ${formatPeriod(expression.atMost)} away` : '';
      return `the first ${singular(expression.series)} on or after ${sayDay(expression.of, by)}${far}`;
    }
    case 'received':
      return `${sayDay(expression.of, by)} (as received in the opening hours "${words(expression.hours)}")`;
  }
}

export const rolled = (to: string): string => ` (moved to the ${words(to)} if that day is not a working day)`;

/** "10 working days", "2 clear working days". */
export const periodOf = ({ by, clear }: Shift): string =>
  clear ? formatPeriod(by).replace(' ', ' clear ') : formatPeriod(by);

export function counted({ counting, sign }: Shift): string {
  if (counting === 'trigger-day') return ' (that day counting as the first)';
  if (counting === 'next-day') return '';
  return ` (if that is not a working day, counted from the ${sign === 1 ? 'next' : 'previous'} working day)`;
}

export function sayShift(shift: Shift, periods: string, by: Saying, link?: string): string {
  const joiner = link ?? (shift.sign === 1 ? 'after' : 'before');
  return `${periods} ${joiner} ${sayDay(shift.of, by)}${counted(shift)}`;
}

export const unrolled = (at: Expression): Expression => (at.kind === 'roll' ? at.of : at);
