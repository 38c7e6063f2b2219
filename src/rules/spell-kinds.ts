import type { Names } from './table.js';

/** Spells that end alike: what ends them, and whatever starts one. */
export interface SpellKind {
  readonly ends: string;
  readonly starts: readonly string[];
}

/** The kinds of spells of a vocabulary; those that nothing ends are none. */
export function spellKinds({ spells }: Names): SpellKind[] {
  const all = Object.values(spells);
  return [...new Set(all.flatMap(({ ends }) => ends ?? []))].map((ends) => ({
    ends,
    starts: all.flatMap((spell) => (spell.ends === ends ? [spell.starts] : [])),
  }));
}
