import { expect } from 'vitest';
import type { FailureCode } from '../../src/failure.js';
import type { TablePart } from '../../src/rules/load.js';
import { type Row, smallParts } from '../engine/small-table.js';

/** A table with one thing wrong: where, and what the message has to say of what would be right. */
export interface BrokenTable {
  readonly what: string;
  readonly code: FailureCode;
  /** The file that the problem names. */
  readonly file?: string;
  readonly path: string;
  readonly value: unknown;
  /** Words of the message: each has to stand in it. */
  readonly says: readonly string[];
  readonly parts: TablePart[];
}

const RULES = 'small/rules.json';
const VOCABULARY = 'small/vocabulary.json';
const CLAUSES = 'small/clauses.json';

const sound: Row = { id: 'assessment', due: { within: '45 working days', of: 'start' } };
const due = (timing: object): Row => ({ ...sound, due: timing });

type Wrong = Omit<BrokenTable, 'parts'>;

const rows = (wrong: Wrong, ...table: Row[]): BrokenTable => ({
  file: RULES,
  ...wrong,
  parts: smallParts(table),
});

/** What shows only when a timing is compiled. */
const compiled = (wrong: Wrong, ...table: Row[]): BrokenTable => ({ ...wrong, parts: smallParts(table) });

/** The sound table with one of its files changed. */
function changed(
  wrong: Wrong & { file: string },
  change: (json: Record<string, unknown>) => unknown,
): BrokenTable {
  const parts = smallParts([sound]).map((part) =>
    part.file === wrong.file ? { ...part, json: change(part.json as Record<string, unknown>) } : part,
  );
  return { ...wrong, parts };
}

const clause = (id: string, more: object = {}) => ({ id, at: 'Section 1', class: 'timed', ...more });

/** The sound table, which carries the clause SMALL-1, with a list of clauses. */
const withClauses = (wrong: Wrong, clauses: readonly object[]): BrokenTable => ({
  ...wrong,
  parts: [...smallParts([sound]), { file: CLAUSES, json: { clauses } }],
});

const AT = 'rules["assessment"]';

export const brokenTables: readonly BrokenTable[] = [
  // periods
  rows(
    {
      what: 'a bare "days"',
      code: 'BARE_DAYS',
      path: `${AT}.due.within`,
      value: '15 days',
      says: ['"15 working days"', '"15 calendar days"'],
    },
    due({ within: '15 days', of: 'start' }),
  ),
  rows(
    {
      what: 'a bare "day" in a tier',
      code: 'BARE_DAYS',
      path: `${AT}.due.within.limit`,
      value: '1 day',
      says: ['"1 working day', '"1 calendar day'],
    },
    due({ within: { target: '4 hours', limit: '1 day' }, of: 'start' }),
  ),
  rows(
    {
      what: 'a fraction',
      code: 'INVALID_PERIOD',
      path: `${AT}.due.within`,
      value: '1.5 weeks',
      says: ['"1.5 weeks"', 'whole number', '"6 weeks"'],
    },
    due({ within: '1.5 weeks', of: 'start' }),
  ),
  rows(
    {
      what: 'a negative period',
      code: 'INVALID_PERIOD',
      path: `${AT}.due.by`,
      value: '-5 working days',
      says: ['"-5 working days"', 'whole number', '"15 working days"'],
    },
    due({ by: '-5 working days', before: 'meeting' }),
  ),
  rows(
    {
      what: 'a period in a unit that is none',
      code: 'INVALID_PERIOD',
      path: `${AT}.due.every`,
      value: '2 terms',
      says: ['"2 terms"', 'unit', '"3 months"'],
    },
    due({ every: '2 terms', from: 'start' }),
  ),
  rows(
    {
      what: 'a bare "days" in a reading',
      code: 'BARE_DAYS',
      path: `${AT}.readings[0].due.within`,
      value: '45 days',
      says: ['"45 working days"', '"45 calendar days"'],
    },
    { ...sound, readings: [{ due: { within: '45 days', of: 'start' }, because: 'the clause says days' }] },
  ),

  // keys and forms
  rows(
    {
      what: 'an unknown key of a rule',
      code: 'UNKNOWN_KEY',
      path: AT,
      value: ['strenght'],
      says: ['"strenght"', 'Did you mean "strength"?'],
    },
    { ...sound, strenght: 'required' },
  ),
  rows(
    {
      what: 'an unknown key of a timing',
      code: 'UNKNOWN_KEY',
      path: `${AT}.due`,
      value: ['couting'],
      says: ['"couting"', 'Did you mean "counting"?'],
    },
    due({ within: '2 weeks', of: 'start', couting: 'trigger-day' }),
  ),
  rows(
    {
      what: 'two forms at once',
      code: 'INVALID_TABLE',
      path: AT,
      value: expect.objectContaining({ id: 'assessment' }),
      says: ['exactly one', '"due"', '"limit"', '"count"', '"qualifies"'],
    },
    { ...sound, limit: { 'at-most': '17 calendar days', 'in-each': 'stay' } },
  ),
  rows(
    {
      what: 'no form at all',
      code: 'INVALID_TABLE',
      path: AT,
      value: expect.objectContaining({ id: 'assessment' }),
      says: ['exactly one', '"due"', '"qualifies"'],
    },
    { id: 'assessment' },
  ),
  rows(
    {
      what: 'no event that completes it',
      code: 'INVALID_TABLE',
      path: `${AT}.done`,
      value: null,
      says: ['"due"', '"done"', 'completes'],
    },
    { ...sound, done: undefined },
  ),
  rows(
    {
      what: 'a key that goes with "due" only',
      code: 'INVALID_TABLE',
      path: `${AT}.share`,
      value: '80%',
      says: ['"share"', '"due"'],
    },
    { id: 'assessment', qualifies: { first: true }, share: '80%' },
  ),
  rows(
    {
      what: 'a wrong type',
      code: 'INVALID_TABLE',
      path: `${AT}.title`,
      value: 7,
      says: ['string'],
    },
    { ...sound, title: 7 },
  ),
  rows(
    {
      what: 'a strength that is none',
      code: 'INVALID_TABLE',
      path: `${AT}.strength`,
      value: 'must',
      says: ['statutory', 'required', 'expected', 'target', 'guidance'],
    },
    { ...sound, strength: 'must' },
  ),
  rows(
    {
      what: 'a missing key',
      code: 'INVALID_TABLE',
      path: `${AT}.title`,
      value: null,
      says: ['"title"', 'missing'],
    },
    { ...sound, title: undefined },
  ),
  rows(
    {
      what: 'an id with a capital and a space',
      code: 'INVALID_TABLE',
      path: 'rules["Core Group"].id',
      value: 'Core Group',
      says: ['lower-case', 'hyphens', '"initial-conference"'],
    },
    { ...sound, id: 'Core Group' },
  ),
  compiled(
    {
      what: 'a series without a start',
      code: 'INVALID_TABLE',
      path: `${AT}.due`,
      value: { every: '6 weeks' },
      says: ['start', '"from"', '"of"'],
    },
    due({ every: '6 weeks' }),
  ),
  rows(
    {
      what: 'opening hours that the authority has not',
      code: 'INVALID_TABLE',
      path: `${AT}.due.received-in`,
      value: 'office',
      says: ['"office"', 'authority.json', 'opening hours'],
    },
    due({ within: '1 working day', of: 'start', 'received-in': 'office' }),
  ),
  rows(
    {
      what: 'a spell that the vocabulary has not',
      code: 'INVALID_TABLE',
      path: `${AT}.limit`,
      value: 'stays',
      says: ['"stays"', 'spells', 'Did you mean "stay"?'],
    },
    { id: 'assessment', limit: { 'at-most': '17 calendar days', 'in-each': 'stays' } },
  ),
  rows(
    {
      what: 'a first meeting in a spell that the vocabulary has not',
      code: 'INVALID_TABLE',
      path: `${AT}.due.of.in`,
      value: 'stays',
      says: ['"stays"', 'spells', 'Did you mean "stay"?'],
    },
    due({ within: '1 week', of: { nth: 1, event: 'start', in: 'stays' } }),
  ),
  rows(
    {
      what: 'a first meeting in several spells',
      code: 'INVALID_TABLE',
      path: `${AT}.due.of.in`,
      value: ['stay'],
      says: [],
    },
    due({ within: '1 week', of: { nth: 1, event: 'start', in: ['stay'] } }),
  ),
  rows(
    {
      what: 'a day that does not exist as the first of a version',
      code: 'INVALID_DATE',
      path: `${AT}.from`,
      value: '2026-02-30',
      says: ['"2026-02-30"', 'February 2026 has 28 days'],
    },
    { ...sound, from: '2026-02-30' },
  ),
  changed(
    { what: 'an empty file', code: 'INVALID_TABLE', file: RULES, path: '', value: null, says: ['object'] },
    () => null,
  ),
  changed(
    { what: 'a file of no rules', code: 'INVALID_TABLE', file: RULES, path: 'rules', value: [], says: ['1'] },
    (json) => ({ ...json, rules: [] }),
  ),
  changed(
    {
      what: 'an unknown key of the authority',
      code: 'UNKNOWN_KEY',
      file: 'small/authority.json',
      path: '',
      value: ['callendar'],
      says: ['"callendar"', 'not a key'],
    },
    (json) => ({ ...json, callendar: 'GB-ENG' }),
  ),
  {
    what: 'no authority',
    code: 'INVALID_TABLE',
    file: 'authority.json',
    path: '',
    value: null,
    says: ['authority.json', 'calendar', 'zone', 'document'],
    parts: smallParts([sound]).filter(({ file }) => !file.endsWith('authority.json')),
  },

  // names
  rows(
    {
      what: 'an unknown event with a near name',
      code: 'UNKNOWN_EVENT',
      path: `${AT}.due.of`,
      value: 'stert',
      says: ['"stert"', 'Did you mean "start"?'],
    },
    due({ within: '2 weeks', of: 'stert' }),
  ),
  rows(
    {
      what: 'an unknown event that completes',
      code: 'UNKNOWN_EVENT',
      path: `${AT}.done[0]`,
      value: 'assessment-finished',
      says: ['"assessment-finished"', 'vocabulary'],
    },
    { ...sound, done: 'assessment-finished' },
  ),
  rows(
    {
      what: 'an unknown event in a condition',
      code: 'UNKNOWN_EVENT',
      path: `${AT}.when.not.happened`,
      value: 'ended',
      says: ['"ended"', 'Did you mean "end"?'],
    },
    { ...sound, when: { not: { happened: 'ended' } } },
  ),
  rows(
    {
      what: 'an unknown fact',
      code: 'UNKNOWN_FACT',
      path: `${AT}.when.any[1].frist`,
      value: 'frist',
      says: ['"frist"', 'facts', 'Did you mean "first"?'],
    },
    { ...sound, when: { any: [{ second: true }, { frist: true }] } },
  ),
  rows(
    {
      what: 'an unknown value of a fact',
      code: 'INVALID_FACT',
      path: `${AT}.when.kind`,
      value: 'yellow',
      says: ['"yellow"', '"kind"', 'one of red, green, blue'],
    },
    { ...sound, when: { kind: ['red', 'yellow'] } },
  ),
  rows(
    {
      what: 'a text for a fact that is so or not',
      code: 'INVALID_FACT',
      path: `${AT}.when.first`,
      value: 'yes',
      says: ['"yes"', '"first"', 'boolean'],
    },
    { ...sound, when: { first: 'yes' } },
  ),
  rows(
    {
      what: 'a series that the vocabulary has not',
      code: 'MISSING_SERIES',
      path: `${AT}.due.once-in-each`,
      value: 'term',
      says: ['"term"', 'series', 'Did you mean "terms"?'],
    },
    due({ 'once-in-each': 'term' }),
  ),
  rows(
    {
      what: 'a rule that is not there, to count from',
      code: 'UNKNOWN_RULE',
      path: `${AT}.due.of.due-date-of`,
      value: 'assesment',
      says: ['"assesment"', 'Did you mean "assessment"?'],
    },
    due({ within: '2 weeks', of: { 'due-date-of': 'assesment' } }),
  ),
  rows(
    {
      what: 'a rule that is not there, to give way to',
      code: 'UNKNOWN_RULE',
      path: `${AT}.yields-to`,
      value: 'another',
      says: ['"another"', 'no rule'],
    },
    { ...sound, 'yields-to': ['another'] },
  ),
  changed(
    {
      what: 'a name that is defined twice',
      code: 'DUPLICATE_ID',
      file: VOCABULARY,
      path: 'events["start"]',
      value: 'start',
      says: ['"start"', 'defined already'],
    },
    (json) => ({
      ...json,
      events: [...(json.events as object[]), { id: 'start', means: 'a second meaning' }],
    }),
  ),
  {
    what: 'a wider event that is not there',
    code: 'UNKNOWN_EVENT',
    path: 'events["visit"].is-a',
    value: 'meetings',
    says: ['"meetings"', 'Did you mean "meeting"?'],
    parts: [
      ...smallParts([sound]),
      {
        file: 'small/vocabulary/visits.json',
        json: { events: [{ id: 'visit', means: 'a visit', 'is-a': 'meetings' }] },
      },
    ],
  },

  // what hangs on what
  compiled(
    {
      what: 'a due date that hangs on itself',
      code: 'CIRCULAR_RULE',
      path: `${AT}.due`,
      value: 'assessment',
      says: ['"assessment"', 'hangs on itself', 'assessment → assessment', 'event'],
    },
    due({ within: '2 weeks', of: { 'due-date-of': 'assessment' } }),
  ),
  compiled(
    {
      what: 'a date counted from a rule that has none',
      code: 'NOT_A_DEADLINE',
      path: `${AT}.due`,
      value: 'eligible',
      says: ['"eligible"', 'no due date'],
    },
    due({ within: '2 weeks', of: { 'due-date-of': 'eligible' } }),
    { id: 'eligible', qualifies: { first: true } },
  ),
  compiled(
    {
      what: 'a date counted from a series',
      code: 'NOT_A_DEADLINE',
      path: `${AT}.due`,
      value: 'series',
      says: ['"series"', 'recurs', 'event'],
    },
    due({ within: '2 weeks', of: { 'due-date-of': 'series' } }),
    { id: 'series', due: { every: '6 weeks', from: 'start' } },
  ),

  // ids and versions
  rows(
    {
      what: 'a duplicate id',
      code: 'DUPLICATE_ID',
      path: AT,
      value: 'assessment',
      says: ['"assessment"', 'another id', '"from"', '"until"'],
    },
    sound,
    { ...sound, title: 'Another' },
  ),
  rows(
    {
      what: 'a leg with the id of a rule',
      code: 'DUPLICATE_ID',
      path: AT,
      value: 'assessment',
      says: ['"assessment"', 'another id'],
    },
    sound,
    { id: 'series', due: { every: '6 weeks', first: { id: 'assessment', within: '1 week', of: 'start' } } },
  ),
  rows(
    {
      what: 'overlapping versions',
      code: 'VERSIONS_OVERLAP',
      path: AT,
      value: '2025-12-01',
      says: ['2025-12-01', '"until": "2025-12-01"'],
    },
    { ...sound, until: '2026-01-01' },
    { ...sound, from: '2025-12-01' },
  ),
  rows(
    {
      what: 'a version that ends before it starts',
      code: 'VERSIONS_OVERLAP',
      path: AT,
      value: { from: '2026-01-01', until: '2025-01-01' },
      says: ['2025-01-01', '2026-01-01', 'first day on which it is no longer in force'],
    },
    { ...sound, from: '2026-01-01', until: '2025-01-01' },
  ),
  rows(
    {
      what: 'a gap between versions',
      code: 'VERSIONS_GAP',
      path: AT,
      value: '2026-01-01',
      says: ['2026-01-01', '2026-01-02', 'without a gap'],
    },
    { ...sound, until: '2026-01-01' },
    { ...sound, from: '2026-01-02' },
  ),

  // clauses
  withClauses(
    {
      what: 'an unknown clause',
      code: 'UNKNOWN_CLAUSE',
      file: RULES,
      path: `${AT}.clauses`,
      value: 'SMALL-1',
      says: ['"SMALL-1"', 'clauses.json', 'Did you mean "SMALL-2"?'],
    },
    [clause('SMALL-2', { class: 'vague', 'not-computed': 'it says as soon as possible' })],
  ),
  withClauses(
    {
      what: 'a clause that is not carried',
      file: CLAUSES,
      code: 'UNKNOWN_CLAUSE',
      path: 'clauses["SMALL-2"]',
      value: 'SMALL-2',
      says: ['"SMALL-2"', 'encode it', '"not-computed"'],
    },
    [clause('SMALL-1'), clause('SMALL-2')],
  ),
  withClauses(
    {
      what: 'a clause that is carried although it is said that it cannot be',
      code: 'UNKNOWN_CLAUSE',
      file: RULES,
      path: `${AT}.clauses`,
      value: 'SMALL-1',
      says: ['"SMALL-1"', "can't be computed", 'row', 'reason'],
    },
    [clause('SMALL-1', { class: 'vague', 'not-computed': 'it says as soon as possible' })],
  ),
  withClauses(
    {
      what: 'a clause that is listed twice',
      file: CLAUSES,
      code: 'DUPLICATE_ID',
      path: 'clauses["SMALL-1"]',
      value: 'SMALL-1',
      says: ['"SMALL-1"', 'twice'],
    },
    [clause('SMALL-1'), clause('SMALL-1')],
  ),
];
