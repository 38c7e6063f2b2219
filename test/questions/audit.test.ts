import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Timescales, timescales } from '../../src/cases/timescales.js';
import { type Audit, audit } from '../../src/questions/audit/audit.js';
import type { WorkedExample } from '../../src/questions/audit/audited.js';
import type { RuleTable } from '../../src/rules/table.js';
import { rightBankHolidays } from '../calendar/official.js';
import { add, dayNumber } from '../calendar/reference.js';
import { type Row, smallTable } from '../engine/small-table.js';
import { builtInTable } from '../tables.js';

const AUTHORITIES = ['wokingham', 'somerset', 'bracknell-forest', 'peterborough', 'shropshire'];
const national = timescales(builtInTable('england'));

const audits = new Map<string, Audit>();
beforeAll(() => {
  for (const id of [...AUTHORITIES, 'dfe-returns', 'england'])
    audits.set(id, audit(timescales(builtInTable(id)), { national }));
}, 60_000);

/** Every worked example of an audit that is small enough to be put to `due`. */
function examples(found: Audit): WorkedExample[] {
  return [...found.contradictions, ...found.localForms].flatMap(({ example }) => example ?? []);
}

const tableOf = (rule: string): string => rule.slice(0, rule.indexOf('/'));

describe.each(AUTHORITIES)('what the audit of %s shows', (id) => {
  const bound: Record<string, Timescales> = { [id]: timescales(builtInTable(id)), england: national };

  it('is what `due` says of its worked examples', () => {
    const wrong: unknown[] = [];
    let tried = 0;
    for (const { start, dates } of examples(audits.get(id)!)) {
      for (const { rule, due, case: input } of dates) {
        if (!input) continue;
        tried += 1;
        let said: unknown;
        try {
          said = bound[tableOf(rule)]!.due(rule, input).due;
        } catch (error) {
          said = String(error);
        }
        if (said !== due) wrong.push({ rule, start, due, said, input: JSON.stringify(input) });
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(0);
  });

  it('adds up', () => {
    const found = audits.get(id)!;
    for (const { extent, example, apart } of [...found.contradictions, ...found.localForms]) {
      if (!extent) continue;
      expect(extent.share).toBe(extent.on / extent.starts);
      expect(extent.on <= extent.starts).toBe(true);
      if (extent.on > 0) expect(example).not.toBeNull();
      expect(apart!.least <= apart!.median && apart!.median <= apart!.greatest).toBe(true);
    }
    for (const { verdict, why, extent } of found.contradictions) {
      expect(verdict === 'undecided').toBe(extent === null);
      if (verdict === 'undecided') expect(why).toMatch(/^[A-Za-z].{20,}\.$/);
    }
  });
});

/** Rules that carry a clause, legs of series among them. */
function carriers(table: RuleTable, clause: string): Set<string> {
  const found = new Set<string>();
  for (const rule of table.rules) {
    if (rule.clauses.includes(clause)) found.add(`${table.authority.id}/${rule.id}`);
    const legs = rule.due && 'every' in rule.due ? [rule.due.first ?? []].flat() : [];
    for (const leg of legs)
      if (leg.clauses?.includes(clause)) {
        found.add(`${table.authority.id}/${leg.id ?? rule.id}`);
        found.add(`${table.authority.id}/${rule.id}`);
      }
  }
  return found;
}

const pairs = JSON.parse(
  readFileSync(new URL('../fixtures/contradicting-clauses.json', import.meta.url), 'utf8'),
) as Record<string, [string, string][]>;

/** Clauses whose contradiction is read in the documents, and where the audit shows it. */
describe.each(AUTHORITIES)('the clauses of %s that were read to contradict each other', (id) => {
  const table = builtInTable(id);

  it.each(pairs[id]!)('%s and %s are found, or can not be told from dates', (one, other) => {
    const found = audits.get(id)!;
    const [left, right] = [carriers(table, one), carriers(table, other)];
    const listed = [one, other].some((clause) => table.clauses[clause]?.notComputed !== undefined);
    const shared = [...left].some((rule) => right.has(rule));
    const pair = found.contradictions.find(
      ({ rules: [first, second] }) =>
        (left.has(first.rule) && right.has(second.rule)) || (right.has(first.rule) && left.has(second.rule)),
    );
    const inHours = [left, right].some((rules) => rules.size === 0);
    // One rule that carries both clauses says what else they can mean as a reading or a tier.
    expect({ listed, shared, inHours, pair: pair !== undefined }).toSatisfy((is: Record<string, boolean>) =>
      Object.values(is).some(Boolean),
    );
    if (pair?.verdict === 'undecided') expect(pair.why).not.toBeNull();
  });
});

describe('how the returns count', () => {
  const tables = [builtInTable('england'), builtInTable('dfe-returns')];
  const carriersOf = (clause: string) => new Set(tables.flatMap((table) => [...carriers(table, clause)]));

  it.each(pairs.england!)('%s and %s are held against each other, or can not be', (one, other) => {
    const [left, right] = [carriersOf(one), carriersOf(other)];
    const isPair = (first: string, second: string) =>
      (left.has(first) && right.has(second)) || (right.has(first) && left.has(second));
    const held = audits
      .get('dfe-returns')!
      .localForms.some((form) => isPair(form.local.rule, form.national.rule));
    const found = audits
      .get('england')!
      .contradictions.some(({ rules: [first, second] }) => isPair(first.rule, second.rule));
    const listed = tables.some((table) =>
      [one, other].some((clause) => table.clauses[clause]?.notComputed !== undefined),
    );
    expect({ held, found, listed }).toSatisfy((is: Record<string, boolean>) =>
      Object.values(is).some(Boolean),
    );
  });

  it('queries a conference that the guidance has in time', () => {
    const form = audits
      .get('dfe-returns')!
      .localForms.find(
        ({ local, national: parent }) =>
          local.rule === 'dfe-returns/initial-conference' && parent.rule === 'england/initial-conference',
      );
    expect(form).toMatchObject({ stance: 'tighter', apart: { least: -5, greatest: -1 } });
  });
});

const row = (id: string, within: string, more: object = {}): Row => ({
  id,
  due: { within, of: 'start' },
  ...more,
});
const auditOf = (rows: Row[], options: object = {}, authority: object = {}) =>
  audit(timescales(smallTable(rows, authority, { events: EVENTS })), options);
const EVENTS = ['start', 'meeting', 'done', 'end', 'report', 'middle'].map((id) => ({
  id,
  means: `the ${id}`,
}));

describe('a contradiction', () => {
  const from = '2012-01-01';
  const until = '2028-12-31';
  const slow = { off: rightBankHolidays('GB-ENG') };

  it('is decided over every start day, counted one by one', () => {
    const { contradictions } = auditOf([row('a', '20 working days'), row('b', '28 calendar days')], {
      from,
      until,
    });
    let parted = 0;
    let starts = 0;
    let least = 0;
    for (let day = dayNumber(from); day <= dayNumber(until); day++) {
      const apart = day + 28 - add(slow, day, 20);
      starts += 1;
      if (apart !== 0) parted += 1;
      least = Math.min(least, apart);
    }
    expect(contradictions).toHaveLength(1);
    expect(contradictions[0]).toMatchObject({
      declared: false,
      verdict: 'dates-part',
      why: null,
      extent: { starts, on: parted, share: parted / starts, from, until },
      apart: { least },
    });
  });

  it('that the table declares is told even where the dates agree', () => {
    const { contradictions } = auditOf([
      row('a', '2 weeks', { contradicts: ['b'] }),
      row('b', '14 calendar days', { contradicts: ['a'] }),
    ]);
    expect(contradictions).toMatchObject([{ declared: true, verdict: 'agree', extent: { on: 0, share: 0 } }]);
  });

  it('of starts is told from one of dates', () => {
    const other: Row = { id: 'b', due: { within: '1 week', of: 'meeting' } };
    const { contradictions } = auditOf([row('a', '1 week', { contradicts: ['b'] }), other]);
    expect(contradictions).toMatchObject([{ verdict: 'starts-part', extent: { on: 0 } }]);
    expect(contradictions[0]!.why).toContain('counted from start, the second from meeting');
  });

  it.each([
    [
      'a cap on days',
      { id: 'b', limit: { 'at-most': '17 calendar days', 'in-each': 'stay' } },
      'caps the days',
    ],
    ['an eligibility', { id: 'b', qualifies: { first: true } }, 'is an eligibility'],
    [
      'what leads up to another event',
      { id: 'b', due: { by: '1 week', before: 'meeting' } },
      'the other back from',
    ],
    [
      'a meeting whose dates are not given',
      { id: 'b', due: { at: { next: 'meetings', after: 'start' } } },
      'dates of meetings',
    ],
  ])('with %s is left undecided, with the reason', (_, other, why) => {
    const { contradictions } = auditOf([row('a', '1 week', { contradicts: ['b'] }), other as Row]);
    expect(contradictions).toMatchObject([{ verdict: 'undecided', extent: null, example: null }]);
    expect(contradictions[0]!.why).toContain(why);
  });

  it.each([
    ['one gives way to the other', row('a', '1 week', { 'yields-to': ['b'] })],
    ['they are for different cases', row('a', '1 week', { when: { first: true } })],
    ['they are aims for shares of the cases', row('a', '1 week', { share: '80%' })],
    ['the same date comes of both', row('a', '14 calendar days')],
  ])('is none where %s', (_, a) => {
    const when = { first: false };
    expect(auditOf([a, row('b', '2 weeks', 'when' in a ? { when } : {})]).contradictions).toEqual([]);
  });

  it('is none between versions, of which one follows the other', () => {
    const { contradictions } = auditOf([
      row('a', '1 week', { until: '2024-01-01' }),
      row('a', '2 weeks', { from: '2024-01-01' }),
      row('b', '1 week', { until: '2024-01-01' }),
      row('b', '2 weeks', { from: '2024-01-01' }),
    ]);
    expect(contradictions).toEqual([]);
  });
});

describe('a local form', () => {
  const parent = (rows: Row[]) =>
    timescales(smallTable(rows, { id: 'nation', kind: 'national' }, { events: EVENTS }));
  const formsOf = (within: string, more: object = {}, rows: Row[] = [row('rule', '20 working days')]) =>
    auditOf([row('rule', within, { localises: 'nation/rule', ...more })], { national: parent(rows) })
      .localForms;

  it.each([
    ['21 working days', 'looser'],
    // From a Saturday twenty working days end on a Friday, a day before the four weeks do.
    ['28 calendar days', 'looser'],
    ['20 working days', 'equal'],
    ['26 calendar days', 'tighter'],
  ])('of %s to 20 working days is %s', (within, stance) => {
    expect(formsOf(within)).toMatchObject([{ stance, national: { rule: 'nation/rule' } }]);
  });

  it.each([
    ['17 calendar days', 'equal'],
    ['3 weeks', 'looser'],
    ['2 weeks', 'tighter'],
  ])('of a cap on days, %s against 17 days, is %s', (most, stance) => {
    const cap = (days: string): Row => ({ id: 'rule', limit: { 'at-most': days, 'in-each': 'stay' } });
    const found = auditOf([{ ...cap(most), localises: 'nation/rule' }], {
      national: parent([cap('17 calendar days')]),
    });
    expect(found.localForms).toMatchObject([{ stance }]);
  });

  it('that is looser shows the start on which it is most so', () => {
    const [form] = formsOf('1 month');
    expect(form).toMatchObject({ stance: 'looser', keptUnderAnotherReading: false });
    const [nation, local] = form!.example!.dates;
    expect(dayNumber(local!.due) - dayNumber(nation!.due)).toBe(form!.apart!.greatest);
  });

  it('that is looser only as it is read first says so', () => {
    const readings = [{ due: { within: '2 weeks', of: 'start' }, because: 'it can be read so' }];
    expect(formsOf('2 months', { readings })).toMatchObject([
      { stance: 'looser', keptUnderAnotherReading: true },
    ]);
  });

  it('is held against each version of the national rule while both are in force', () => {
    const versions = [
      row('rule', '10 working days', { until: '2024-01-01' }),
      row('rule', '30 working days', { from: '2024-01-01' }),
    ];
    const forms = formsOf('20 working days', {}, versions);
    expect(forms.map(({ stance, extent }) => [stance, extent!.from, extent!.until])).toEqual([
      ['looser', '2000-01-01', '2023-12-31'],
      ['tighter', '2024-01-01', '2050-12-31'],
    ]);
  });

  it('leans on an unread figure where the national rule does', () => {
    const source = { instrument: 'An Act', provision: 'section 1', verified: false };
    const rows = [row('rule', '20 working days', { source })];
    const found = auditOf([row('rule', '1 week', { localises: 'nation/rule' })], { national: parent(rows) });
    expect(found.unverified).toMatchObject([
      { rule: { rule: 'small/rule' }, source: { rule: 'nation/rule', instrument: 'An Act' } },
    ]);
    expect(found.localForms[0]!.national.verified).toBe(false);
  });
});

describe('clauses that can not be met together', () => {
  it('a window that opens after its own last day', () => {
    const due = {
      within: '1 week',
      of: 'start',
      'no-earlier-than': { after: '7 working days', of: 'start' },
    };
    const { unmeetable } = auditOf([{ id: 'rule', due }]);
    expect(unmeetable).toMatchObject([{ kind: 'closed-window', extent: { share: 1 }, under: [] }]);
  });

  it('a consultation due before the clock of its meeting has started', () => {
    const rows: Row[] = [
      { id: 'meeting', done: 'meeting', due: { within: '20 calendar days', of: 'start' } },
      { id: 'consultation', done: 'report', due: { by: '15 working days', before: 'meeting' } },
    ];
    const { unmeetable } = auditOf(rows, { from: '2024-01-01', until: '2024-12-31' });
    expect(unmeetable).toMatchObject([
      { kind: 'before-the-start', rules: [{ rule: 'small/consultation' }, { rule: 'small/meeting' }] },
    ]);
    const slow = { off: rightBankHolidays('GB-ENG') };
    let on = 0;
    for (let day = dayNumber('2024-01-01'); day <= dayNumber('2024-12-31'); day++)
      if (day + 20 <= dayNumber('2024-12-31') && add(slow, day + 20, -15) < day) on += 1;
    expect(unmeetable[0]!.extent.on).toBe(on);
  });

  it('only under another reading, which is then named', () => {
    const readings = [{ due: { within: '20 calendar days', of: 'start' }, because: 'only days are printed' }];
    const rows: Row[] = [
      { id: 'meeting', done: 'meeting', due: { within: '20 working days', of: 'start' }, readings },
      { id: 'consultation', done: 'report', due: { by: '15 working days', before: 'meeting' } },
    ];
    expect(auditOf(rows).unmeetable).toMatchObject([
      { kind: 'before-the-start', under: ['only days are printed'] },
    ]);
  });

  it('a cap that is shorter than the steps inside it', () => {
    const rows: Row[] = [
      { id: 'first', done: 'middle', due: { within: '45 working days', of: 'start' } },
      { id: 'second', done: 'end', due: { within: '2 weeks', of: 'middle' } },
      { id: 'whole', done: 'end', due: { within: '8 weeks', of: 'start' } },
    ];
    const { unmeetable } = auditOf(rows);
    expect(unmeetable).toMatchObject([{ kind: 'steps-exceed-cap', extent: { share: 1 } }]);
    expect(unmeetable[0]!.rules.map(({ rule }) => rule)).toEqual([
      'small/first',
      'small/second',
      'small/whole',
    ]);
    expect(auditOf([...rows.slice(0, 2), row('whole', '20 weeks', { done: 'end' })]).unmeetable).toEqual([]);
  });
});

describe('another reading', () => {
  it('is told with the share of start days on which it matters', () => {
    const readings = [
      { due: { within: '14 calendar days', of: 'start' }, because: 'only days are printed' },
      { due: { within: '2 weeks', of: 'start' }, because: 'a fortnight is meant' },
    ];
    const { ambiguities } = auditOf([row('rule', '10 working days', { readings })], {
      from: '2026-03-01',
      until: '2026-04-30',
    });
    // Ten working days from Thursday 19 March to Thursday 2 April run over Good Friday and Easter Monday: 20 days.
    const slow = { off: rightBankHolidays('GB-ENG') };
    const apart: number[] = [];
    for (let day = dayNumber('2026-03-01'); day <= dayNumber('2026-04-30'); day++)
      apart.push(day + 14 - add(slow, day, 10));
    const expected = { on: apart.filter((days) => days !== 0).length, least: Math.min(...apart) };
    expect(ambiguities.map((one) => [one.because, one.extent!.on, one.apart!.least])).toEqual([
      ['only days are printed', expected.on, expected.least],
      ['a fortnight is meant', expected.on, expected.least],
    ]);
    expect(ambiguities[0]!.example).not.toBeNull();
  });
});

describe('the audits of the five authorities find what is known of them', () => {
  it("Somerset's consultation 15 days before a review that is due in 20", () => {
    const found = audits
      .get('somerset')!
      .unmeetable.find(({ rules }) =>
        rules.some(({ clauses }) => clauses.some(({ id }) => id === 'SOM-LAC-07')),
      );
    expect(found).toMatchObject({ kind: 'before-the-start', under: [expect.any(String)] });
    expect(found!.extent.share).toBeGreaterThan(0.5);
  });

  it("Bracknell Forest's assessment and transfer, which take longer than the eight weeks for both", () => {
    const found = audits
      .get('bracknell-forest')!
      .unmeetable.filter(({ kind }) => kind === 'steps-exceed-cap');
    const capped = found.flatMap(({ rules }) => rules.at(-1)!.clauses.map(({ id }) => id));
    expect(capped).toContain('BRA-CT-03');
  });

  it("Shropshire's two first meetings", () => {
    const found = audits
      .get('shropshire')!
      .contradictions.find(({ rules }) =>
        rules.every(({ clauses }) => clauses.some(({ id }) => /^SHR-CIN-0[12]$/.test(id))),
      );
    expect(found).toMatchObject({ declared: true, verdict: 'dates-part' });
  });
});
