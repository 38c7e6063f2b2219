import type { CaseInput } from '../cases/case-input.js';
import { TimescaleError } from '../failure.js';
import type { RuleTable } from '../rules/table.js';
import { readArea } from './area.js';
import { readAsOf, readUntil } from './as-of.js';
import { authorityTable } from './authority-table.js';
import { at, DONE } from './failures.js';
import { checkCase, readCaseFile } from './file-readers.js';
import { fileName } from './files.js';
import { type Arguments, flag, readArguments, value, values } from './options.js';
import { stdout, writeJson } from './output.js';
import { countsOf } from './plan-counts.js';
import { planText } from './plan-text.js';
import { isRecord } from './record.js';
import { bindTable, checkCovered, SITUATION_HELP, SITUATION_OPTIONS } from './situation.js';

export const planHelp = `Every deadline of one case: what is overdue, what comes, what was late, what can't be known yet.

  in-timescale plan case.json --as-of date [--authority authority] [options]

  --as-of date             the day to judge by; this command reads no clock
  --authority authority    whose rules; the case file may name it instead
  --until date             foresee what recurs up to this day; six months unless told
  --rule id                only this rule; as often as needed
  --area area              only this area of work; as often as needed
  --all                    also what was done in time, has ended, is not for this case or has not started
${SITUATION_HELP}
  --json                   everything, as JSON

A case file is JSON; - reads it from the standard input:
  { "case": "C-1", "authority": "wokingham", "facts": { "looked-after": true },
    "events": [{ "event": "strategy-discussion", "on": "2026-03-27" }] }

Examples
  in-timescale plan case.json --authority wokingham --as-of 2026-05-01
  in-timescale plan case.json --as-of 2026-05-01 --until 2026-12-31 --area child-protection
  cat case.json | in-timescale plan - --as-of "$(date +%F)" --json
`;

type PlanOption = 'authority' | 'as-of' | 'until' | 'rule' | 'area' | 'all' | 'closures' | 'series' | 'json';

export async function planCommand(args: readonly string[]): Promise<number> {
  const given = readArguments<PlanOption>(args, {
    command: 'plan',
    options: {
      authority: value('wokingham'),
      'as-of': value('2026-05-01'),
      until: value('2026-12-31'),
      rule: values('core-group'),
      area: values('child-protection'),
      all: flag,
      ...SITUATION_OPTIONS,
      json: flag,
    },
    positionals: [{ name: 'case file', like: 'case.json --authority wokingham --as-of 2026-05-01' }],
  });
  const path = given.positionals[0]!;
  const dates = readDates(given);
  const input = await readCaseFile(path);
  const table = tableFor(path, input, given.one('authority'));
  checkCase(path, input, table.names);
  const timescales = await bindTable(table, given);
  checkCovered(timescales, '--as-of', dates.asOf);
  checkCovered(timescales, '--until', dates.until);
  const rules = given.all('rule');
  for (const rule of rules) at('--rule', () => timescales.describe(rule));
  const areas = given.all('area').map((area) => readArea(area, table));
  const plan = timescales.plan(input, {
    ...dates,
    ...(rules.length > 0 ? { rules } : {}),
    ...(areas.length > 0 ? { areas } : {}),
  });
  if (given.has('json')) writeJson({ ...plan, summary: countsOf(plan) });
  else stdout.write(planText(plan, timescales, given.has('all')));
  return DONE;
}

function readDates(given: Arguments<PlanOption>): { asOf: string; until?: string } {
  const asOf = readAsOf(given);
  const until = readUntil(given, asOf);
  return until === undefined ? { asOf } : { asOf, until };
}

function tableFor(path: string, input: CaseInput, asked: string | undefined): RuleTable {
  if (asked !== undefined) return authorityTable(asked, '--authority');
  const own = isRecord(input) ? input.authority : undefined;
  if (own !== undefined) return authorityTable(own, `${fileName(path)}: authority`);
  throw new TimescaleError(
    'INVALID_OPTION',
    '--authority',
    null,
    `${fileName(path)} names no authority; say whose rules: --authority wokingham.`,
  );
}
