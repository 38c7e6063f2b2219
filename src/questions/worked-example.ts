import type { CaseInput, EventInput } from '../cases/case-input.js';
import type { Line } from '../lines/line.js';
import { startName } from '../lines/start.js';
import type { Expression } from '../rules/expression.js';
import type { Condition } from '../rules/schema/condition.js';
import { shiftCalendarDays } from '../time/add-period.js';
import { type Day, formatDay } from '../time/day.js';
import { parsePeriod } from '../time/period.js';

type Facts = Record<string, string | number | boolean>;

interface Sketch {
  readonly facts: Facts;
  readonly events: EventInput[];
}

/**
 * The smallest case in which the clock of a line starts on a day and the rule is for the case: what one would hand to
 * `due` to see the date. Null where no such case is small (the third of something, a later rhythm of a series), and for
 * what is no date.
 */
export function exampleCase(line: Line, start: Day): CaseInput | null {
  if (!line.rule.due || !isSmall(line)) return null;
  const sketch: Sketch = { facts: {}, events: [] };
  const on = formatDay(start);
  for (const one of line.starts) {
    if (one.kind === 'fact') sketch.facts[one.fact] = on;
    else sketch.events.push({ event: one.events[0]!, on });
  }
  const { when } = line.rule.row;
  if (when) satisfy(when, start, sketch);
  return { facts: sketch.facts, events: sketch.events };
}

function isSmall({ rule, leg, limit, starts }: Line): boolean {
  if (countsRepeats(limit)) return false;
  if (rule.due?.form !== 'recurring' || rule.leg === 0) return true;
  // A later leg counts from the one before: only that has to be recorded.
  if (rule.leg !== null) return starts.every((start) => rule.done.includes(startName(start)));
  const { legs } = rule.due.recurrence;
  return leg === 0 || leg === legs.length;
}

function countsRepeats(at: Expression): boolean {
  if (at.kind === 'nth') return at.nth !== 1 && at.nth !== 'last';
  if (at.kind === 'pick') return at.of.some(countsRepeats);
  return 'of' in at && countsRepeats(at.of as Expression);
}

/** Records what makes a condition hold, as far as recording something can: what is denied is left out. */
function satisfy(condition: Condition, on: Day, sketch: Sketch): void {
  for (const [key, line] of Object.entries(condition)) {
    if (key === 'not' || key === 'total') continue;
    if (key === 'any') satisfy((line as Condition[])[0]!, on, sketch);
    else if (key === 'age') sketch.facts['date-of-birth'] ??= birthFor(condition.age!, on);
    else if (key === 'happened') {
      const looking = condition.happened!;
      const named = typeof looking === 'object' && !Array.isArray(looking) ? looking.event : looking;
      sketch.events.push({ event: [named].flat()[0]!, on: formatDay(on) });
    } else sketch.facts[key] ??= valueFor(line);
  }
}

function birthFor(age: NonNullable<Condition['age']>, on: Day): string {
  const oldest = age['at-least'];
  return formatDay(oldest === undefined ? on : shiftCalendarDays(on, parsePeriod(oldest), -1));
}

function valueFor(line: unknown): string | number | boolean {
  if (line === null || typeof line !== 'object') return line as string;
  if (Array.isArray(line)) return line[0] as string;
  const { 'at-least': least, under } = line as { 'at-least'?: number; under?: number };
  return least ?? (under ?? 1) - 1;
}
