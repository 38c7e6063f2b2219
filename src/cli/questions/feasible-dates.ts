import { readEventName } from '../../cases/read-case.js';
import { timescales } from '../../cases/timescales.js';
import {
  feasibleDates as ask,
  type BearingRule,
  type FeasibleDate,
  type FeasibleDates,
} from '../../questions/feasible/feasible-dates.js';
import { parseDay } from '../../time/day.js';
import { readAsOf, readUntil } from '../as-of.js';
import { columnDate, counted, peopleDate } from '../dates.js';
import { at, DONE } from '../failures.js';
import { flag, readArguments, value, values } from '../options.js';
import { stdout, writeJson } from '../output.js';
import { readInput } from '../question.js';
import { PROSE_WIDTH, textTable } from '../text-table.js';
import { clauseIds } from './figures.js';
import { tableOfRule } from './table-of-rule.js';

export const feasibleDatesHelp = `On which days can something be held, so that every timescale around it is met? Or which rules rule it out.

  in-timescale feasible-dates authority/event --as-of date --on event=date [options]

  --as-of date             the day of the question: what is still to be done can't be done before it
  --on event=date          something that happened already; as often as needed
  --fact name=value        something about the child or the case
  --case case.json         a case file to start from; - reads it from the standard input
  --until date             the last day to try; six months unless told
  --rule id                only this rule; as often as needed
  --any-day                weekends and holidays too
  --json                   the answer as JSON

Examples
  in-timescale feasible-dates wokingham/initial-conference --on strategy-discussion=2026-03-27 --as-of 2026-03-27
  in-timescale feasible-dates wokingham/initial-conference --on strategy-discussion=2026-03-27 --as-of 2026-04-14
`;

type FeasibleOption = 'on' | 'fact' | 'case' | 'as-of' | 'until' | 'rule' | 'any-day' | 'json';

export async function feasibleDates(args: readonly string[]): Promise<number> {
  const given = readArguments<FeasibleOption>(args, {
    command: 'feasible-dates',
    options: {
      on: values('strategy-discussion=2026-03-27'),
      fact: values('looked-after=true'),
      case: value('case.json'),
      'as-of': value('2026-03-27'),
      until: value('2026-05-31'),
      rule: values('initial-conference'),
      'any-day': flag,
      json: flag,
    },
    positionals: [{ name: 'event', like: 'wokingham/initial-conference --as-of 2026-03-27' }],
  });
  const asOf = readAsOf(given);
  at('--as-of', () => parseDay(asOf));
  const until = readUntil(given, asOf);
  const { table, rest: event } = await tableOfRule(given.positionals[0]!, 'event', 'initial-conference');
  readEventName(event, table.names, 'event');
  const bound = timescales(table);
  at('--as-of', () => bound.calendar.isWorkingDay(asOf));
  if (until !== undefined) at('--until', () => bound.calendar.isWorkingDay(until));
  const rules = given.all('rule');
  for (const rule of rules) at('--rule', () => bound.describe(rule));
  const answer = ask(bound, event, await readInput(given, table.names), {
    asOf,
    anyDay: given.has('any-day'),
    ...(until === undefined ? {} : { until }),
    ...(rules.length === 0 ? {} : { rules }),
  });
  if (given.has('json')) writeJson(answer);
  else stdout.write(answerText(answer));
  return DONE;
}

function answerText(answer: FeasibleDates): string {
  const { event, dates, conflict, rules } = answer;
  const first = dates[0];
  const last = dates.at(-1);
  const parts = [`${event}\n${stdout.paint('bold', headline(answer))}\n`];
  if (first && last) {
    parts.push(daysText(answer), aheadText('To be held on the first of them', first));
    if (last !== first) parts.push(aheadText('To be held on the last of them', last));
  }
  if (conflict.length > 0) parts.push(`\nThese can't be met together\n${rulesText(conflict)}`);
  parts.push(`\nThe rules that bear on the day\n${rulesText(rules)}`);
  return parts.join('');
}

function headline({ dates, asOf, until, bounded }: FeasibleDates): string {
  const first = dates[0];
  const last = dates.at(-1);
  if (!first || !last) return `No day from ${peopleDate(asOf)} to ${peopleDate(until)} will do`;
  const span =
    first === last ? peopleDate(first.date) : `${peopleDate(first.date)} to ${peopleDate(last.date)}`;
  const open = bounded ? '' : '; no rule sets a last day';
  return `${counted(dates.length, 'day')}: ${span}${open}`;
}

/** The days, and which of them hold under every reading. */
function daysText({ dates }: FeasibleDates): string {
  const unsafe = dates.filter(({ safe }) => !safe);
  if (unsafe.length === 0) return 'Each holds under every reading of the clauses.\n';
  const safe = dates.filter((one) => one.safe);
  const says = safe.length === 0 ? 'None of them holds' : `Only these hold`;
  const list = safe.length === 0 ? '' : `: ${safe.map(({ date }) => peopleDate(date)).join(', ')}`;
  return `${says} under every reading of the clauses${list}.\n`;
}

function aheadText(head: string, { date, actions }: FeasibleDate): string {
  if (actions.length === 0) return `\n${head}, ${peopleDate(date)}: nothing has to be done ahead.\n`;
  const rows = actions.map(({ event, by, rule }) => [
    `by ${columnDate(by)}`,
    event,
    { text: rule, style: 'dim' as const },
  ]);
  return `\n${head}, ${peopleDate(date)}\n${textTable(rows)}`;
}

const rulesText = (rules: readonly BearingRule[]): string =>
  textTable(
    rules.map(({ rule, title, clauses, lacking }) => [
      { text: rule, style: 'cyan' as const },
      clauseIds(clauses),
      lacking.length === 0 ? title : `${title}; kept although ${lacking.join(', ')} is not known`,
    ]),
    { width: PROSE_WIDTH + 40 },
  );
