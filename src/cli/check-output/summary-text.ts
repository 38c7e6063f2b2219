import type { OutcomeName } from '../../deadlines/outcome.js';
import { peopleDate } from '../dates.js';
import { stdout } from '../output.js';
import { type Cell, textTable } from '../text-table.js';
import type { RuleShare, Summary } from './check-output.js';
import { OUTCOMES } from './outcomes.js';

export const grouped = (count: number): string => count.toLocaleString('en-GB');

const countOf = (count: number, noun: string): string => `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;

/** What was read and what came of it, in numbers that add up. */
export function summaryText({ asOf, input, cases, rows, outcomes, failed, shares }: Summary): string {
  const head = stdout.paint('bold', `As of ${peopleDate(asOf)}: ${countOf(cases, 'case')} checked`);
  const read = `${countOf(input.rows, 'row')} read, ${grouped(input.good)} good and ${grouped(input.bad)} bad`;
  const unworkable = failed - input.bad;
  const counts = OUTCOMES.flatMap((outcome): Cell[][] =>
    outcomes[outcome] ? [[grouped(outcomes[outcome]), named(outcome)]] : [],
  );
  const errors: Cell[][] =
    unworkable === 0
      ? []
      : [[grouped(unworkable), { text: 'not worked out, for an error', style: 'red' as const }]];
  return [
    `${head}; ${read}.\n`,
    `${countOf(rows, 'deadline')}:\n`,
    textTable([...counts, ...errors], { right: [0] }),
    shares.length === 0
      ? ''
      : `In time, of what was done or is overdue:\n${textTable(shares.map(shareRow), { right: [0] })}`,
  ].join('');
}

const named = (outcome: OutcomeName): Cell =>
  outcome === 'overdue' ? { text: outcome, style: 'red' } : outcome;

function shareRow({ rule, inTime, late, overdue, share }: RuleShare): Cell[] {
  const all = inTime + late + overdue;
  const percent = share === null ? 'none' : `${(share * 100).toFixed(1)}%`;
  return [
    percent,
    rule,
    `${grouped(inTime)} of ${grouped(all)}; ${grouped(late)} late, ${grouped(overdue)} overdue`,
  ];
}
