import type { Timescales } from '../../src/cases/timescales.js';
import type { Names, TableRule } from '../../src/rules/table.js';

/** What cases about some rules may hold. */
export interface RuleNames {
  readonly events: readonly string[];
  readonly facts: readonly string[];
  /** Those of the events that complete something. */
  readonly done: readonly string[];
  /** Every word of the rules: among them the values that their conditions ask for. */
  readonly words: ReadonlySet<string>;
}

/** Rules that a rule points to by these keys are read with it. */
const POINTERS = ['yields-to', 'due-date-of'];

/** Facts that a rule reads without their names. */
const IMPLIED: Readonly<Record<string, string>> = {
  age: 'date-of-birth',
  'since-age': 'date-of-birth',
  gestation: 'expected-delivery',
};

/** Every key and every text of some JSON, each with the key it stands under; an area may share its name with a fact. */
function* wordsOf(value: unknown, under = ''): Generator<readonly [under: string, word: string]> {
  if (under === 'area') return;
  if (typeof value === 'string') yield [under, value];
  else if (Array.isArray(value)) for (const one of value) yield* wordsOf(one, under);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield [under, key];
      yield* wordsOf(inner, key);
    }
  }
}

/** A rule's rows, and those of every rule that it points to, or that makes an event it names happen by itself. */
export function rowsOf(id: string, { bound }: Timescales): TableRule[] {
  const found = new Set<TableRule>();
  const follow = (rows: readonly TableRule[]): void => {
    for (const row of rows) {
      if (found.has(row)) continue;
      found.add(row);
      const words = [...wordsOf(row)];
      const others = words.flatMap(([under, word]) => (POINTERS.includes(under) ? [word] : []));
      follow(others.flatMap((other) => bound.versions(other).map((version) => version.row)));
      follow(bound.lapsing.filter((lapse) => words.some(([, word]) => word === lapse['lapses-into'])));
    }
  };
  follow(bound.versions(id).map((version) => version.row));
  return [...found];
}

function isNarrower(name: string, wide: ReadonlySet<string>, { events }: Names): boolean {
  for (let one: string | undefined = name; one !== undefined; one = events[one]?.isA)
    if (wide.has(one)) return true;
  return false;
}

/** Whatever events and facts of the vocabulary stand in some rows, with narrower events and the ends of spells. */
export function namesOfRows(rows: readonly TableRule[], { bound }: Timescales): RuleNames {
  const { names } = bound.table;
  const words = rows.flatMap((row) => [...wordsOf(row)].map(([, word]) => word));
  const facts = words.map((word) => IMPLIED[word] ?? word).filter((word) => Object.hasOwn(names.facts, word));
  const spells = words.flatMap((word) => (Object.hasOwn(names.spells, word) ? [names.spells[word]!] : []));
  const wide = new Set([...words, ...spells.flatMap(({ starts, ends }) => [starts, ends ?? starts])]);
  const withNarrower = (wider: ReadonlySet<string>) =>
    Object.keys(names.events).filter((name) => isNarrower(name, wider, names));
  return {
    events: withNarrower(wide),
    facts: [...new Set(facts)].sort(),
    done: withNarrower(new Set(rows.flatMap(({ done }) => done ?? []))),
    words: new Set(words),
  };
}
