import type { Condition } from '../../rules/schema/condition.js';
import type { Names } from '../../rules/table.js';
import { parsePeriod } from '../../time/period.js';
import { either, eventNoun, perPeriod, words } from './nouns.js';

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

/** "the child is not looked after now"; where no verb can be denied in place, the whole is. */
function denial(means: string): string {
  const denied = means.replace(/ (is|are|was|has been) /, ' $1 not ');
  return denied === means ? `it is not so that ${means}` : denied;
}

/** A fact that is true or not is said as the vocabulary means it; its name says too little. */
function sayFact(fact: string, line: unknown, names: Names, denied: boolean): string {
  if (typeof line === 'boolean') {
    const means = names.facts[fact]?.means?.split(';')[0] ?? words(fact);
    return line === denied ? denial(means) : means;
  }
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
  return sayFact(key, condition[key], names, denied);
}

/** What is true or not comes first, then what has one of several values; choices last. */
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
