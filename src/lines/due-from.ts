import { type Bound, ruleIdOf } from '../cases/bind.js';
import type { CaseInput } from '../cases/case-input.js';
import { due } from '../cases/due.js';
import type { Deadline } from '../deadlines/deadline.js';
import { TimescaleError } from '../failure.js';
import { parseDay } from '../time/day.js';
import { linesOf, onlyStart } from './line.js';
import type { Start } from './start.js';

/**
 * The deadline of a rule as a function of the date on which its clock starts, for those who ask for many: each date is
 * worked out once, by the same engine as `due`, and its answer is given again. Answers are shared and frozen.
 *
 * The start is the event (or the date of birth or of expected delivery) that the rule counts from, and all that is
 * recorded: whether the rule is for the case is `unknown` where that takes a fact. Of a series with several steps the
 * rhythm is meant; its named legs can be asked for by their ids.
 *
 * @throws TimescaleError `UNKNOWN_RULE`; `NOT_A_DEADLINE` for a rule that is not counted from one thing; then for each
 * date what `due` refuses.
 * @example
 * // Friday 27 March 2026, 15 working days over Easter: Tuesday 21 April 2026
 * dueFrom(bindTable(wokingham), 'initial-conference')('2026-03-27').due // => '2026-04-21'
 */
export function dueFrom(bound: Bound, ruleId: string): (start: string) => Deadline {
  const rule = bound.versions(ruleIdOf(bound, ruleId)).at(-1)!;
  const line = linesOf(rule).at(-1);
  const start = line && onlyStart(line);
  if (!start) {
    throw new TimescaleError(
      'NOT_A_DEADLINE',
      'rule',
      ruleId,
      `${rule.ref} is not counted from one thing, so a date alone does not say when it is due.`,
    );
  }
  const { from, to } = bound.calendar.days;
  const answers = new Array<Deadline | undefined>(to - from + 1);
  return (date) => {
    const place = parseDay(date) - from;
    return answers[place] ?? answer(place, date);
  };

  function answer(place: number, date: string): Deadline {
    const deadline = Object.freeze(due(bound, ruleId, caseFrom(start!, date)));
    answers[place] = deadline;
    return deadline;
  }
}

const caseFrom = (start: Start, date: string): CaseInput =>
  start.kind === 'event'
    ? { events: { [start.events[0]!]: date } }
    : { facts: { [start.fact]: date }, events: [] };
