import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_ROW } from '../../src/cli/read/csv-reader.js';
import { JsonElements } from '../../src/cli/read/json-elements.js';
import { Lines } from '../../src/cli/read/lines.js';
import { TimescaleError } from '../../src/failure.js';
import { check } from '../property.js';

const cut = (bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const places = [
    0,
    ...[...cuts].sort((a, b) => a - b).map((at) => Math.min(at, bytes.length)),
    bytes.length,
  ];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
};

function elementsOf(pieces: readonly Buffer[]) {
  const elements = new JsonElements();
  const found: { text: string | undefined; line: number; column: number }[] = [];
  const take = () => {
    while (elements.next()) {
      const { bytes, line, column } = elements;
      found.push({ text: bytes?.toString(), line, column });
    }
  };
  for (const piece of pieces) {
    elements.give(piece);
    take();
  }
  elements.end();
  take();
  return found;
}

function refusalOf(text: string): TimescaleError {
  try {
    elementsOf([Buffer.from(text)]);
  } catch (error) {
    if (error instanceof TimescaleError) return error;
  }
  throw new Error(`${text} was taken`);
}

describe('the elements of a JSON list', () => {
  it('come with their places', () => {
    expect(elementsOf([Buffer.from('[\n  {"a": "]},{"},\n\n {"b": ["\\"", 1]}\n]\n')])).toEqual([
      { text: '{"a": "]},{"}', line: 2, column: 3 },
      { text: '{"b": ["\\"", 1]}', line: 4, column: 2 },
    ]);
  });

  it('are the same wherever the text is cut', () => {
    check(
      fc.property(
        fc.array(fc.jsonValue({ maxDepth: 3 })),
        fc.constantFrom(0, 1, '\t'),
        fc.array(fc.nat(400), { maxLength: 8 }),
        (values, indent, cuts) => {
          const bytes = Buffer.from(JSON.stringify(values, null, indent));
          const found = elementsOf(cut(bytes, cuts));
          expect(found.map(({ text }) => JSON.parse(text!))).toEqual(JSON.parse(bytes.toString()));
          expect(found).toEqual(elementsOf([bytes]));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are one when the text is one object', () => {
    expect(elementsOf([Buffer.from(' {"a":\n1} \n')])).toEqual([{ text: '{"a":\n1}', line: 1, column: 2 }]);
  });

  it('are told of and not kept when they are too long', () => {
    const bytes = Buffer.from(`[{"a":1},{"b":"${'\\"}'.repeat(LONGEST_ROW / 2)}"},{"c":3}]`);
    const pieces = [];
    for (let at = 0; at < bytes.length; at += 65_537) pieces.push(bytes.subarray(at, at + 65_537));
    for (const given of [[bytes], pieces])
      expect(elementsOf(given).map(({ text }) => text)).toEqual(['{"a":1}', undefined, '{"c":3}']);
  });

  it.each([
    ['[{"a":1}', 'line 1, column 9', 'closing bracket'],
    ['[{"a":1}\n{"b":2}]', 'line 2, column 1', 'comma'],
    ['[{"a":1},]', 'line 1, column 10', 'a case is wanted'],
    ['[,{"a":1}]', 'line 1, column 2', 'a case is wanted'],
    ['[{"a":1}]\n x', 'line 2, column 2', 'take out what follows'],
    ['{"a":1}\n{"b":2}', 'line 2, column 1', '--from ndjson'],
    ['[{"a":"x', 'line 1, column 9', 'inside quotes'],
    ['case,event,on', 'line 1, column 1', 'a list of cases'],
  ])('%j is refused at %s', (text, path, message) => {
    const { code, path: found, message: said } = refusalOf(text);
    expect({ code, path: found }).toEqual({ code: 'INVALID_JSON', path });
    expect(said).toContain(message);
  });
});

describe('lines', () => {
  const linesOf = (pieces: readonly Buffer[]) => {
    const lines = new Lines();
    const found: (string | null)[] = [];
    const take = () => {
      while (lines.next()) found.push(lines.bytes?.toString() ?? null);
    };
    for (const piece of pieces) {
      lines.give(piece);
      take();
    }
    lines.end();
    take();
    return found;
  };

  it('are the same wherever the text is cut', () => {
    check(
      fc.property(
        fc.array(fc.constantFrom('a', 'bc', '', 'é')),
        fc.boolean(),
        fc.array(fc.nat(30)),
        (texts, hasEnd, cuts) => {
          const text = texts.join('\n') + (hasEnd ? '\n' : '');
          const expected =
            text.endsWith('\n') || text === '' ? text.split('\n').slice(0, -1) : text.split('\n');
          expect(linesOf(cut(Buffer.from(text), cuts))).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are told of and not kept when they are too long', () => {
    const bytes = Buffer.from(`a\n${'x'.repeat(LONGEST_ROW + 1)}\nb\n${'y'.repeat(LONGEST_ROW * 2)}`);
    const pieces = [];
    for (let at = 0; at < bytes.length; at += 65_537) pieces.push(bytes.subarray(at, at + 65_537));
    for (const given of [[bytes], pieces]) expect(linesOf(given)).toEqual(['a', null, 'b', null]);
  });
});
