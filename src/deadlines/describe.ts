import type { CompiledDue } from '../rules/compile.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Ending, Expression, RecurrencePhase, Shift, Tier, Timing } from '../rules/expression.js';
import type { Condition } from '../rules/schema/condition.js';
import { formatPeriod } from '../time/period.js';

/** `child-protection-visit` as words: "child protection visit". */
export const words = (name: string): string => name.replaceAll('-', ' ');

const either = (names: readonly string[], joiner = 'or'): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${joiner} ${names.at(-1)}`;

const COUNTING = {
  'next-day': '',
  'next-working-day': ', what falls on a non-working day being received on the next working day',
  'trigger-day': ', that day being the first',
} as const;

/** The noun for the day an expression stands for: "the strategy discussion", "the child's 18 years". */
export function describeDay(expression: Expression): string {
  switch (expression.kind) {
    case 'event': {
      const named = `the ${either(expression.events.map(words))}`;
      return expression.standIns.length === 0
        ? named
        : `${named} (or, if that is not recorded, the ${either(expression.standIns.map(words))})`;
    }
    case 'previous':
      return 'the one before';
    case 'nth':
      return `the ${expression.nth === 'last' ? 'last' : ordinal(expression.nth)} ${words(expression.event)}`;
    case 'fact':
      return `the ${words(expression.fact)}`;
    case 'age':
      return `the day the child reaches ${either(expression.ages.map(formatPeriod))}`;
    case 'shift':
      return describeShift(expression);
    case 'roll':
      return `${describeDay(expression.of)}, moved to the ${words(expression.to)} if it is not a working day`;
    case 'pick':
      return `the ${expression.which} of ${either(expression.of.map(describeDay), 'and')}`;
    case 'next':
      return `the next of the ${words(expression.series)} on or after ${describeDay(expression.of)}`;
    case 'received':
      return `${describeDay(expression.of)} as received in the opening hours "${words(expression.hours)}"`;
  }
}

function describeShift({ by, sign, counting, clear, of }: Shift): string {
  const period = `${formatPeriod(by)}${clear ? ' clear' : ''}`;
  return `${period} ${sign === 1 ? 'after' : 'before'} ${describeDay(of)}${COUNTING[counting]}`;
}

const ordinal = (n: number): string =>
  n === 1 ? 'first' : n === 2 ? 'second' : n === 3 ? 'third' : `${n}th`;

function describeTiers(tiers: readonly Tier[], say: (at: Expression) => string): string {
  return tiers.map(({ name, at }) => (name === null ? say(at) : `${say(at)} (${words(name)})`)).join('; ');
}

function describeTiming(timing: Timing): string {
  const opens = timing.opens ? `not before ${describeDay(timing.opens)}` : '';
  if (timing.tiers.length === 0) return opens;
  const say = (at: Expression) => {
    if (timing.immediate) return `at once after ${describeDay(at)}`;
    if (timing.direction === 'at' && at.kind !== 'shift') return `on the day of ${describeDay(at)}`;
    if (at.kind === 'shift' && at.sign === 1) return `within ${describeShift(at).replace(' after ', ' of ')}`;
    if (at.kind === 'shift') return `at least ${describeDay(at)}`;
    return `by ${describeDay(at)}`;
  };
  const until = timing.until.length === 0 ? '' : `, unless ended by the ${either(timing.until.map(words))}`;
  return `${describeTiers(timing.tiers, say)}${opens === '' ? '' : `, ${opens}`}${until}`;
}

function describeEnding(ending: Ending): string {
  if (ending.kind === 'event') return `the ${words(ending.event)}`;
  return ending.kind === 'day' ? describeDay(ending.at) : `${formatPeriod(ending.length)} from the start`;
}

const describeUntil = (until: readonly Ending[]): string =>
  until.length === 0 ? '' : `, until ${either(until.map(describeEnding))}`;

function describePhase({ every, until }: RecurrencePhase): string {
  const periods = every
    .map(({ name, by }) => `${formatPeriod(by)}${name === null ? '' : ` (${words(name)})`}`)
    .join(' or ');
  return `at most ${periods} after the one before${describeUntil(until)}`;
}

/** A timing in words, as it follows "due". */
export function describeDue(due: CompiledDue): string {
  if (due.form === 'single') return describeTiming(due.timing);
  if (due.form === 'per-period') {
    const from = due.perPeriod.from ? `, from ${describeDay(due.perPeriod.from)}` : '';
    return `once in each of the ${words(due.perPeriod.series)}${from}${describeUntil(due.perPeriod.until)}`;
  }
  const { recurrence } = due;
  const start = describeDay(recurrence.start);
  const legs = recurrence.legs.map((leg, index) => {
    const timing = describeTiming(leg.timing);
    return index === 0 ? `first ${timing.replace('the one before', start)}` : `then ${timing}`;
  });
  const rhythm = recurrence.phases.map(describePhase);
  if (recurrence.countedFrom === 'start') rhythm.push(`counted from ${start} in a fixed rhythm`);
  const from = recurrence.legs.length === 0 ? `, from ${start}` : '';
  return `${[...legs, ...rhythm].join(', then ')}${from}${describeUntil(recurrence.until)}`;
}

/** A condition in words, as it follows "where". */
export function describeCondition(condition: Condition): string {
  return Object.entries(condition)
    .map(([key, line]): string => {
      if (key === 'any') return `either ${(line as Condition[]).map(describeCondition).join(', or ')}`;
      if (key === 'not') return `not (${describeCondition(line as Condition)})`;
      if (key === 'age') {
        const { 'at-least': from, under } = line as { 'at-least'?: string; under?: string };
        return `the child is ${[from && `${from} or older`, under && `under ${under}`].filter(Boolean).join(' and ')}`;
      }
      if (key === 'happened') {
        const looking =
          typeof line === 'object' && line !== null && 'event' in line
            ? (line as { event: string | string[]; 'within-last': string })
            : null;
        const names = either([looking ? looking.event : (line as string | string[])].flat().map(words));
        return looking
          ? `there was ${names} in the ${looking['within-last']} before`
          : `there has been ${names}`;
      }
      if (key === 'total') {
        const total = line as Record<string, string>;
        const bounds = [
          total['at-least'] && `at least ${total['at-least']}`,
          total['at-most'] && `at most ${total['at-most']}`,
        ].filter(Boolean);
        const window = [
          total['since-age'] && `since the age of ${total['since-age']}`,
          total['within-last'] && `in the last ${total['within-last']}`,
        ].filter(Boolean);
        return `${words(total.of!)} comes to ${bounds.join(' and ')}${window.length > 0 ? ` ${window.join(', ')}` : ''}`;
      }
      if (typeof line === 'boolean') return line ? words(key) : `not ${words(key)}`;
      if (line !== null && typeof line === 'object' && !Array.isArray(line)) {
        const { 'at-least': from, under } = line as { 'at-least'?: number; under?: number };
        return `${words(key)} is ${[from !== undefined && `${from} or more`, under !== undefined && `under ${under}`].filter(Boolean).join(' and ')}`;
      }
      return `${words(key)} is ${either([line].flat().map((value) => words(String(value))))}`;
    })
    .join(' and ');
}

function describeForm(rule: CompiledRule): string {
  const { row } = rule;
  if (rule.due) {
    if (rule.leg !== null && rule.due.form === 'recurring') {
      const { legs, start } = rule.due.recurrence;
      const timing = describeTiming(legs[rule.leg]!.timing);
      return `due ${rule.leg === 0 ? timing.replace('the one before', describeDay(start)) : timing}`;
    }
    return rule.due.form === 'single' && rule.due.timing.tiers.length === 0
      ? describeDue(rule.due)
      : `due ${describeDue(rule.due)}`;
  }
  if (row.limit) {
    return 'in-each' in row.limit
      ? `at most ${row.limit['at-most']} in each ${words(row.limit['in-each'])}`
      : `at most ${row.limit['at-most']} of ${words(row.limit.of)} in any ${row.limit['in-any']}`;
  }
  if (row.count) {
    if ('in-each' in row.count)
      return `at least ${row.count['at-least']} × ${words(row.count.of)} in each ${row.count['in-each']}`;
    const facts = describeCondition(row.count.with as Condition);
    return `at least ${row.count['at-least']} in every ${row.count['in-every']} × ${words(row.count.of)} with ${facts}`;
  }
  return `holds where ${describeCondition(row.qualifies!)}`;
}

/** The sentence that a rule stands for, from the same expression that dates it. */
export function describeRule(rule: CompiledRule): string {
  const { row } = rule;
  const share = row.share === undefined ? '' : ` in ${row.share} of cases`;
  const extension = row.extension
    ? `, the ${words(row.extension.tier)} only where ${describeCondition(row.extension.when)}`
    : '';
  const when = row.when ? `, where ${describeCondition(row.when)}` : '';
  const yields = row['yields-to'] ? `, unless ${either(row['yields-to'].map(words))} governs` : '';
  const lapses = row['lapses-into']
    ? `; after that the ${words(row['lapses-into'])} is deemed to have happened`
    : '';
  return `${rule.title}: ${describeForm(rule)}${share}${extension}${when}${yields}${lapses}.`;
}
