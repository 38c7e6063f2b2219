import { describe, expect, it } from 'vitest';
import { authorities } from '../src/build/parts.js';
import { idsOf } from '../src/rules/references.js';
import { builtInTable } from './tables.js';

const LOCAL = authorities().filter((id) => builtInTable(id).authority.kind === 'authority');
const nationalIds = new Set(builtInTable('england').rules.flatMap(idsOf));

describe.each(LOCAL)('the rules of %s that localise a national one', (authority) => {
  const { rules } = builtInTable(authority);
  const local = rules.filter((rule) => rule.localises !== undefined);

  it('are there', () => {
    expect(local.length).toBeGreaterThan(3);
  });

  it('name one that there is', () => {
    const names = local.map((rule) => [rule.id, rule.localises!] as const);
    expect(
      names.filter(
        ([, name]) => !name.startsWith('england/') || !nationalIds.has(name.slice('england/'.length)),
      ),
    ).toEqual([]);
  });

  it('of an action that the two tables call by one name, name that one', () => {
    const others = local
      .filter((rule) => nationalIds.has(rule.id) && rule.localises !== `england/${rule.id}`)
      .map((rule) => [rule.id, rule.localises]);
    expect(others).toEqual([]);
  });
});

describe('a contradiction', () => {
  it.each(authorities())('is linked from both sides in %s', (authority) => {
    const { rules } = builtInTable(authority);
    // A named leg stands in the row of its series, which has one list for all its legs.
    const rowOf = new Map(rules.flatMap((rule) => idsOf(rule).map((id) => [id, rule.id])));
    const linked = new Set(
      rules.flatMap((rule) => (rule.contradicts ?? []).map((id) => `${rule.id} ${rowOf.get(id)}`)),
    );
    const onOneSide = [...linked].filter((pair) => !linked.has(pair.split(' ').reverse().join(' ')));
    expect(onOneSide).toEqual([]);
  });
});
