import type { Plan, SisterAnswer, StandingDeadline } from '../index.js';
import type { Names } from '../rules/table.js';
import { counted, peopleDate, withPeopleDates } from './dates.js';
import { stdout } from './output.js';
import { type Cell, textTable } from './text-table.js';

/** So many things that are missing are named; the rest is a number. */
const MOST_MISSING = 12;

/** What isn't known, by what would have to be: one fact often settles many deadlines. */
export function missingText(unknown: readonly StandingDeadline[], names: Names, all: boolean): string {
  if (unknown.length === 0) return '';
  const waiting = new Map<string, Set<string>>();
  for (const { rule, missing, lacking } of unknown) {
    for (const need of new Set([...missing, ...lacking])) {
      waiting.set(need, (waiting.get(need) ?? new Set()).add(rule));
    }
  }
  const sorted = [...waiting].sort(([a, left], [b, right]) => right.size - left.size || (a < b ? -1 : 1));
  const shown = all ? sorted : sorted.slice(0, MOST_MISSING);
  const more = sorted.length - shown.length;
  return (
    `${stdout.paint('bold', `Not known (${unknown.length}), waiting for`)}\n` +
    textTable(
      shown.map(([need, rules]): Cell[] => [need, counted(rules.size, 'rule'), meaningOf(need, names)]),
    ) +
    (more === 0 ? '' : `  and ${counted(more, 'more thing')}; --all names them\n`)
  );
}

/** A missing thing is named "fact team" or "event initial-conference (1)". */
function meaningOf(need: string, names: Names): string {
  const [kind, name = ''] = need.split(' ');
  if (kind === 'fact') {
    const fact = names.facts[name];
    return fact?.means ?? '';
  }
  if (kind === 'event') return names.events[name]?.means ?? '';
  if (kind === 'series') return names.series[name]?.means ?? '';
  return '';
}

/** Limits on days, counts and eligibilities, a line each. */
export function standingsText(standings: readonly SisterAnswer[]): string {
  if (standings.length === 0) return '';
  return (
    `${stdout.paint('bold', `Limits, counts and eligibilities (${standings.length})`)}\n` +
    textTable(standings.map((one) => [one.title, standingCell(one)]))
  );
}

function standingCell(one: SisterAnswer): Cell {
  switch (one.kind) {
    case 'limit': {
      const over = one.firstDayOver === null ? '' : `; first day over ${peopleDate(one.firstDayOver)}`;
      const text = `${one.daysUsed} of ${one.daysAllowed} days used, ${one.daysLeft} left${over}`;
      return one.exceeded ? { text: `over the limit: ${text}`, style: 'red' } : text;
    }
    case 'count': {
      if (one.met === false)
        return {
          text: `missed ${counted(one.missedOn.length, 'time')}: ${one.missedOn.map(peopleDate).join(', ')}`,
          style: 'red',
        };
      if (one.met === null)
        return one.counted === 0 && one.missing.length === 0
          ? 'nothing recorded yet'
          : needs('not known', one.missing);
      return `nothing missed, ${one.counted} counted`;
    }
    case 'qualification':
      return one.qualifies === 'unknown' ? needs('not known', one.missing) : one.qualifies;
  }
}

const needs = (says: string, missing: readonly string[]): string =>
  missing.length === 0 ? says : `${says}: needs ${missing.join(', ')}`;

/** What is odd about the record; a finding that several rules make is said once. */
export function findingsText({ findings, deadlines }: Plan): string {
  const all = new Set([
    ...findings,
    ...deadlines.filter(({ foreseen }) => !foreseen).flatMap((one) => one.findings),
  ]);
  if (all.size === 0) return '';
  return (
    `${stdout.paint('bold', `Odd in the record (${all.size})`)}\n` +
    textTable([...all].map((text) => [withPeopleDates(text)]))
  );
}
