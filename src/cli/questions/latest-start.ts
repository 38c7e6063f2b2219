import { timescales } from '../../cases/timescales.js';
import { latestStart as ask, type LatestStart } from '../../questions/latest-start.js';
import { parseDay } from '../../time/day.js';
import { peopleDate } from '../dates.js';
import { at, DONE } from '../failures.js';
import { flag, readArguments, value } from '../options.js';
import { stdout, writeJson } from '../output.js';
import { type Cell, PROSE_WIDTH, textTable } from '../text-table.js';
import { tableOfRule } from './table-of-rule.js';

export const latestStartHelp = `When must the clock start at the latest, for its time to run out by a day? The due date turned round.

  in-timescale latest-start authority/rule --by date [--json]

  --by date                the day by which the action is to be due
  --json                   the answer as JSON

For a lead time the start is the event that is led up to.

Examples
  in-timescale latest-start wokingham/initial-conference --by 2026-04-21
  in-timescale latest-start wokingham/initial-conference-report --by 2026-04-21 --json
`;

export async function latestStart(args: readonly string[]): Promise<number> {
  const given = readArguments(args, {
    command: 'latest-start',
    options: { by: value('2026-04-21'), json: flag },
    positionals: [{ name: 'rule', like: 'wokingham/initial-conference --by 2026-04-21' }],
  });
  const by = given.required('by', 'Say the day by which it is to be due, such as --by 2026-04-21.');
  at('--by', () => parseDay(by));
  const { table, rest } = await tableOfRule(given.positionals[0]!, 'rule', 'initial-conference');
  const bound = timescales(table);
  at('--by', () => bound.calendar.isWorkingDay(by));
  const answer = ask(bound, rest, by);
  if (given.has('json')) writeJson(answer);
  else stdout.write(answerText(answer));
  return DONE;
}

function answerText(answer: LatestStart): string {
  const { title, completion, latestStart: last, due, earliestStart, startsWith, readings, safe } = answer;
  const head =
    last === null ? `No start in force is due by ${peopleDate(completion)}` : `Start by ${peopleDate(last)}`;
  const rows: Cell[][] = [
    ['starts with', startsWith.join(' or ')],
    [
      'due',
      due === null
        ? ''
        : due === completion
          ? 'on the day itself'
          : `${peopleDate(due)}, the last due date before the day`,
    ],
    [
      'in time from',
      earliestStart === null
        ? ''
        : `a start on ${peopleDate(earliestStart)} or later, if it is done on ${peopleDate(completion)}`,
    ],
    ['safe start', safe === null || safe === last ? '' : `${peopleDate(safe)}, however the clause is read`],
    ...readings.map(({ latestStart: start, because }, index) => [
      index === 0 ? 'readings' : '',
      `${start === null ? 'no start' : peopleDate(start)}: ${because}`,
    ]),
    ...answer.clauses.map(({ id, at: place }, index) => [index === 0 ? 'clause' : '', `${id}, ${place}`]),
  ];
  return `${title}\n${stdout.paint('bold', head)}\n\n${textTable(
    rows.filter(([, says]) => says !== ''),
    { width: PROSE_WIDTH },
  )}`;
}
