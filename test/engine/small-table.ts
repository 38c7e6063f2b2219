import { loadTable, type TablePart } from '../../src/rules/load.js';
import type { RuleTable } from '../../src/rules/table.js';

/** A row of a table of one's own, with nothing but what the test is about. */
export type Row = { id: string; due?: unknown; [key: string]: unknown };

const vocabulary = {
  events: [
    { id: 'start', means: 'something starts' },
    { id: 'meeting', means: 'a meeting is held' },
    { id: 'done', means: 'something is done' },
    { id: 'end', means: 'something ends' },
  ],
  facts: [
    { id: 'date-of-birth', means: 'when the child was born', type: 'date' },
    { id: 'first', means: 'a first thing that is so or not', type: 'boolean' },
    { id: 'second', means: 'a second thing that is so or not', type: 'boolean' },
    { id: 'kind', means: 'one of three kinds', type: 'one-of', values: ['red', 'green', 'blue'] },
    { id: 'size', means: 'a number', type: 'number' },
  ],
  spells: [{ id: 'stay', means: 'from the start to the end', starts: 'start', ends: 'end' }],
  series: [
    { id: 'meetings', means: 'days of meetings', of: 'days' },
    { id: 'terms', means: 'terms', of: 'periods' },
  ],
};

export const smallAuthority = {
  id: 'small',
  name: 'A small authority',
  kind: 'authority',
  calendar: 'GB-ENG',
  zone: 'Europe/London',
  document: { title: 'Small standards' },
  from: '2000-01-01',
};

/** The files of a small authority: its vocabulary, itself, and one table of the rows. */
export function smallParts(rows: readonly Row[], authority: object = {}, names: object = {}): TablePart[] {
  return [
    { file: 'small/vocabulary.json', json: { ...vocabulary, ...names } },
    { file: 'small/authority.json', json: { ...smallAuthority, ...authority } },
    {
      file: 'small/rules.json',
      json: {
        area: 'assessment',
        rules: rows.map((row) => ({
          title: `The rule ${row.id}`,
          strength: 'required',
          clauses: ['SMALL-1'],
          ...(row.due === undefined ? {} : { done: 'done' }),
          ...row,
        })),
      },
    },
  ];
}

export const smallTable = (rows: readonly Row[], authority: object = {}, names: object = {}): RuleTable =>
  loadTable(smallParts(rows, authority, names));
