import { describe, expect, it } from 'vitest';
import { TimescaleError } from '../../src/failure.js';
import { lintTable, loadTable } from '../../src/rules/load.js';
import { smallParts } from '../engine/small-table.js';
import { brokenTables } from './broken-tables.js';

describe('a table with one thing wrong', () => {
  it.each(brokenTables)('$what: $code', ({ parts, code, path, value, says }) => {
    const problems = lintTable(parts);
    expect(
      problems.map((problem) => ({ code: problem.code, path: problem.path, value: problem.value })),
    ).toEqual([{ code, path, value }]);
    const [problem] = problems;
    for (const words of says) expect(problem!.message).toContain(words);

    const refusal = (): unknown => {
      try {
        return loadTable(parts);
      } catch (error) {
        return error;
      }
    };
    expect(refusal()).toBeInstanceOf(TimescaleError);
    expect(refusal()).toMatchObject({ code, path: `${problem!.file}: ${path}`, message: problem!.message });
  });

  it.each(brokenTables.filter((broken) => broken.file !== undefined))(
    '$what: in $file',
    ({ parts, file }) => {
      expect(lintTable(parts).map((problem) => problem.file)).toEqual([file]);
    },
  );

  it('each problem of a table with several is told, and the first is thrown with the number of the others', () => {
    const [first, second] = ['a fraction', 'an unknown key of a rule'].map(
      (what) => brokenTables.find((broken) => broken.what === what)!,
    );
    const rulesOf = (broken: typeof first) =>
      (broken!.parts.at(-1)!.json as { rules: { id: string }[] }).rules;
    const parts = [
      ...first!.parts.slice(0, -1),
      {
        file: 'small/rules.json',
        json: {
          area: 'assessment',
          rules: [...rulesOf(first), ...rulesOf(second).map((row) => ({ ...row, id: 'other' }))],
        },
      },
    ];
    expect(lintTable(parts).map(({ code }) => code)).toEqual([first!.code, second!.code]);
    expect(() => loadTable(parts)).toThrow('(and 1 more)');
  });
});

describe('a table with nothing wrong', () => {
  it('has no problem, so that each problem above is that of the one change', () => {
    expect(
      lintTable(smallParts([{ id: 'assessment', due: { within: '45 working days', of: 'start' } }])),
    ).toEqual([]);
  });
});
