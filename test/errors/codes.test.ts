import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { brokenInputs } from './broken-inputs.js';
import { brokenTables } from './broken-tables.js';

/** Codes that only the command raises, when it reads files and options: they are tested with it. */
const OF_THE_COMMAND = [
  'CSV_HEADER',
  'DUPLICATE_KEY',
  'EMPTY_INPUT',
  'ENGINE_MISSING',
  'FILE_UNREADABLE',
  'INVALID_CSV',
  'INVALID_JSON',
  'LINE_TOO_LONG',
  'MISSING_CASE',
  'SCATTERED_CASE',
];

/** What a case lacks makes an answer unknown; it is no error, and a test of unknown answers holds it. */
const AN_OUTCOME = ['MISSING_FACT'];

/** The codes that the type lists; types are gone at run time, so they are read from the source. */
function listedCodes(): string[] {
  const source = readFileSync('src/failure.ts', 'utf8');
  const union = /export type FailureCode =([^;]+);/.exec(source)![1]!;
  return [...union.matchAll(/'([A-Z_]+)'/g)].map((match) => match[1]!);
}

describe('every code of a failure', () => {
  const tested = new Set<string>([...brokenTables, ...brokenInputs].map(({ code }) => code));

  it('has a table or an input that is broken in that way', () => {
    const elsewhere = new Set([...OF_THE_COMMAND, ...AN_OUTCOME]);
    expect(listedCodes().length).toBeGreaterThan(30);
    expect(listedCodes().filter((code) => !tested.has(code) && !elsewhere.has(code))).toEqual([]);
  });

  it('is not left to the command where the library raises it too', () => {
    expect(OF_THE_COMMAND.filter((code) => tested.has(code))).toEqual([]);
    expect(OF_THE_COMMAND.filter((code) => !listedCodes().includes(code))).toEqual([]);
  });
});
