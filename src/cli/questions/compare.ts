import { timescales } from '../../cases/timescales.js';
import { compare as ask, type ComparedRule, type Comparison } from '../../questions/compare.js';
import { parseDay } from '../../time/day.js';
import { authorityIds, authorityTable } from '../authority-table.js';
import { columnDate, peopleDate } from '../dates.js';
import { sentenceAfterTitle } from '../deadline-text.js';
import { at, DONE } from '../failures.js';
import { flag, readArguments, value, values } from '../options.js';
import { stdout, writeJson } from '../output.js';
import { PROSE_WIDTH, textTable } from '../text-table.js';
import { tableNamed } from './any-table.js';
import { apartText, clauseIds, percent, spanText } from './figures.js';

export const compareHelp = `How do authorities differ? One timescale as each of them has it, and by how many days their dates part.

  in-timescale compare rule [options]

  --on date                the day on which each clock starts: says what is due then
  --against authority      whose dates the others are held against; the national table unless told
  --authority authority    only these, built in or a folder of rules; as often as needed
  --from date, --until date
                           the start days over which the dates are compared; all of the calendar unless told
  --json                   the comparison as JSON

Examples
  in-timescale compare initial-conference
  in-timescale compare assessment --on 2026-03-27
  in-timescale compare initial-conference --authority somerset --authority my-rules/ --against somerset
`;

const DATES = ['on', 'from', 'until'] as const;

export async function compare(args: readonly string[]): Promise<number> {
  const given = readArguments(args, {
    command: 'compare',
    options: {
      on: value('2026-03-27'),
      against: value('somerset'),
      authority: values('wokingham'),
      from: value('2012-01-01'),
      until: value('2028-12-31'),
      json: flag,
    },
    positionals: [{ name: 'rule', like: 'initial-conference' }],
  });
  const rule = given.positionals[0]!;
  const dates = Object.fromEntries(
    DATES.flatMap((name) => {
      const date = given.one(name);
      if (date !== undefined) at(`--${name}`, () => parseDay(date));
      return date === undefined ? [] : [[name, date]];
    }),
  );
  const named = given.all('authority');
  const tables =
    named.length === 0
      ? authorityIds().map((id) => authorityTable(id, 'authority'))
      : await Promise.all(named.map((name) => tableNamed(name, '--authority')));
  const against = given.one('against');
  const bound = tables.map((table) => timescales(table)).sort(byKind);
  const comparison = withOptionPaths(() =>
    ask(bound, rule, { ...dates, ...(against === undefined ? {} : { against }) }),
  );
  if (given.has('json')) writeJson(comparison);
  else stdout.write(comparisonText(comparison));
  return DONE;
}

const KINDS = ['national', 'authority', 'returns'];

/** The national table first, what is no law last. */
const byKind = (one: ReturnType<typeof timescales>, other: ReturnType<typeof timescales>): number =>
  KINDS.indexOf(one.authority.kind) - KINDS.indexOf(other.authority.kind);

/** What is wrong with an answer's option is wrong with the option of the command line. */
function withOptionPaths<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    const path = (error as { path?: string }).path ?? '';
    if (!/^(on|from|until|against)$/.test(path)) throw error;
    return at(`--${path}`, () => {
      throw error;
    });
  }
}

function comparisonText(comparison: Comparison): string {
  const { rules, on, against, from, until, without } = comparison;
  const head = on === null ? comparison.rule : `${comparison.rule}, started on ${peopleDate(on)}`;
  const rows = rules.map((rule) => [
    { text: nameOf(rule), style: 'bold' as const },
    rule.due === null ? '' : columnDate(rule.due),
    rule.daysFromBase === null ? '' : apartText(rule.daysFromBase),
    overCalendar(rule, against),
    clauseIds(rule.clauses),
  ]);
  const says = rules.map((rule) => [nameOf(rule), sentenceAfterTitle(rule.says, rule.title)]);
  const notes = rules.flatMap((rule) => [
    ...rule.notes.map((note) => [nameOf(rule), note]),
    ...(rule.verified ? [] : [[nameOf(rule), 'Its figure was not read at the source.']]),
    ...(rule.authority === 'dfe-returns' ? [[nameOf(rule), 'How the returns are checked; not law.']] : []),
  ]);
  return [
    `${stdout.paint('bold', head)}\n`,
    `Days apart from ${against}, over every start day from ${peopleDate(from)} to ${peopleDate(until)}\n\n`,
    textTable(rows),
    `\n${textTable(says, { width: PROSE_WIDTH })}`,
    notes.length === 0 ? '' : `\nMind\n${textTable(notes, { width: PROSE_WIDTH })}`,
    without.length === 0 ? '' : `\nNo such timescale: ${without.join(', ')}\n`,
  ].join('');
}

const nameOf = ({ authority, step }: ComparedRule): string =>
  step === null ? authority : `${authority}, step ${step}`;

function overCalendar({ apart, authority }: ComparedRule, against: string): string {
  if (authority === against) return 'compared with';
  if (apart === null) return 'not comparable';
  const { starts, later, sooner, least, median, greatest, widestOn } = apart;
  if (later + sooner === 0) return 'always the same day';
  const shares = [
    later > 0 && `later on ${percent(later / starts)}`,
    sooner > 0 && `sooner on ${percent(sooner / starts)}`,
  ];
  const most = widestOn === null ? '' : `, most on ${peopleDate(widestOn)}`;
  return `${shares.filter(Boolean).join(', ')}; ${spanText(least, greatest)}, median ${apartText(median)}${most}`;
}
