import { words } from '../deadlines/describe/nouns.js';
import type { ExplainedDay, ExplainedDeadline, Explanation, Step } from '../index.js';
import type { Names } from '../rules/table.js';
import { columnDate, peopleDate, withPeopleDates } from './dates.js';
import { basisRows, dueLine } from './deadline-text.js';
import { DONE } from './failures.js';
import { stdout, writeJson } from './output.js';
import { answer, QUESTION_HELP, readQuestion } from './question.js';
import { PROSE_WIDTH, textTable, wrapped } from './text-table.js';

export const explainHelp = `Why is it due then? The rule as a sentence, each step, each day counted or skipped and why.

  in-timescale explain authority/rule --on event=date [options]

${QUESTION_HELP}

Examples
  in-timescale explain wokingham/initial-conference --on strategy-discussion=2026-03-27
  in-timescale explain wokingham/core-group --case case.json --as-of 2026-05-01
`;

export async function explain(args: readonly string[]): Promise<number> {
  const question = await readQuestion(args, 'explain');
  const { timescales, ruleId, input, options, asJson } = question;
  const explained = answer(question, () => timescales.explain(ruleId, input, options));
  if (asJson) writeJson(explained);
  else stdout.write(explainedText(explained, timescales.table.names));
  return DONE;
}

function explainedText({ deadline, says, explanations }: ExplainedDeadline, names: Names): string {
  return [
    `${wrapped(says, PROSE_WIDTH).join('\n')}\n`,
    ...explanations.map(explanationText),
    `${stdout.paint('bold', dueLine(deadline))}\n${textTable(basisRows(deadline, names), { width: PROSE_WIDTH })}`,
  ].join('\n');
}

function explanationText({ tier, steps }: Explanation): string {
  const head = tier === null ? '' : `${stdout.paint('bold', `${capital(words(tier))}:`)}\n`;
  return head + steps.map((step, index) => stepText(step, index + 1)).join('');
}

function stepText({ says, gives, days }: Step, number: number): string {
  const step = textTable([[`${number}.`, withPeopleDates(says)]], { indent: 0, width: PROSE_WIDTH });
  const result = gives === null ? '' : `    → ${stdout.paint('bold', peopleDate(gives))}\n`;
  return step + textTable(days.map(dayRow), { indent: 5, right: [1] }) + result;
}

function dayRow({ date, weekday, counted, reason }: ExplainedDay) {
  const day = columnDate(date);
  if (counted !== null) return [day, String(counted)];
  const why = reason === weekday ? 'weekend' : (reason ?? '');
  return [
    { text: day, style: 'dim' as const },
    { text: '–', style: 'dim' as const },
    { text: why, style: 'dim' as const },
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
