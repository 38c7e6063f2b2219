import type { CompiledDue } from '../rules/compile.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Ending, Expression, PerPeriod, Recurrence, Shift, Tier, Timing } from '../rules/expression.js';
import type { Condition } from '../rules/schema/condition.js';
import type { Names } from '../rules/table.js';
import { formatPeriod, type Period, parsePeriod } from '../time/period.js';

/** `child-protection-visit` as words: "child protection visit". */
export const words = (name: string): string => name.replaceAll('-', ' ');

/** An event as a sentence names it, with its article: "the child's coming into care", "the care order". */
export const eventNoun = (names: Names, event: string): string =>
  names.events[event]?.noun ?? `the ${words(event)}`;

const either = (list: readonly string[], joiner = 'or'): string =>
  list.length < 2 ? (list[0] ?? '') : `${list.slice(0, -1).join(', ')} ${joiner} ${list.at(-1)}`;

/** The noun of a repeated event with "first", "next" or "last" in it: "the start of the first placement". */
function whichNoun(names: Names, event: string, which: string): string {
  const noun = eventNoun(names, event);
  const edge = /^((?:the )?(?:start|end|receipt) of) the (.+)$/.exec(noun);
  if (edge) return `${edge[1]} the ${which} ${edge[2]}`;
  const owned = /^(the (?:\S+ )*?\S+'s?) (.+)$/.exec(noun);
  return owned ? `${owned[1]} ${which} ${owned[2]}` : `the ${which} ${noun.replace(/^(?:the|an?) /, '')}`;
}

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'];

function ordinalNumber(n: number): string {
  const teen = n % 100 > 10 && n % 100 < 14;
  return `${n}${(!teen && ['', 'st', 'nd', 'rd'][n % 10]) || 'th'}`;
}

/** "the child's 18th birthday"; an age of years and months has no such day, and stays an age. */
function describeAges(ages: readonly Period[]): string {
  if (!ages.every(({ unit }) => unit === 'years'))
    return `the day the child reaches ${either(ages.map(formatPeriod))}`;
  const nth = ages.map(({ amount }) => ordinalNumber(amount));
  return nth.length === 1
    ? `the child's ${nth[0]} birthday`
    : `each of the child's ${either(nth, 'and')} birthdays`;
}

/** "earlier" of two, "earliest" of more. */
const comparative = (which: 'earliest' | 'latest', count: number): string =>
  count > 2 ? which : which === 'earliest' ? 'earlier' : 'later';

/** `school-terms` as one of them: "school term". */
export const singular = (series: string): string => words(series).replace(/s$/, '');

/** "every 6 weeks", "in each week": one of anything is said without its number. */
const perPeriod = (by: Period): string => formatPeriod(by).replace(/^1 /, '');

/** Says what the one before is: within a series, its start for the first leg. */
interface Saying {
  readonly names: Names;
  readonly before: string;
}

const saying = (names: Names): Saying => ({ names, before: 'the one before' });

/** The noun for the day an expression stands for: "the strategy discussion", "the child's 18th birthday". */
export const describeDay = (expression: Expression, names: Names): string =>
  sayDay(expression, saying(names));

function sayDay(expression: Expression, by: Saying): string {
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
      const { nth, event } = expression;
      return whichNoun(names, event, nth === 'last' ? 'last' : (ORDINALS[nth] ?? ordinalNumber(nth)));
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

const rolled = (to: string): string => ` (moved to the ${words(to)} if that day is not a working day)`;

/** "10 working days", "2 clear working days". */
const periodOf = ({ by, clear }: Shift): string =>
  clear ? formatPeriod(by).replace(' ', ' clear ') : formatPeriod(by);

function counted({ counting, sign }: Shift): string {
  if (counting === 'trigger-day') return ' (that day counting as the first)';
  if (counting === 'next-day') return '';
  return ` (if that is not a working day, counted from the ${sign === 1 ? 'next' : 'previous'} working day)`;
}

function sayShift(shift: Shift, periods: string, by: Saying, link?: string): string {
  const joiner = link ?? (shift.sign === 1 ? 'after' : 'before');
  return `${periods} ${joiner} ${sayDay(shift.of, by)}${counted(shift)}`;
}

const unrolled = (at: Expression): Expression => (at.kind === 'roll' ? at.of : at);

/** A date as it follows "due": "within 15 working days of the strategy discussion". */
function sayAt(at: Expression, timing: Timing, by: Saying): string {
  if (timing.immediate) return `at once after ${sayDay(at, by)}`;
  if (at.kind === 'roll') return `${sayAt(at.of, timing, by)}${rolled(at.to)}`;
  if (at.kind === 'shift') return sayLimit(at, periodOf(at), timing, by);
  if (at.kind === 'pick' && at.of.every((part) => unrolled(part).kind === 'shift')) {
    const parts = either(at.of.map((part) => sayAt(part, timing, by)));
    return `${parts}, whichever is ${comparative(at.which, at.of.length)}`;
  }
  if (timing.direction !== 'at') return `no later than ${sayDay(at, by)}`;
  const isDay = at.kind === 'age' || at.kind === 'fact' || at.kind === 'pick';
  return `on ${isDay ? '' : 'the day of '}${sayDay(at, by)}`;
}

function sayLimit(shift: Shift, periods: string, { direction }: Timing, by: Saying): string {
  if (shift.sign === -1) return `at least ${sayShift(shift, periods, by)}`;
  // What is done with the day may come before the event it is counted from: that is not "within".
  return direction === 'at'
    ? `no later than ${sayShift(shift, periods, by)}`
    : `within ${sayShift(shift, periods, by, 'of')}`;
}

const named = (text: string, name: string | null): string =>
  name === null ? text : `${text} (${words(name)})`;

/** The shifts of tiers that differ in nothing but their period, so that the anchor is said once. */
function sameButPeriod(tiers: readonly Tier[]): Shift[] | undefined {
  const shifts = tiers.map(({ at }) => unrolled(at)).filter((at) => at.kind === 'shift');
  const rest = new Set(tiers.map(({ at }) => JSON.stringify(at, (key, value) => (key === 'by' ? 0 : value))));
  return shifts.length === tiers.length && rest.size === 1 ? shifts : undefined;
}

function sayTiers(timing: Timing, by: Saying): string {
  const { tiers } = timing;
  const first = tiers[0]!;
  if (tiers.length === 1) return named(sayAt(first.at, timing, by), first.name);
  const shifts = sameButPeriod(tiers);
  if (shifts) {
    const periods = either(shifts.map((shift, index) => named(periodOf(shift), tiers[index]!.name)));
    const roll = first.at.kind === 'roll' ? rolled(first.at.to) : '';
    return `${sayLimit(shifts[0]!, periods, timing, by)}${roll}`;
  }
  return timing.direction === 'at'
    ? `no later than ${either(tiers.map(({ name, at }) => named(sayDay(at, by), name)))}`
    : either(tiers.map(({ name, at }) => named(sayAt(at, timing, by), name)));
}

/** The events from which an expression may be counted. */
function eventsOf(expression: Expression): readonly string[] {
  if (expression.kind === 'event') return expression.events;
  if (expression.kind === 'pick') return expression.of.flatMap(eventsOf);
  return 'of' in expression ? eventsOf(expression.of) : [];
}

/** An event that ends something; where it also starts it, the next one is meant. */
const endNoun = (names: Names, event: string, starts: readonly string[]): string =>
  starts.includes(event) ? whichNoun(names, event, 'next') : eventNoun(names, event);

function sayTiming(timing: Timing, by: Saying): string {
  const opens = timing.opens ? `not before ${sayDay(timing.opens, by)}` : '';
  if (timing.tiers.length === 0) return opens;
  const starts = timing.tiers.flatMap(({ at }) => eventsOf(at));
  const ends = either(timing.until.map((event) => endNoun(by.names, event, starts)));
  return `${sayTiers(timing, by)}${opens && `, and ${opens}`}${ends && `, unless ${ends} comes first`}`;
}

function sayEndings(endings: readonly Ending[], start: Expression, { names }: Saying): string {
  const say = (ending: Ending): string => {
    if (ending.kind === 'event') return endNoun(names, ending.event, eventsOf(start));
    return ending.kind === 'day'
      ? describeDay(ending.at, names)
      : `${formatPeriod(ending.length)} after ${describeDay(start, names)}`;
  };
  return either(endings.map(say));
}

function sayRecurrence(recurrence: Recurrence, names: Names): string {
  const by = saying(names);
  const start = describeDay(recurrence.start, names);
  const fixed = recurrence.countedFrom === 'start';
  const until = sayEndings(recurrence.until, recurrence.start, by);
  if (recurrence.legs.length > 0) {
    const legs = recurrence.legs.map((leg, index) =>
      index === 0 ? `first ${sayTiming(leg.timing, { names, before: start })}` : sayTiming(leg.timing, by),
    );
    const after = recurrence.phases.map(({ timing }) =>
      fixed
        ? sayTiming(timing, { names, before: `${start}, and so on in a fixed rhythm` })
        : sayTiming(timing, by),
    );
    return `${[...legs, ...after].join(', then ')}${until && `, until ${until}`}`;
  }
  const phases = recurrence.phases.map((phase, index) => {
    const every = either(phase.every.map((tier) => named(perPeriod(tier.by), tier.name)));
    const roll = phase.timing.tiers[0]?.at.kind === 'roll' ? rolled(phase.timing.tiers[0].at.to) : '';
    const end = sayEndings(phase.until, recurrence.start, by);
    return `at least every ${every}${roll}${index === 0 ? ` from ${start}` : ''}${end && ` until ${end}`}`;
  });
  const counting = fixed ? ', counted in a fixed rhythm from that day' : ', each counted from the one before';
  const bounded = recurrence.phases.some((phase) => phase.until.length > 0);
  return `${phases.join(', then ')}${counting}${until && `, ${bounded ? 'but not beyond' : 'until'} ${until}`}`;
}

function sayPerPeriod({ series, from, until }: PerPeriod, names: Names): string {
  const ends = sayEndings(until, from ?? { kind: 'previous' }, saying(names));
  return `once in each ${singular(series)}${from ? ` from ${describeDay(from, names)}` : ''}${ends && ` until ${ends}`}`;
}

/** A timing in words, as it follows "due". */
export function describeDue(due: CompiledDue, names: Names): string {
  if (due.form === 'single') return sayTiming(due.timing, saying(names));
  return due.form === 'recurring' ? sayRecurrence(due.recurrence, names) : sayPerPeriod(due.perPeriod, names);
}

/** "16" for "16 years", "4 years 6 months" as it is. */
const ageWords = (age: string): string => {
  const { amount, unit } = parsePeriod(age);
  return unit === 'years' ? String(amount) : age;
};

const SMALL = ['any', 'not', 'age', 'happened', 'total'];

const PLAIN_NOUN = /^the ((?:(?!(?:of|to|from|on|at|by|for|with|after|that) )[^' ]+ ?)+)$/;

/** An event that is or is not on record: "a care order", "no care order", "the closing of the case". */
function recordNoun(names: Names, event: string, denied: boolean): string {
  const noun = eventNoun(names, event);
  const bare = PLAIN_NOUN.exec(noun)?.[1] ?? /^an? (.+)$/.exec(noun)?.[1];
  if (bare === undefined) return noun;
  return denied ? `no ${bare}` : `${/^[aeiou]/.test(bare) ? 'an' : 'a'} ${bare}`;
}

/** A happening as condition: "a care order is recorded within the last 6 months". */
function sayHappened(line: NonNullable<Condition['happened']>, names: Names, denied: boolean): string {
  const looking = typeof line === 'object' && !Array.isArray(line) ? line : { event: line };
  const events = [looking.event].flat();
  const since = 'since' in looking;
  const within = 'within-last' in looking ? looking['within-last'] : undefined;
  const window = within
    ? ` within the last ${perPeriod(parsePeriod(within))}`
    : since
      ? ' since the start'
      : '';
  if (denied && events.length > 1) {
    const nouns = events.map((event) => eventNoun(names, event));
    return `neither ${either(nouns, 'nor')} ${since ? 'has been' : 'is'} recorded${window}`;
  }
  const noun = either(events.map((event) => recordNoun(names, event, denied)));
  const not = denied && !noun.startsWith('no ') ? ' not' : '';
  return `${noun} ${since ? `has${not} been` : `is${not}`} recorded${window}`;
}

function sayTotal(total: NonNullable<Condition['total']>): string {
  const bounds = [
    total['at-least'] && `at least ${total['at-least']}`,
    total['at-most'] && `at most ${total['at-most']}`,
  ].filter(Boolean);
  const since = total['since-age'] ? ` since the age of ${ageWords(total['since-age'])}` : '';
  const last = total['within-last'] ? ` in the last ${total['within-last']}` : '';
  return `the ${words(total.of)} adds up to ${bounds.join(' and ')}${since}${last}`;
}

function sayFact(fact: string, line: unknown, denied: boolean): string {
  if (typeof line === 'boolean') return line === denied ? `not ${words(fact)}` : words(fact);
  if (line !== null && typeof line === 'object' && !Array.isArray(line)) {
    const { 'at-least': from, under } = line as { 'at-least'?: number; under?: number };
    const bounds = [from !== undefined && `${from} or more`, under !== undefined && `under ${under}`];
    return `the ${words(fact)} is ${denied ? 'not ' : ''}${bounds.filter(Boolean).join(' and ')}`;
  }
  const values = [line].flat().map(String);
  if (values.length === 1 && values[0] === 'none') return `there is ${denied ? 'a' : 'no'} ${words(fact)}`;
  return `the ${words(fact)} is ${denied ? 'not ' : ''}${either(values.map(words))}`;
}

function sayAge({ 'at-least': from, under }: NonNullable<Condition['age']>, denied: boolean): string {
  const bounds = [from && `${ageWords(from)} or over`, under && `under ${ageWords(under)}`].filter(Boolean);
  return `the child is ${denied ? 'not ' : ''}${bounds.join(' but ')}`;
}

function sayAny(conditions: readonly Condition[], names: Names): string {
  const parts = conditions.map((one) => {
    const said = describeCondition(one, names);
    return one.any && conditions.length > 1 ? `(${said})` : said;
  });
  return `either ${parts.join(', or ')}`;
}

function sayLine(key: string, condition: Condition, names: Names, denied = false): string {
  if (key === 'any' || (denied && key === 'total')) {
    const said = key === 'any' ? sayAny(condition.any!, names) : sayTotal(condition.total!);
    return denied ? `it is not so that ${said}` : said;
  }
  if (key === 'not') {
    const inner = condition.not!;
    const [only, ...more] = Object.keys(inner);
    return denied || more.length > 0 || only === 'not'
      ? `it is not so that ${describeCondition(inner, names)}`
      : sayLine(only!, inner, names, true);
  }
  if (key === 'age') return sayAge(condition.age!, denied);
  if (key === 'happened') return sayHappened(condition.happened!, names, denied);
  if (key === 'total') return sayTotal(condition.total!);
  return sayFact(key, condition[key], denied);
}

/** Bare facts first, as "team is assessment and stepping down" would run together; choices last. */
function weightOf(key: string, condition: Condition): number {
  if (key === 'any') return 2;
  return typeof condition[key] === 'boolean' && !SMALL.includes(key) ? 0 : 1;
}

/** A condition in words, as it follows "where". */
export function describeCondition(condition: Condition, names: Names): string {
  const keys = Object.keys(condition).sort((a, b) => weightOf(a, condition) - weightOf(b, condition));
  const plain = either(
    keys.filter((key) => key !== 'any').map((key) => sayLine(key, condition, names)),
    'and',
  );
  if (!condition.any) return plain;
  return `${plain && `${plain}, and `}${sayLine('any', condition, names)}`;
}

function describeForm(rule: CompiledRule, names: Names): string {
  const { row, due } = rule;
  if (due) {
    if (rule.leg !== null && due.form === 'recurring') {
      const { legs, start } = due.recurrence;
      const before = rule.leg === 0 ? describeDay(start, names) : 'the one before';
      return `due ${sayTiming(legs[rule.leg]!.timing, { names, before })}`;
    }
    const opensOnly = due.form === 'single' && due.timing.tiers.length === 0;
    return `${opensOnly ? '' : 'due '}${describeDue(due, names)}`;
  }
  if (row.limit) {
    return 'in-each' in row.limit
      ? `at most ${row.limit['at-most']} in each ${words(row.limit['in-each'])}`
      : `at most ${row.limit['at-most']} of ${words(row.limit.of)} in any ${row.limit['in-any']}`;
  }
  if (row.count) {
    const { 'at-least': least, of } = row.count;
    if ('in-each' in row.count) {
      const times = least === 1 ? 'once' : `${least} times`;
      return `${eventNoun(names, of)} takes place at least ${times} in each ${perPeriod(parsePeriod(row.count['in-each']))}`;
    }
    const facts = row.count.with as Condition;
    const link = Object.values(facts).every((value) => value === true) ? 'with' : 'where';
    const ones = least === 1 ? 'is one' : 'are ones';
    return `at least ${least} in every ${row.count['in-every']} ${words(of)}s ${ones} ${link} ${describeCondition(facts, names)}`;
  }
  return `holds where ${describeCondition(row.qualifies!, names)}`;
}

function yielding(rules: readonly string[]): string {
  const quoted = either(rules.map((rule) => `"${words(rule)}"`));
  return rules.length === 1
    ? `, unless the rule ${quoted} governs`
    : `, unless one of these rules governs: ${quoted}`;
}

/** The sentence that a rule stands for, from the same expression that dates it. */
export function describeRule(rule: CompiledRule, names: Names): string {
  const { row } = rule;
  const share =
    row.share === undefined ? '' : `, in ${row.share === '100%' ? 'all' : `at least ${row.share} of`} cases`;
  const extension = row.extension
    ? `; the ${words(row.extension.tier)} applies only where ${describeCondition(row.extension.when, names)}`
    : '';
  const where = row.qualifies ? ', for cases where' : ', where';
  const when = row.when ? `${where} ${describeCondition(row.when, names)}` : '';
  const yields = row['yields-to'] ? yielding(row['yields-to']) : '';
  const lapses = row['lapses-into']
    ? `; after that ${eventNoun(names, row['lapses-into'])} is deemed to have happened`
    : '';
  return `${rule.title}: ${describeForm(rule, names)}${share}${when}${yields}${extension}${lapses}.`;
}
