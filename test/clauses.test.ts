import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RuleTable } from '../src/rules/table.js';
import { builtInTable } from './tables.js';

interface ListedClause {
  readonly id: string;
  readonly at: string;
  readonly class: string;
  readonly 'not-computed'?: string;
}

/** How many statements of each class every document was read to have, and which of no vague class can't be computed. */
const DOCUMENTS = [
  {
    authority: 'wokingham',
    counts: { timed: 279, 'at-once': 21, calendar: 6, gate: 48, vague: 17 },
    other: [],
  },
  {
    authority: 'somerset',
    counts: { timed: 73, 'at-once': 15, calendar: 13, gate: 55, vague: 4 },
    other: ['SOM-OTH-01'],
  },
  {
    authority: 'bracknell-forest',
    counts: { timed: 53, 'at-once': 11, calendar: 15, gate: 64, vague: 7 },
    // A list of what a contact can be, examples of occasions for a transfer, and times without a length.
    other: ['BRA-FD-01', 'BRA-CT-12', 'BRA-OTH-09'],
  },
  {
    authority: 'peterborough',
    counts: { timed: 35, 'at-once': 15, calendar: 5, gate: 36, vague: 2 },
    other: [],
  },
  { authority: 'shropshire', counts: { timed: 21, 'at-once': 4, calendar: 1, gate: 31 }, other: [] },
  {
    authority: 'england',
    counts: { timed: 187, 'at-once': 4, calendar: 31, gate: 8, vague: 5 },
    // Inspections, retention and the like, outside the work that the authorities' documents regulate.
    other: [
      'ENG-ASM-03',
      'ENG-OTH-09',
      'ENG-OTH-10',
      'ENG-LEG-03',
      'ENG-LEG-10',
      'ENG-LAC-20',
      'ENG-ADO-29',
      'ENG-ADO-30',
      'ENG-FOS-06',
      'ENG-FOS-07',
      'ENG-DIS-18',
      'ENG-DIS-19',
      'ENG-LEG-16',
    ],
  },
  {
    authority: 'dfe-returns',
    counts: { timed: 24, calendar: 17, gate: 1 },
    // Rules of family-court software, which no return is checked by, and checks that read codes and no dates.
    other: [
      'ENG-LEG-25',
      'ENG-LEG-26',
      'ENG-LEG-27',
      'ENG-LEG-28',
      'ENG-LEG-29',
      'ENG-LEG-30',
      'ENG-LEG-31',
      'ENG-LEG-32',
      'ENG-CP-10',
      'ENG-LAC-65',
      'ENG-LAC-66',
    ],
  },
] as const;

/** The rules, and the opening hours, that carry a clause: a leg of a series may carry one of its own. */
function carriers(table: RuleTable): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (clause: string, by: string) => found.set(clause, [...(found.get(clause) ?? []), by]);
  for (const rule of table.rules) {
    for (const clause of rule.clauses) add(clause, rule.id);
    const legs = rule.due && 'every' in rule.due ? [rule.due.first ?? []].flat() : [];
    for (const leg of legs) for (const clause of leg.clauses ?? []) add(clause, leg.id ?? rule.id);
  }
  for (const [name, hours] of Object.entries(table.authority.hours ?? {}))
    for (const clause of hours.clauses ?? []) add(clause, `hours ${name}`);
  return found;
}

describe.each(DOCUMENTS)('no clause of $authority is left out', ({ authority, counts: read, other }) => {
  const { clauses } = JSON.parse(readFileSync(`rules/${authority}/clauses.json`, 'utf8')) as {
    clauses: ListedClause[];
  };
  const carried = carriers(builtInTable(authority));

  it('each is carried by a rule or by opening hours, or has the reason why not', () => {
    const left = clauses.filter(({ id, 'not-computed': reason }) => !carried.has(id) && reason === undefined);
    expect(left.map(({ id }) => id)).toEqual([]);
  });

  it('none is both', () => {
    const both = clauses.filter(({ id, 'not-computed': reason }) => carried.has(id) && reason !== undefined);
    expect(both.map(({ id }) => id)).toEqual([]);
  });

  it('the vague ones and those named here have a reason, and it is a sentence', () => {
    for (const { id, class: kind, 'not-computed': reason } of clauses) {
      expect([id, reason !== undefined]).toEqual([
        id,
        kind === 'vague' || (other as readonly string[]).includes(id),
      ]);
      if (reason !== undefined) expect(reason).toMatch(/^[A-Z].{30,}\.$/s);
    }
  });

  it('no rule carries a clause that is not listed', () => {
    const listed = new Set(clauses.map(({ id }) => id));
    expect([...carried.keys()].filter((id) => !listed.has(id))).toEqual([]);
  });

  it('as many of each class as the document was read to have, each once', () => {
    const counts: Record<string, number> = {};
    for (const { class: kind } of clauses) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual(read);
    expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
  });

  it('each says where it stands in the document', () => {
    expect(clauses.filter(({ at }) => at.trim() === '').map(({ id }) => id)).toEqual([]);
  });
});
