import type { Expression, Leaves } from './expression.js';

/** The leaves of a timing's dates; of its window's opening where it has no date. */
export function leavesOf(dates: readonly Expression[]): Leaves {
  const flat = dates.flatMap(flatten);
  return {
    events: unlessSame(flat.filter((leaf) => leaf.kind === 'event')),
    nth: unlessSame(flat.filter((leaf) => leaf.kind === 'nth')),
    age: flat.find((leaf) => leaf.kind === 'age') ?? null,
  };
}

/** Tiers share their anchor: one leaf stands for all that say the same. */
function unlessSame<T extends Expression>(leaves: readonly T[]): T[] {
  const texts = new Set<string>();
  return leaves.filter((leaf) => {
    const text = JSON.stringify(leaf);
    return texts.has(text) ? false : texts.add(text);
  });
}

function flatten(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'pick':
      return expression.of.flatMap(flatten);
    case 'shift':
    case 'roll':
    case 'received':
    case 'next':
      return flatten(expression.of);
    default:
      return [expression];
  }
}
