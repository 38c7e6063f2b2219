import { deadlineText } from './deadline-text.js';
import { DONE } from './failures.js';
import { stdout, writeJson } from './output.js';
import { answer, QUESTION_HELP, readQuestion } from './question.js';

export const dueHelp = `When is it due? The date that one rule fixes, and the date that is safe however the clause is read.

  in-timescale due authority/rule --on event=date [options]

${QUESTION_HELP}

Examples
  in-timescale due wokingham/initial-conference --on strategy-discussion=2026-03-27
  in-timescale due wokingham/initial-conference --on strategy-discussion=2026-03-27 --as-of 2026-04-15
  in-timescale due wokingham/review-conference --case case.json --json
`;

export async function due(args: readonly string[]): Promise<number> {
  const question = await readQuestion(args, 'due');
  const { timescales, ruleId, input, options, asJson } = question;
  const deadline = answer(question, () => timescales.due(ruleId, input, options));
  if (asJson) writeJson(deadline);
  else stdout.write(deadlineText(deadline, timescales));
  return DONE;
}
