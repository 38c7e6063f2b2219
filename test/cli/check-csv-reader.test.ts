import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { CsvReader, LONGEST_ROW } from '../../src/cli/read/csv-reader.js';
import { check } from '../property.js';

type Row = readonly string[] | { line: number; cell: number | null; code: string; before: readonly string[] };

/** All rows of a text that comes in these pieces, each with the line on which it starts. */
function rowsOf(pieces: readonly Buffer[], width = 0): { line: number; row: Row }[] {
  const reader = new CsvReader();
  reader.width = width;
  const rows: { line: number; row: Row }[] = [];
  const take = () => {
    while (reader.next()) {
      const cells = Array.from({ length: reader.cells }, (_, cell) => reader.text(cell));
      const own = Array.from({ length: reader.cells }, (_, cell) => reader.ownText(cell));
      expect(own).toEqual(cells);
      const { problem } = reader;
      const row: Row = problem
        ? { line: problem.line, cell: problem.cell, code: problem.code, before: cells }
        : cells;
      rows.push({ line: reader.line, row });
    }
  };
  for (const piece of pieces) {
    reader.give(piece);
    take();
  }
  reader.end();
  take();
  return rows;
}

const whole = (text: string, width = 0) => rowsOf([Buffer.from(text)], width);
const cellsOf = (text: string) => whole(text).map(({ row }) => row);

const bad = (
  line: number,
  cell: number | null,
  before: readonly string[] = [],
  code = 'INVALID_CSV',
): Row => ({
  line,
  cell,
  code,
  before,
});

describe('the CSV reader', () => {
  it.each<[string, string, Row[]]>([
    [
      'plain rows',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a last line without an end',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'CRLF',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'lone CR',
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['empty cells', ',a,\n', [['', 'a', '']]],
    ['commas in quotes', '"a,b",c\n', [['a,b', 'c']]],
    ['doubled quotes', '"say ""so""",c\n', [['say "so"', 'c']]],
    [
      'lines in quotes',
      '"a\nb\r\nc",d\ne,f\n',
      [
        ['a\nb\r\nc', 'd'],
        ['e', 'f'],
      ],
    ],
    ['an empty cell in quotes', '"",a\n', [['', 'a']]],
    ['quotes to the end of the file', 'a,"b"', [['a', 'b']]],
    ['letters beyond ASCII', 'Zoë,"Ł,ó"\n', [['Zoë', 'Ł,ó']]],
    [
      'blank lines and lines of commas',
      'a,b\n\n\r\n,,\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a stray quote', 'a,b"c,d\ne,f\n', [bad(1, 1, ['a']), ['e', 'f']]],
    ['text after a quote', 'a,"b"c,d\ne,f\n', [bad(1, 1, ['a']), ['e', 'f']]],
    ['text after a quote some lines down', 'a,"b\nc,"d",e\n', [bad(1, 1, ['a']), ['c', 'd', 'e']]],
    ['a stray quote after a cell of two lines', '"a\nb",c"\nd,e\n', [bad(2, 1, ['a\nb']), ['d', 'e']]],
    ['an unclosed quote', 'a,"b\nc,d\n', [bad(1, 1, ['a']), ['c', 'd']]],
    ['an unclosed quote at the very end', 'a,b\nc,"', [['a', 'b'], bad(2, 1, ['c'])]],
  ])('reads %s', (_, text, rows) => {
    expect(cellsOf(text)).toEqual(rows);
  });

  it('refuses rows with too few and too many cells, and counts lines through all of it', () => {
    expect(whole('a,b\n"c\nd",e\n\nf\ng,h,i,j,k\nl,"m\nn,o\n', 2)).toEqual([
      { line: 1, row: ['a', 'b'] },
      { line: 2, row: ['c\nd', 'e'] },
      { line: 5, row: bad(5, null, ['f']) },
      { line: 6, row: { ...bad(6, null), before: expect.any(Array) } },
      { line: 7, row: bad(7, 1, ['l']) },
      { line: 8, row: ['n', 'o'] },
    ]);
  });

  it('reads bytes that are not UTF-8 as Latin 1, so that two names stay two', () => {
    const rows = rowsOf([Buffer.from('Zo\u00eb,a\nZo\u00e8,b\n', 'latin1')]);
    expect(rows.map(({ row }) => row)).toEqual([
      ['Zoë', 'a'],
      ['Zoè', 'b'],
    ]);
  });

  it.each([
    ['a line', 'x'.repeat(LONGEST_ROW + 1), bad(2, null, [], 'LINE_TOO_LONG')],
    ['a line in quotes', `"${'x'.repeat(LONGEST_ROW + 1)}"`, bad(2, null, [], 'LINE_TOO_LONG')],
    [
      'a line of many cells',
      'x,'.repeat(LONGEST_ROW),
      { ...bad(2, null, [], 'LINE_TOO_LONG'), before: expect.any(Array) },
    ],
  ])('gives up on %s that is too long, and goes on after it', (_, long, expected) => {
    const text = Buffer.from(`a,b\n${long}\nc,d\n`);
    const pieces = [];
    for (let at = 0; at < text.length; at += 65_536) pieces.push(text.subarray(at, at + 65_536));
    for (const given of [[text], pieces]) {
      expect(rowsOf(given).map(({ row }) => row)).toEqual([['a', 'b'], expected, ['c', 'd']]);
    }
  });

  it('takes a line of the greatest length', () => {
    expect(whole(`${'x'.repeat(LONGEST_ROW - 2)},y\nc,d\n`)).toHaveLength(2);
    expect(cellsOf(`${'x'.repeat(LONGEST_ROW - 2)},y\nc,d\n`)[0]).toHaveLength(2);
  });

  it('keeps to one row when a quote is never closed in a long file', () => {
    const line = 'C-1,strategy-discussion,2026-03-27\n';
    const rows = whole(`a,"b\n${line.repeat(60_000)}`);
    expect(rows).toHaveLength(60_001);
    expect(rows[0]!.row).toEqual(bad(1, 1, ['a']));
    expect(rows.at(-1)!.line).toBe(60_001);
  });

  const TRICKY =
    'case,"e,v",on\r\nC-1,"a ""b""\r\nc",Zoë\rC-2,x"y,z\n\n"q"r,s\r\n,,\n"",,"\n"\nlast,"open\nend,1,2';

  it('gives the same rows wherever a tricky file is cut', () => {
    const bytes = Buffer.from(TRICKY);
    const expected = rowsOf([bytes], 3);
    expect(expected.map(({ row }) => (Array.isArray(row) ? 'row' : 'bad'))).toEqual([
      'row',
      'row',
      'bad',
      'bad',
      'row',
      'bad',
      'row',
    ]);
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(rowsOf([bytes.subarray(0, cut), bytes.subarray(cut)], 3)).toEqual(expected);
      for (let second = cut; second <= bytes.length; second++) {
        const pieces = [bytes.subarray(0, cut), bytes.subarray(cut, second), bytes.subarray(second)];
        expect(rowsOf(pieces, 3)).toEqual(expected);
      }
    }
    expect(
      rowsOf(
        [...bytes].map((byte) => Buffer.from([byte])),
        3,
      ),
    ).toEqual(expected);
  });

  it('gives the same rows wherever any file is cut', () => {
    const text = fc.array(fc.constantFrom('a', ',', '"', '""', '\n', '\r', '\r\n', 'é', '"b"', 'c,d\n'), {
      maxLength: 40,
    });
    check(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 6 }), (parts, cuts) => {
        const bytes = Buffer.from(parts.join(''));
        const places = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        expect(rowsOf(pieces)).toEqual(rowsOf([bytes]));
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads back what Papa Parse writes', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', ',', '"', '\n', '\r', '2'), maxLength: 6 });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    check(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (written, newline) => {
        const said = written.filter((row) => row.some((text) => text !== ''));
        const text = Papa.unparse(said, { newline });
        expect(cellsOf(text)).toEqual(said);
      }),
      { numRuns: 1_000 },
    );
  });
});
