import { type RuleSummary, type Timescales, timescales } from '../cases/timescales.js';
import type { Area } from '../rules/table.js';
import { readArea } from './area.js';
import { authorityIds, authorityTable } from './authority-table.js';
import { counted, peopleDate } from './dates.js';
import { sentenceAfterTitle } from './deadline-text.js';
import { DONE } from './failures.js';
import { flag, readArguments, value } from './options.js';
import { stdout, writeJson } from './output.js';
import { PROSE_WIDTH, textTable } from './text-table.js';

export const rulesHelp = `The authorities with a table of rules; or the rules of one, each as the sentence it stands for.

  in-timescale rules [authority] [--area area] [--json]

  --area area              only this area of work, such as child-protection
  --json                   the list as JSON

Examples
  in-timescale rules
  in-timescale rules wokingham --area child-protection
`;

export async function rules(args: readonly string[]): Promise<number> {
  const given = readArguments(args, {
    command: 'rules',
    options: { area: value('child-protection'), json: flag },
    positionals: [{ name: 'authority', like: 'wokingham', optional: true }],
  });
  const id = given.positionals[0];
  if (id === undefined) {
    const authorities = authorityIds().map((known) =>
      authoritySummary(timescales(authorityTable(known, ''))),
    );
    if (given.has('json')) writeJson(authorities);
    else stdout.write(authoritiesText(authorities));
    return DONE;
  }
  const table = authorityTable(id, 'authority');
  const bound = timescales(table);
  const area = given.one('area');
  const list = bound.rules(area === undefined ? undefined : readArea(area, table));
  if (given.has('json')) writeJson(list.map(withTiming));
  else stdout.write(rulesText(bound, list));
  return DONE;
}

function authoritySummary({ authority, rules: list }: Timescales) {
  const { id, name, calendar, document, from, until } = authority;
  return { id, name, calendar, document, from, until: until ?? null, rules: list().length };
}

function authoritiesText(authorities: readonly ReturnType<typeof authoritySummary>[]): string {
  return textTable(
    authorities.map(({ id, name, document, from, calendar, rules: size }) => [
      { text: id, style: 'bold' },
      name,
      counted(size, 'rule'),
      `${document.title}${document.version === undefined ? '' : `, version ${document.version}`}`,
      `in force from ${peopleDate(from)}`,
      calendar,
    ]),
    { indent: 0 },
  );
}

/** A rule with its timing apart from its title. */
const withTiming = (rule: RuleSummary) => ({ ...rule, timing: sentenceAfterTitle(rule.says, rule.title) });

function rulesText({ authority }: Timescales, list: readonly RuleSummary[]): string {
  const areas = [...new Set(list.map(({ area }) => area))].sort();
  const head = `${authority.name}: ${counted(list.length, 'rule')}, ${authority.document.title}\n`;
  return [head, ...areas.map((area) => areaText(area, list))].join('\n');
}

function areaText(area: Area, list: readonly RuleSummary[]): string {
  const own = list.filter((rule) => rule.area === area);
  return `${stdout.paint('bold', area)}\n${own.map(ruleText).join('\n')}`;
}

function ruleText(rule: RuleSummary): string {
  const clauses = rule.clauses.map(({ id, at }) => [{ text: `${id}, ${at}`, style: 'dim' as const }]);
  return (
    `  ${stdout.paint('cyan', rule.id)}  ${rule.title}\n` +
    textTable([[sentenceAfterTitle(rule.says, rule.title)], ...clauses], { indent: 6, width: PROSE_WIDTH })
  );
}
