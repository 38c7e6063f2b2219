import type { OutcomeName, Plan, StandingDeadline, Timescales } from '../index.js';
import { counted, peopleDate, withPeopleDates } from './dates.js';
import { type Style, stdout } from './output.js';
import { countsOf } from './plan-counts.js';
import { findingsText, missingText, standingsText } from './plan-notes.js';
import { doneNote, lateFigures, leftFigures, rowsText, type Show } from './plan-rows.js';
import { PROSE_WIDTH, textTable, wrapped } from './text-table.js';

/** A plan for people: what presses first, what is settled last or not at all. */
export function planText(plan: Plan, timescales: Timescales, all: boolean): string {
  const { deadlines } = plan;
  const withOutcome = (name: OutcomeName) =>
    deadlines.filter(({ foreseen, outcome }) => !foreseen && outcome === name);
  const section = (title: string, style: Style, list: readonly StandingDeadline[], show: Show) =>
    list.length === 0 ? '' : heading(`${title} (${list.length})`, style) + rowsText(list, show, timescales);
  const passed = passedSince(deadlines);
  const done = { note: doneNote };
  const sections = [
    section('Overdue', 'red', withOutcome('overdue'), {
      figures: lateFigures,
      note: (one) => passed.get(clockOf(one)) ?? '',
    }),
    section('Due today', 'yellow', withOutcome('due-today'), {}),
    section('Due soon', 'yellow', withOutcome('due-soon'), { figures: leftFigures }),
    section(`Coming up to ${peopleDate(plan.until)}`, 'bold', comingOf(plan), { figures: leftFigures }) +
      beyondText(plan),
    section('Starting later, from a date still to come', 'bold', withOutcome('not-started'), {}),
    section('Done late', 'bold', withOutcome('met-late'), { figures: lateFigures, ...done }),
    section('Done too early', 'bold', withOutcome('too-early'), done),
    section('Recorded out of order', 'yellow', withOutcome('disordered'), {}),
    missingText(withOutcome('unknown'), timescales.table.names, all),
    all ? section('Done in time', 'green', withOutcome('met'), done) : '',
    all ? section('Ended before it was due', 'bold', withOutcome('ended'), {}) : '',
    all ? section('Not for this case', 'bold', withOutcome('not-applicable'), {}) : '',
    all ? notStartedText(plan, timescales) : '',
    standingsText(plan.standings),
    failuresText(plan),
    findingsText(plan),
  ];
  return [headText(plan, timescales), ...sections.filter((text) => text !== ''), summaryText(plan, all)].join(
    '\n',
  );
}

const heading = (text: string, style: Style): string => `${stdout.paint(style, text)}\n`;

function headText(plan: Plan, { authority }: Timescales): string {
  const { outcomes } = countsOf(plan);
  const overdue = `${outcomes.overdue} overdue`;
  return [
    `${stdout.paint('bold', plan.case === '' ? 'This case' : plan.case)} on ${peopleDate(plan.asOf)}`,
    `${authority.name}, ${authority.document.title}`,
    `${outcomes.overdue > 0 ? stdout.paint('red', overdue) : overdue}, ${outcomes['due-today']} due today, ${outcomes['due-soon']} due soon, ${outcomes.upcoming} upcoming`,
    '',
  ].join('\n');
}

/** What is open and not pressing yet, and what recurs after it. */
const aheadOf = ({ deadlines, asOf }: Plan): StandingDeadline[] =>
  deadlines.filter(({ foreseen, outcome, due }) =>
    foreseen ? due !== null && due >= asOf.slice(0, 10) : outcome === 'upcoming',
  );

const isWithin = ({ due }: StandingDeadline, until: string): boolean => due !== null && due <= until;

const comingOf = (plan: Plan): StandingDeadline[] => aheadOf(plan).filter((one) => isWithin(one, plan.until));

function beyondText(plan: Plan): string {
  const beyond = aheadOf(plan).filter((one) => !isWithin(one, plan.until));
  if (beyond.length === 0) return '';
  const last = beyond.findLast(({ due }) => due !== null)?.due ?? null;
  const how = last === null ? '' : `; --until ${last} shows them`;
  return `  ${counted(beyond.length, 'more comes', 'more come')} after ${peopleDate(plan.until)}${how}\n`;
}

/** A recurrence's clock: its dates foreseen share the rule and the trigger of the one that is open. */
const clockOf = ({ rule, trigger }: StandingDeadline): string =>
  `${rule} ${trigger?.event ?? ''} ${trigger?.on ?? ''}`;

/** A rhythm that has stood still: how many more of its dates went by after the one that is overdue. */
function passedSince(deadlines: readonly StandingDeadline[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const one of deadlines) {
    if (one.foreseen && one.outcome === 'overdue')
      counts.set(clockOf(one), (counts.get(clockOf(one)) ?? 0) + 1);
  }
  return new Map([...counts].map(([clock, count]) => [clock, `and ${count} more since`]));
}

function notStartedText({ notStarted }: Plan, { authority, rules }: Timescales): string {
  if (notStarted.length === 0) return '';
  const titles = new Map(rules().map(({ rule, title }) => [rule, title]));
  return (
    heading(`Nothing on the case has started these (${notStarted.length})`, 'bold') +
    textTable(
      notStarted.map((ref) => [
        titles.get(ref) ?? '',
        { text: ref.slice(authority.id.length + 1), style: 'dim' },
      ]),
    )
  );
}

const failuresText = ({ failures }: Plan): string =>
  failures.length === 0
    ? ''
    : heading(`Could not be worked out (${failures.length})`, 'red') +
      textTable(
        failures.map(({ path, code, message }) => [path, `${withPeopleDates(message)} [${code}]`]),
        { width: stdout.width() },
      );

const SUMMARY: readonly (readonly [OutcomeName, string])[] = [
  ['overdue', 'overdue'],
  ['due-today', 'due today'],
  ['due-soon', 'due soon'],
  ['upcoming', 'upcoming'],
  ['not-started', 'starting later'],
  ['met', 'done in time'],
  ['met-late', 'done late'],
  ['too-early', 'done too early'],
  ['ended', 'ended'],
  ['disordered', 'out of order'],
  ['unknown', 'not known'],
  ['not-applicable', 'not for this case'],
];

function summaryText(plan: Plan, all: boolean): string {
  const { outcomes, foreseen, notStartedRules, failures } = countsOf(plan);
  const parts = [
    ...SUMMARY.map(([name, says]) => `${outcomes[name]} ${says}`),
    `${foreseen} foreseen`,
    `${notStartedRules} rules not started`,
    `${failures} not worked out`,
  ];
  const hint = all
    ? ''
    : 'With --all: also what was done in time, has ended, is not for this case or has not started.\n';
  return `${wrapped(`Altogether ${parts.join(', ')}.`, PROSE_WIDTH).join('\n')}\n${hint}`;
}
