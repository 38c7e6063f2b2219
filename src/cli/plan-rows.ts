import { eventNoun } from '../deadlines/describe/nouns.js';
import type { StandingDeadline, Timescales } from '../index.js';
import type { Names } from '../rules/table.js';
import { columnDate, counted, peopleDate } from './dates.js';
import { stdout } from './output.js';
import { type Cell, textTable, widthOf } from './text-table.js';

/** What a section of a plan says of each of its deadlines beside the date and the title. */
export interface Show {
  readonly figures?: (one: StandingDeadline) => Figures;
  readonly note?: (one: StandingDeadline) => string;
}

interface Figures {
  readonly days: string;
  readonly working: string;
}

const NO_FIGURES: Figures = { days: '', working: '' };

/** Working days are said too, while the number is one that a person would count. */
const COUNTABLE = 99;

export function lateFigures({ daysLate, workingDaysLate }: StandingDeadline): Figures {
  if (daysLate === null) return NO_FIGURES;
  if (daysLate === 0) return { days: 'late that day', working: '' };
  return figuresOf(daysLate, workingDaysLate, 'late');
}

export const leftFigures = ({ daysLeft, workingDaysLeft }: StandingDeadline): Figures =>
  daysLeft === null ? NO_FIGURES : figuresOf(daysLeft, workingDaysLeft, 'left');

const figuresOf = (days: number, working: number | null, word: string): Figures => ({
  days: `${counted(days, 'day')} ${word}`,
  working: working === null || days > COUNTABLE ? '' : counted(working, 'working day'),
});

export const doneNote = ({ done }: StandingDeadline): string =>
  done === null ? '' : `done ${peopleDate(done)}`;

interface Line {
  readonly date: string;
  readonly figures: Figures;
  readonly title: string;
  readonly note: string;
  readonly id: string;
}

/** The date, how far off, what, and what more there is to say; the rule's id last, to ask `explain` with. */
export function rowsText(
  list: readonly StandingDeadline[],
  { figures, note }: Show,
  { authority, table }: Timescales,
): string {
  const lines = list.map(
    (one): Line => ({
      date: one.due === null ? 'no date' : columnDate(one.dueAt ?? one.due),
      figures: figures?.(one) ?? NO_FIGURES,
      title: one.title,
      note: [note?.(one) ?? '', ...notesOn(one, table.names)].filter((text) => text !== '').join('; '),
      id: one.rule.slice(authority.id.length + 1),
    }),
  );
  const wide = lines.map(wideRow);
  return widthOf(wide) <= stdout.width()
    ? textTable(wide)
    : textTable(lines.flatMap(stackedRows), { width: stdout.width() });
}

const wideRow = ({ date, figures, title, note, id }: Line): Cell[] => [
  date,
  figures.days,
  figures.working,
  title,
  note,
  { text: id, style: 'dim' },
];

/** On a narrow terminal what more there is to say stands below. */
const stackedRows = ({ date, figures, title, note, id }: Line): Cell[][] => [
  [date, figures.days, title],
  ['', '', { text: [figures.working, note, id].filter((text) => text !== '').join('; '), style: 'dim' }],
];

function notesOn(one: StandingDeadline, names: Names): string[] {
  const notes: string[] = [];
  if (one.foreseen) notes.push('foreseen');
  if (one.trigger)
    notes.push(
      `from ${eventNoun(names, one.trigger.event)}, ${peopleDate(one.trigger.on.slice(0, 10)).slice(4)}`,
    );
  if (!['upcoming', 'due-soon', 'due-today', 'not-started'].includes(one.outcome)) return notes;
  if (!one.foreseen && one.safe !== null && one.safe !== one.due)
    notes.push(`safe by ${peopleDate(one.safe)}`);
  if (one.nonWorkingDay && one.lastWorkingDay !== null)
    notes.push(`${one.nonWorkingReason}: last working day ${peopleDate(one.lastWorkingDay)}`);
  if (one.projected) notes.push('bank holidays projected');
  return notes;
}
