import type { CaseInput } from '../../src/cases/case-input.js';
import { isFailure } from '../../src/cases/check.js';
import type { Timescales } from '../../src/cases/timescales.js';
import type { FailureCode } from '../../src/failure.js';
import type { Names } from '../../src/rules/table.js';
import { caseName, HOSTILE } from './case-names.js';
import type { CaseRows } from './case-rows.js';
import { rowsOfCase } from './case-rows.js';
import type { GeneratedCase } from './cases.js';
import { Random } from './random.js';

/** A case in which something is wrong, and the codes of all that is. */
export interface SpoiltCase extends CaseRows {
  readonly codes: readonly FailureCode[];
}

/** One row too many. `isGood` is a value that is wrong only beside another of the same fact. */
type Spoil =
  | { readonly event: string | null; readonly on: string | null }
  | { readonly fact: string | null; readonly value: string; readonly isGood: boolean };

type FactType = Names['facts'][string]['type'];

const NO_EVENTS = [null, '', 'strat', 'EVENT', 'Strategy-discussion', 'strategy-discussion ', ...HOSTILE];
const NO_FACTS = [null, '', 'thirst', 'Team', 'team ', ...HOSTILE];
const WRONG: Readonly<Record<FactType, readonly string[]>> = {
  boolean: ['', 'yes', 'TRUE', '1', ' true', 'true ', 'true\n', 't', ...HOSTILE],
  number: [
    '',
    'ten',
    '1,000',
    '1e3',
    '0x10',
    '.5',
    '5.',
    '+5',
    '-',
    '--5',
    ' 5',
    '5 ',
    '5\n',
    '٣',
    'NaN',
    'Infinity',
    '9'.repeat(399),
    ...HOSTILE,
  ],
  date: [
    '',
    '2019-02-29',
    '1900-02-29',
    '2019-13-01',
    '2019-00-10',
    '2019-04-31',
    '2019-04-00',
    '2019-2-3',
    '20190203',
    '03/02/2019',
    '0000-01-01',
    '10000-01-01',
    '-2019-02-03',
    ' 2019-02-03',
    '2019-02-03 ',
    '2019-02-03\n',
    '2019-02-03T10:00',
    '2019-02-03T10:00Z',
    '2019-02-03+01:00',
    '２０１９-02-03',
    ...HOSTILE,
  ],
  'one-of': ['', 'mauve', 'NONE', 'none ', 'none\n', ...HOSTILE],
};

const ofType = ({ facts }: Names, type: FactType): string[] =>
  Object.keys(facts).filter((name) => facts[name]!.type === type);

/** Another value of a fact that the case has already. */
function secondValue({ facts }: GeneratedCase, names: Names, random: Random): Spoil | null {
  const known = Object.keys(facts);
  if (known.length === 0) return null;
  const fact = random.one(known);
  const { type, values = [] } = names.facts[fact]!;
  const others: Readonly<Record<FactType, readonly string[]>> = {
    boolean: ['true', 'false'],
    number: ['3', '3.5', '-3'],
    date: ['2011-11-11', '2012-02-29'],
    'one-of': values,
  };
  const value = others[type].find((other) => other !== String(facts[fact]))!;
  return { fact, value, isGood: true };
}

function someSpoil(good: GeneratedCase, names: Names, random: Random): Spoil | null {
  const day = '2026-03-02';
  switch (random.below(5)) {
    case 0:
      return { event: random.one(NO_EVENTS), on: day };
    case 1:
      return { event: random.one(Object.keys(names.events)), on: null };
    case 2:
      return { fact: random.one(NO_FACTS), value: random.one(['true', '', '2026-03-02']), isGood: false };
    case 3:
      return secondValue(good, names, random);
    default: {
      const type = random.one(Object.keys(WRONG) as FactType[]);
      return { fact: random.one(ofType(names, type)), value: random.one(WRONG[type]), isGood: false };
    }
  }
}

/** Whether some fact has two values. A case file can't hold that; the core refuses it where it reads a CSV of rows. */
function hasTwoValues(rows: CaseRows['facts'], { facts }: Names): boolean {
  const first = new Map<string, string | number>();
  return rows.some(([fact, text]) => {
    if (fact === null || text === null || !Object.hasOwn(facts, fact)) return false;
    const isNumber = facts[fact]!.type === 'number';
    if (isNumber && !/^-?\d{1,300}(\.\d+)?$/.test(text)) return false;
    const value = isNumber ? Number(text) : text;
    const before = first.get(fact) ?? value;
    first.set(fact, before);
    return before !== value;
  });
}

/** What the core says of a case in which only this is wrong. */
function codeOf(input: unknown, checker: ReturnType<Timescales['checker']>): FailureCode {
  const [result] = checker.check(input as CaseInput);
  if (result && isFailure(result) && result.rule === null) return result.error.code;
  throw new Error(`The core finds nothing wrong with ${JSON.stringify(input)}`);
}

/** Text is taken as what the fact is, as the core's own reader of tables does; everything here is wrong as either. */
function inputWith(good: GeneratedCase, spoil: Spoil): unknown {
  if ('event' in spoil) return { ...good, events: [...good.events, spoil] };
  return { ...good, facts: { ...good.facts, [spoil.fact ?? '']: spoil.value } };
}

/**
 * Good cases with one to three wrong rows each, and some without a name. Everything that is wrong is put to the core by
 * itself, since the core stops at the first.
 */
export function spoiltCases(
  goods: readonly GeneratedCase[],
  authority: Timescales,
  { count, seed, asOf }: { count: number; seed: number; asOf: string },
): SpoiltCase[] {
  const random = new Random(seed);
  const { names } = authority.bound.table;
  const checker = authority.checker({ asOf, rules: [] });
  return Array.from({ length: count }, (_, at): SpoiltCase => {
    const good = random.one(goods);
    const rows = rowsOfCase(good, random);
    if (random.happens(0.02))
      return { ...rows, case: null, codes: [codeOf({ ...good, case: null }, checker)] };
    const spoils = Array.from({ length: 1 + random.below(3) }, () => someSpoil(good, names, random));
    const some = spoils.filter((spoil) => spoil !== null);
    const all: Spoil[] = some.length > 0 ? some : [{ event: 'strat', on: '2026-03-02' }];
    const events = all.flatMap((spoil) => ('event' in spoil ? [[spoil.event, spoil.on] as const] : []));
    const added = all.flatMap((spoil) => ('fact' in spoil ? [[spoil.fact, spoil.value] as const] : []));
    const facts = [...rows.facts, ...added];
    const codes = all.flatMap((spoil) =>
      'fact' in spoil && spoil.isGood ? [] : [codeOf(inputWith(good, spoil), checker)],
    );
    return {
      case: caseName('S', at, random),
      events: [...events, ...rows.events],
      facts,
      codes: hasTwoValues(facts, names) ? [...codes, 'INVALID_FACT'] : codes,
    };
  });
}
