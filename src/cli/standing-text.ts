import type { Deadline } from '../index.js';
import { counted, peopleDate } from './dates.js';

const days = (calendar: number, working: number | null): string =>
  working === null
    ? counted(calendar, 'day')
    : `${counted(calendar, 'day')} (${counted(working, 'working day')})`;

/** How a deadline stands on the day asked for, as the end of a sentence. */
export function standingText(deadline: Deadline): string {
  const { outcome, daysLeft, workingDaysLeft, daysLate, workingDaysLate, done } = deadline;
  switch (outcome) {
    case null:
      return done === null ? '' : `done ${peopleDate(done)}`;
    case 'not-started':
      return 'not started: its first day is still to come';
    case 'not-applicable':
      return deadline.yieldsTo === null
        ? 'not for this case'
        : `not for this case, which ${deadline.yieldsTo} governs`;
    case 'unknown':
      return `not known: ${[...deadline.missing, ...deadline.lacking].join(', ')} is missing`;
    case 'upcoming':
    case 'due-soon':
      return daysLeft === null ? 'open' : `due in ${days(daysLeft, workingDaysLeft)}`;
    case 'due-today':
      return 'due today';
    case 'overdue':
      return daysLate === 0
        ? 'overdue since earlier that day'
        : `overdue by ${days(daysLate!, workingDaysLate)}`;
    case 'met':
      return `done ${peopleDate(done!)}, in time`;
    case 'met-late':
      return daysLate === 0
        ? `done ${peopleDate(done!)}, late on the day itself`
        : `done ${peopleDate(done!)}, late by ${days(daysLate!, workingDaysLate)}`;
    case 'too-early':
      return `done ${peopleDate(done!)}, before it may be done`;
    case 'ended':
      return 'ended before it was due';
    case 'disordered':
      return 'the record is out of order: done before it could start';
  }
}
