import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wokinghamTable } from './tables.js';

interface ListedClause {
  readonly id: string;
  readonly at: string;
  readonly class: string;
  readonly 'not-computed'?: string;
}

/** The list of every statement of the document that fixes a time, apart from the rules that carry them. */
const { clauses } = JSON.parse(readFileSync('rules/wokingham/clauses.json', 'utf8')) as {
  clauses: ListedClause[];
};
const table = wokinghamTable();

/** The rules, and the opening hours, that carry a clause: a leg of a series may carry one of its own. */
function carriers(): Map<string, string[]> {
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

describe("no clause of Wokingham's document is left out", () => {
  const carried = carriers();

  it('each is carried by a rule or by opening hours, or has the reason why not', () => {
    const left = clauses.filter(({ id, 'not-computed': reason }) => !carried.has(id) && reason === undefined);
    expect(left.map(({ id }) => id)).toEqual([]);
  });

  it('none is both', () => {
    const both = clauses.filter(({ id, 'not-computed': reason }) => carried.has(id) && reason !== undefined);
    expect(both.map(({ id }) => id)).toEqual([]);
  });

  it('exactly the vague ones have a reason, and it is a sentence', () => {
    for (const { id, class: kind, 'not-computed': reason } of clauses) {
      expect([id, reason !== undefined]).toEqual([id, kind === 'vague']);
      if (reason !== undefined) expect(reason).toMatch(/^[A-Z].{30,}\.$/s);
    }
  });

  it('no rule carries a clause that is not listed', () => {
    const listed = new Set(clauses.map(({ id }) => id));
    expect([...carried.keys()].filter((id) => !listed.has(id))).toEqual([]);
  });

  it('371 in all, as many of each class as the document was read to have', () => {
    const counts: Record<string, number> = {};
    for (const { class: kind } of clauses) counts[kind] = (counts[kind] ?? 0) + 1;
    expect(counts).toEqual({ timed: 279, 'at-once': 21, calendar: 6, gate: 48, vague: 17 });
    expect(clauses.length).toBe(371);
    expect(new Set(clauses.map(({ id }) => id)).size).toBe(371);
  });

  it('each says where it stands in the document', () => {
    expect(clauses.filter(({ at }) => at.trim() === '').map(({ id }) => id)).toEqual([]);
  });
});
