import { eventNoun, words } from '../deadlines/describe/nouns.js';
import type { Deadline, OutcomeName, ReadingDate, Timescales, Trigger } from '../index.js';
import type { Names } from '../rules/table.js';
import { peopleDate, withPeopleDates } from './dates.js';
import { type Style, stdout } from './output.js';
import { standingText } from './standing-text.js';
import { type Cell, PROSE_WIDTH, textTable } from './text-table.js';

/** One deadline for people: the date first, then what it rests on. */
export function deadlineText(deadline: Deadline, { describe, table }: Timescales): string {
  const says = describe(deadline.rule);
  const head = `${deadline.title}\n${stdout.paint('bold', dueLine(deadline))}\n\n`;
  return (
    head +
    textTable([['rule', sentenceAfterTitle(says, deadline.title)], ...basisRows(deadline, table.names)], {
      width: PROSE_WIDTH,
    })
  );
}

export function dueLine(deadline: Deadline): string {
  const { due, dueAt, opens, immediate, tiers } = deadline;
  if (due === null) {
    if (opens !== null) return `May be done from ${peopleDate(opens)}`;
    return deadline.missing.length === 0
      ? 'No date'
      : `No date yet: ${deadline.missing.join(', ')} is missing`;
  }
  const date = peopleDate(dueAt ?? due);
  const named =
    tiers.length < 2
      ? ''
      : ` (${tiers.map((tier) => `${words(tier.name)} ${peopleDate(tier.due)}`).join(', ')})`;
  return `${immediate ? 'Due at once, on' : 'Due'} ${date}${named}`;
}

/** "Title: due within …" without the title, which stands above it. */
export const sentenceAfterTitle = (says: string, title: string): string =>
  says.startsWith(`${title}: `) ? says.slice(title.length + 2) : says;

/** What a deadline rests on, a row each. */
export function basisRows(deadline: Deadline, names: Names): Cell[][] {
  const rows: Cell[][] = [];
  const add = (name: string, says: string, style?: Style) => {
    if (says !== '') rows.push([name, style === undefined ? says : { text: says, style }]);
  };
  const list = (name: string, lines: readonly string[], style?: Style) => {
    lines.forEach((line, index) => {
      add(index === 0 ? name : '', line, style);
    });
  };
  add('from', deadline.trigger === null ? '' : triggerText(deadline.trigger, names));
  add('stands', standingText(deadline), standingStyle(deadline));
  add(
    'opens',
    deadline.opens === null || deadline.due === null ? '' : `not before ${peopleDate(deadline.opens)}`,
  );
  add('safe date', safeText(deadline));
  list('readings', deadline.readings.map(readingText));
  list('mind', warnings(deadline), 'yellow');
  list(
    'clause',
    deadline.clauses.map(({ id, at }) => `${id}, ${at}`),
  );
  add('strength', deadline.who === null ? deadline.strength : `${deadline.strength}, by the ${deadline.who}`);
  list('assumes', deadline.assumes);
  list('record', deadline.findings.map(withPeopleDates));
  return rows;
}

const WARNING: readonly OutcomeName[] = ['due-today', 'due-soon', 'met-late'];

function standingStyle(deadline: Deadline): Style | undefined {
  if (deadline.outcome === 'overdue') return 'red';
  return deadline.outcome !== null && WARNING.includes(deadline.outcome) ? 'yellow' : undefined;
}

export function triggerText({ event, on, standsInFor }: Trigger, names: Names): string {
  const instead = standsInFor === undefined ? '' : `, standing in for ${eventNoun(names, standsInFor)}`;
  return `${eventNoun(names, event)} on ${peopleDate(on)}${instead}`;
}

function safeText({ due, safe, readings }: Deadline): string {
  if (safe === null) return '';
  if (safe !== due) return `${peopleDate(safe)}, in time however the clause is read`;
  if (readings.length === 0) return `${peopleDate(safe)}, the due date itself: one reading is known`;
  return `${peopleDate(safe)}, the due date itself: no reading with a date gives an earlier one`;
}

const readingText = ({ due, because }: ReadingDate): string =>
  `${due === null ? 'no date here' : peopleDate(due)}: ${because}`;

function warnings(deadline: Deadline): string[] {
  const said: string[] = [];
  if (deadline.nonWorkingDay && deadline.lastWorkingDay !== null) {
    said.push(
      `it falls on a day when nobody works (${deadline.nonWorkingReason}); the last working day before is ${peopleDate(deadline.lastWorkingDay)}`,
    );
  }
  if (deadline.projected)
    said.push('the bank holidays of that year are not published yet; they are projected');
  if (deadline.missing.length > 0 && deadline.due !== null)
    said.push(`worked out without ${deadline.missing.join(', ')}, which is missing`);
  if (deadline.applies === 'unknown')
    said.push(`whether the rule is for this case depends on ${deadline.lacking.join(', ')}`);
  if (deadline.applies === 'no' && deadline.outcome === null)
    said.push(
      deadline.yieldsTo === null
        ? 'the rule is not for this case'
        : `${deadline.yieldsTo} governs here instead`,
    );
  if (!deadline.verified) said.push('the figure has not been read at its source');
  return said;
}
