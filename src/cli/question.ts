import type { CaseInput } from '../cases/case-input.js';
import type { AskOptions } from '../cases/due.js';
import type { Timescales } from '../cases/timescales.js';
import { TimescaleError } from '../failure.js';
import type { Names } from '../rules/table.js';
import { parseMoment } from '../time/moment.js';
import { authorityIds, authorityTable } from './authority-table.js';
import { readFactOption, readOn, withGiven } from './events-and-facts.js';
import { at } from './failures.js';
import { type Arguments, flag, readArguments, value, values } from './options.js';
import { bindTable, checkCovered, SITUATION_HELP, SITUATION_OPTIONS } from './situation.js';

const OPTIONS = {
  on: values('strategy-discussion=2026-03-27'),
  fact: values('looked-after=true'),
  case: value('case.json'),
  'as-of': value('2026-05-01'),
  ...SITUATION_OPTIONS,
  json: flag,
};

export const QUESTION_HELP = `  --on event=date          something that happened, with its date, or date and time
                           (2026-03-27T16:40); as often as needed
  --fact name=value        something about the child or the case: looked-after=true
  --case case.json         a case file to start from; - reads it from the standard input
  --as-of date             also say how it stands on that day
${SITUATION_HELP}
  --json                   the answer as JSON`;

/** One rule asked of one case: what `due` and `explain` start from. */
export interface Question {
  readonly timescales: Timescales;
  readonly ruleId: string;
  readonly input: CaseInput;
  readonly options: AskOptions;
  readonly asJson: boolean;
}

export async function readQuestion(args: readonly string[], command: string): Promise<Question> {
  const given = readArguments(args, {
    command,
    options: OPTIONS,
    positionals: [
      {
        name: 'rule',
        like: 'wokingham/initial-conference --on strategy-discussion=2026-03-27',
      },
    ],
  });
  const rule = given.positionals[0]!;
  const table = authorityTable(authorityIn(rule), 'rule');
  const asOf = given.one('as-of');
  if (asOf !== undefined) at('--as-of', () => parseMoment(asOf));
  const timescales = await bindTable(table, given);
  checkCovered(timescales, '--as-of', asOf);
  return {
    timescales,
    ruleId: rule,
    input: await readInput(given, table.names),
    options: asOf === undefined ? {} : { asOf },
    asJson: given.has('json'),
  };
}

function authorityIn(rule: string): string {
  const slash = rule.indexOf('/');
  if (slash > 0) return rule.slice(0, slash);
  const known = authorityIds();
  const example = `${known.at(-1) ?? 'authority'}/${rule.replaceAll('/', '') || 'initial-conference'}`;
  throw new TimescaleError(
    'INVALID_OPTION',
    'rule',
    rule,
    `${JSON.stringify(rule)} does not say whose rule it is; write the authority before it, such as ${example}. Built in: ${known.join(', ')}.`,
  );
}

/** The case of the command line: a case file, if one is named, with the events and facts that are given. */
export async function readInput(
  given: Pick<Arguments<'on' | 'fact' | 'case'>, 'all' | 'one'>,
  names: Names,
): Promise<CaseInput> {
  const events = given.all('on').map((text) => readOn(text, names));
  const facts = given.all('fact').map((text) => readFactOption(text, names));
  const path = given.one('case');
  if (path === undefined) return withGiven({ events: [] }, events, facts);
  const { checkCase, readCaseFile } = await import('./file-readers.js');
  const input = await readCaseFile(path);
  checkCase(path, input, names);
  return withGiven(input, events, facts);
}

/** Asks the question; what the case lacks is said in the words of the command line. */
export function answer<T>(question: Question, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof TimescaleError)) throw error;
    if (error.code !== 'MISSING_TRIGGER') {
      throw error.path === '' ? error.within(question.ruleId) : error;
    }
    const message = `${error.message} On the command line: --on event=date.`;
    throw new TimescaleError(error.code, '--on', error.value, message);
  }
}
