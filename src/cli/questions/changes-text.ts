import type { Cause } from '../../questions/changes/causes.js';
import type { Change } from '../../questions/changes/changes.js';
import { columnDate, counted, peopleDate } from '../dates.js';
import { stdout } from '../output.js';
import { PROSE_WIDTH, textTable } from '../text-table.js';
import type { ChangesAnswer } from './changes-desk.js';
import { apartText, clauseIds } from './figures.js';

/** What moves, a row a deadline, then why, then what could not be worked out. */
export function changesText({ changes, failures, summary }: ChangesAnswer): string {
  const { cases, deadlines } = summary;
  const head = `${changes.length} of ${counted(deadlines, 'deadline')} in ${counted(cases, 'case')} ${changes.length === 1 ? 'changes' : 'change'}\n`;
  const rows = changes.map((change) => [
    change.case,
    { text: change.rule, style: 'cyan' as const },
    change.trigger === null ? '' : `from ${columnDate(change.trigger)}`,
    sideText(change, 'before'),
    '→',
    sideText(change, 'after'),
    movedText(change),
    change.because.map(shortCause).join(', '),
  ]);
  const reasons = [...new Set(changes.flatMap(({ because }) => because.flatMap(longCause)))];
  const bad = failures.map(({ case: name, rule, line, error }) => [
    `line ${line}`,
    name,
    rule ?? '',
    { text: error.code, style: 'red' as const },
    `${error.path === '' ? '' : `${error.path}: `}${error.message}`,
  ]);
  return [
    stdout.paint('bold', head),
    rows.length === 0 ? '' : `\n${textTable(rows)}`,
    reasons.length === 0
      ? ''
      : `\nWhat the rules said and say\n${textTable(
          reasons.map((reason) => [reason]),
          { width: PROSE_WIDTH },
        )}`,
    bad.length === 0 ? '' : `\nNot worked out: ${bad.length}\n${textTable(bad)}`,
  ].join('');
}

function sideText(change: Change, side: 'before' | 'after'): string {
  const there = change[side];
  if (there === null) return 'not there';
  return there.due === null ? 'no date' : columnDate(there.due);
}

function movedText({ days, before, after }: Change): string {
  if (days === null) return '';
  if (days !== 0) return apartText(days);
  return before!.safe === after!.safe || after!.safe === null ? '' : `safe date ${peopleDate(after!.safe)}`;
}

function shortCause(cause: Cause): string {
  switch (cause.kind) {
    case 'holiday':
      return `${cause.name}${cause.change === 'added' ? '' : ' no longer'} on ${peopleDate(cause.date)}`;
    case 'clause':
      return `clause ${clauseIds(cause.clauses)}`;
    case 'other':
      return 'what it hangs on has moved';
  }
}

const longCause = (cause: Cause): string[] =>
  cause.kind === 'clause'
    ? [`${clauseIds(cause.clauses)}: ${cause.before ?? 'no such rule'} → ${cause.after ?? 'no such rule'}`]
    : [];
