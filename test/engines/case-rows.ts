import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedCase } from './cases.js';
import type { CaseFiles } from './engine.js';
import type { Random } from './random.js';

/** The rows of one case as tables hold them, in which anything may be missing. */
export interface CaseRows {
  readonly case: string | null;
  readonly events: readonly (readonly [event: string | null, on: string | null])[];
  readonly facts: readonly (readonly [fact: string | null, value: string | null])[];
}

/** Some rows again, which says nothing new. */
const withRepeats = <T>(rows: readonly T[], random: Random): T[] =>
  rows.flatMap((row) => (random.happens(0.03) ? [row, row] : [row]));

/** A case as rows: some of them twice, some numbers also in another writing, and some facts without a value. */
export function rowsOfCase({ case: name, events, facts }: GeneratedCase, random: Random): CaseRows {
  const values = Object.entries(facts).flatMap(([fact, value]) => {
    const rows: (readonly [string, string | null])[] = [[fact, String(value)]];
    if (typeof value === 'number' && random.happens(0.1)) rows.push([fact, value.toFixed(3)]);
    if (random.happens(0.03)) rows.push([fact, null]);
    return rows;
  });
  return {
    case: name,
    events: withRepeats(
      events.map(({ event, on }) => [event, on] as const),
      random,
    ),
    facts: withRepeats(values, random),
  };
}

/** Only what is missing stands without quotes. */
const cell = (text: string | null): string => (text === null ? '\\N' : `"${text.replaceAll('"', '""')}"`);

/** Writes rows of cases as the two files that engines load. */
export function writeRows(folder: string, rows: readonly CaseRows[]): CaseFiles {
  const write = (name: string, head: string, lines: readonly (readonly (string | null)[])[]) => {
    const path = join(folder, name);
    writeFileSync(path, `${[head, ...lines.map((line) => line.map(cell).join(','))].join('\n')}\n`);
    return path;
  };
  return {
    folder,
    events: write(
      'events.csv',
      'case,event,on',
      rows.flatMap((one) => one.events.map((row) => [one.case, ...row])),
    ),
    facts: write(
      'facts.csv',
      'case,fact,value',
      rows.flatMap((one) => one.facts.map((row) => [one.case, ...row])),
    ),
  };
}
