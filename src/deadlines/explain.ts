import type { Expression, Shift } from '../rules/expression.js';
import type { Names } from '../rules/table.js';
import { type Day, formatDay, weekdayName } from '../time/day.js';
import { formatMoment, type Moment } from '../time/moment.js';
import { formatPeriod } from '../time/period.js';
import type { Assessed } from './assess.js';
import { toDeadline } from './deadline.js';
import { eventNoun, singular, words } from './describe/nouns.js';
import { describeDay } from './describe/say-day.js';
import { type Bindings, evaluate } from './evaluate.js';
import { type Missing, namesOf } from './missing.js';
import { multiplied } from './recurrence.js';
import type { Setting } from './setting.js';

/** A day on the way: counted, with its number, or skipped, with the reason. */
export interface ExplainedDay {
  readonly date: string;
  readonly weekday: string;
  /** 1 for the first day counted; null for a day that does not count. */
  readonly counted: number | null;
  readonly reason: string | null;
}

/** One step from the trigger to the due date. */
export interface Step {
  readonly says: string;
  /** The date (and time) reached; null where something is missing. */
  readonly gives: string | null;
  /** Each counted and each skipped day, for steps in working days. */
  readonly days: readonly ExplainedDay[];
}

export interface Explanation {
  readonly rule: string;
  readonly tier: string | null;
  readonly steps: readonly Step[];
}

const long = (moment: Moment): string => `${weekdayName(moment.day)} ${formatMoment(moment)}`;

/** The steps by which each tier of a clock came to its date. */
export function explainClock(assessed: Assessed, names: Names): Explanation[] {
  const { dated } = assessed;
  const timing = multiplied(dated.clock.timing, dated.clock.multiple);
  const way: Way = { setting: dated.setting, bound: dated.bound, names };
  const explained = timing.tiers.map(({ name, at }): Explanation => {
    const steps: Step[] = [];
    walk(at, way, steps);
    steps.push(...rest(assessed, steps));
    return { rule: dated.rule.ref, tier: name, steps };
  });
  if (explained.length > 0 || !timing.opens) return explained;
  const steps: Step[] = [];
  walk(timing.opens, way, steps);
  return [{ rule: dated.rule.ref, tier: 'opens', steps }];
}

/** What the answer says beyond the counting: where the day falls. */
function rest(assessed: Assessed, steps: readonly Step[]): Step[] {
  const gives = steps.at(-1)?.gives;
  if (gives === null || gives === undefined) return [];
  const deadline = toDeadline(assessed);
  const said: Step[] = [];
  if (deadline.nonWorkingDay && deadline.due !== null && gives.startsWith(deadline.due)) {
    said.push({
      says: `That is not a working day (${deadline.nonWorkingReason}), and the rule does not move it; the last working day before it is ${deadline.lastWorkingDay}`,
      gives: null,
      days: [],
    });
  }
  if (deadline.projected) {
    said.push({
      says: `The bank holidays of that year are not yet published; they are projected from the standing rules`,
      gives: null,
      days: [],
    });
  }
  return said;
}

/** All that the walk over an expression asks of: the calendar, the clock, and what events are called. */
interface Way {
  readonly setting: Setting;
  readonly bound: Bindings;
  readonly names: Names;
}

function walk(expression: Expression, way: Way, steps: Step[]): Moment | undefined {
  const { setting, bound } = way;
  const missing: Missing = [];
  const value = evaluate(expression, setting, bound, missing);
  const gives = value ? formatMoment(value) : null;
  const lacking = missing.length === 0 ? '' : ` (missing: ${namesOf(missing).join(', ')})`;
  switch (expression.kind) {
    case 'shift': {
      const from = walk(expression.of, way, steps);
      if (from && value) steps.push(...shiftSteps(expression, from, value, setting));
      break;
    }
    case 'roll': {
      const from = walk(expression.of, way, steps);
      if (from && value) {
        const reason = setting.calendar.nonWorkingReason(from.day);
        steps.push({
          says:
            reason === null
              ? 'It is a working day, so it is not moved'
              : `It is not a working day (${reason}), so it moves to the ${words(expression.to)}`,
          gives,
          days: [],
        });
      }
      break;
    }
    case 'received': {
      const from = walk(expression.of, way, steps);
      if (from && value) {
        const same = value.day === from.day;
        steps.push({
          says: same
            ? `Received within the opening hours "${words(expression.hours)}"${from.second === null ? ', no time being recorded' : ''}`
            : `After the cut-off of "${words(expression.hours)}": received the next working day`,
          gives,
          days: [],
        });
      }
      break;
    }
    case 'pick':
      for (const part of expression.of) walk(part, way, steps);
      steps.push({ says: `The ${expression.which} of these${lacking}`, gives, days: [] });
      break;
    case 'next':
      walk(expression.of, way, steps);
      steps.push({
        says: `The first ${singular(expression.series)} on or after that day${lacking}`,
        gives,
        days: [],
      });
      break;
    default:
      steps.push({ says: leafSays(expression, way, lacking), gives, days: [] });
  }
  return value;
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function leafSays(expression: Expression, { bound: { trigger }, names }: Way, lacking: string): string {
  if (expression.kind === 'previous' && trigger) return `The one before: ${eventNoun(names, trigger.event)}`;
  if (expression.kind === 'event' && trigger && expression.standIns.includes(trigger.event)) {
    const standsFor = expression.events.map((event) => eventNoun(names, event)).join(' or ');
    return `${capital(eventNoun(names, trigger.event))}, standing in for ${standsFor}, which is not recorded`;
  }
  if (expression.kind === 'event' && trigger) return capital(eventNoun(names, trigger.event));
  return `${capital(describeDay(expression, names))}${lacking}`;
}

/** A shift as its steps: how the start is taken, then the days or the period. */
function shiftSteps(shift: Shift, from: Moment, to: Moment, setting: Setting): Step[] {
  const period = `${formatPeriod(shift.by)}${shift.clear ? ' clear' : ''}`;
  const direction = shift.sign === 1 ? 'after' : 'before';
  if (shift.by.unit === 'working days') {
    return [
      {
        says: `${period} ${direction} ${long(from)}; ${countingSays(shift)}`,
        gives: formatMoment(to),
        days: countedDays(shift, from.day, to.day, setting),
      },
    ];
  }
  if (shift.by.unit === 'hours') {
    const precision =
      from.second === null ? '; no time is recorded, so the answer is to the day' : ' of elapsed time';
    return [{ says: `${period} ${direction} ${long(from)}${precision}`, gives: formatMoment(to), days: [] }];
  }
  return [
    {
      says: `${period} ${direction} ${long(from)}; ${countingSays(shift)}`,
      gives: formatMoment(to),
      days: [],
    },
  ];
}

function countingSays({ counting, clear, sign }: Shift): string {
  if (clear) return 'clear: neither end is counted';
  const edge = sign === 1 ? 'the starting day' : "the event's day";
  if (counting === 'trigger-day') return `${edge} is counted as the first`;
  if (counting === 'next-working-day')
    return `what falls on a non-working day is received on the next working day, which is day 0`;
  return `${edge} is day 0 and not counted`;
}

/** The day on which a clear period ends: it lies behind the days that were counted. */
const BEYOND = 'the clear days lie between; this day is not one of them';

/** Every day from the start to the end, in the direction of counting, with its number or the reason why not. */
function countedDays(shift: Shift, from: Day, to: Day, { calendar }: Setting): ExplainedDay[] {
  const { sign, counting } = shift;
  const days: ExplainedDay[] = [];
  let number = 0;
  let day = from as number;
  if (counting === 'next-working-day') {
    const start = sign === 1 ? calendar.nextWorkingOrSame(from) : calendar.previousWorkingOrSame(from);
    for (; day !== start; day += sign)
      days.push(explained(day as Day, null, calendar.nonWorkingReason(day as Day)));
  }
  if (counting !== 'trigger-day') {
    days.push(explained(day as Day, null, 'day 0, not counted'));
    day += sign;
  }
  for (; sign === 1 ? day <= to : day >= to; day += sign) {
    const reason = calendar.nonWorkingReason(day as Day);
    const beyond = number === shift.by.amount;
    if (reason === null && !beyond) number += 1;
    days.push(
      explained(day as Day, reason === null && !beyond ? number : null, reason ?? (beyond ? BEYOND : null)),
    );
  }
  return days;
}

function explained(day: Day, counted: number | null, reason: string | null): ExplainedDay {
  return { date: formatDay(day), weekday: weekdayName(day), counted, reason };
}
