import type { CaseRows } from './case-rows.js';
import { isProblem, writtenCase } from './result-lines.js';

const MOST_SHOWN = 10;
const LONGEST = 1500;

/** The first difference of each rule, and of each code of a problem, with the case that shows it; and their numbers. */
export function shownDifferences(
  onlyOurs: readonly string[],
  onlyTheirs: readonly string[],
  rows: readonly CaseRows[],
): string[] {
  const byCase = new Map(rows.map((one) => [one.case === null ? null : writtenCase(one.case), one]));
  const counts = new Map<string, number>();
  const shown: string[] = [];
  for (const line of [...onlyOurs, ...onlyTheirs]) {
    const [rule = '', name = '', ...rest] = line.split(',');
    const kind = isProblem(line) ? `${rule} ${rest.join('')}` : rule;
    const before = counts.get(kind) ?? 0;
    counts.set(kind, before + 1);
    if (before > 0 || counts.size > MOST_SHOWN) continue;
    const isOfBoth = (other: string) => other.startsWith(`${rule},${name},`);
    shown.push(
      `${kind}: ${JSON.stringify(byCase.get(name) ?? null).slice(0, LONGEST)}`,
      ...onlyOurs.filter(isOfBoth).map((own) => `  core   ${own}`),
      ...onlyTheirs.filter(isOfBoth).map((other) => `  engine ${other}`),
    );
  }
  return [...shown, ...[...counts].map(([kind, count]) => `${kind}: ${count} rows`)];
}
