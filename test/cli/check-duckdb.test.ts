import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { csvOutput } from '../../src/cli/check-output/csv-output.js';
import { jsonOutput } from '../../src/cli/check-output/json-output.js';
import { RowWriter } from '../../src/cli/check-output/row-writer.js';
import { textOutput } from '../../src/cli/check-output/text-output.js';
import type { Limits } from '../../src/cli/engine/check-alike.js';
import { checkInDuckdb } from '../../src/cli/engine/check-in-duckdb.js';
import { CaseDesks } from '../../src/cli/read/case-desks.js';
import { formatOf, openInput } from '../../src/cli/read/input.js';
import { readCases } from '../../src/cli/read/read-cases.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { seed } from '../property.js';
import { builtInTable } from '../tables.js';
import { file, refusal, run } from './run.js';

const OUTPUTS = { csv: csvOutput, json: jsonOutput, text: textOutput } as const;
const folder = mkdtempSync(join(tmpdir(), 'in-timescale-'));
const wokingham = timescales(builtInTable('wokingham'));
const peterborough = timescales(builtInTable('peterborough'));
let files = 0;

interface Asked {
  readonly form?: keyof typeof OUTPUTS;
  readonly rules?: readonly string[];
  readonly only?: string;
  readonly all?: boolean;
  readonly limits?: Limits;
}

/** What the command writes of a file, and why it was read row by row, if it was. */
async function written(path: string, withDuckdb: boolean, asked: Asked) {
  const pieces: Buffer[] = [];
  const writer = new RowWriter(() => {}, {
    write: (piece: Uint8Array) => Boolean(pieces.push(Buffer.from(piece))),
    writableNeedDrain: false,
    writableLength: 0,
  } as never);
  const output = OUTPUTS[asked.form ?? 'csv'](
    writer,
    ({ outcome }) => asked.only === undefined || outcome === asked.only,
  );
  const desks = new CaseDesks(asked.all ? [wokingham, peterborough] : [wokingham], output, writer, {
    asOf: '2026-05-01',
    rules: asked.rules ?? ['initial-conference'],
    isOnlyOne: !asked.all,
  });
  const input = await openInput(path);
  const format = formatOf(input);
  const reason = withDuckdb
    ? await checkInDuckdb(input, format, { desks, output }, () => {}, asked.limits)
    : await readCases(input, format, desks, () => {});
  output.end(desks.summary());
  writer.flush();
  return { text: Buffer.concat(pieces).toString(), reason };
}

function fileOf(content: string | Uint8Array, name = 'cases.csv'): string {
  const path = join(folder, `${files++}-${name}`);
  writeFileSync(path, content);
  return path;
}

/** The answer with DuckDB, which is that of the reader of rows to the last byte. */
async function same(content: string | Uint8Array, asked: Asked = {}) {
  const path = fileOf(content);
  const answer = await written(path, true, asked);
  expect(answer.text).toBe((await written(path, false, asked)).text);
  return answer;
}

const SD = 'strategy-discussion,2026-03-27';
const IC = 'initial-conference';
const LONG = 'case,event,on\n';

/** Each with what may be wrong in it, and whether DuckDB can take it as lines. */
const FILES: readonly (readonly [what: string, content: string | Uint8Array, asLines: boolean])[] = [
  ['cases that are alike', `${LONG}A,${SD}\nA,${IC},2026-04-21\nB,${SD}\nC,${SD}\n`, true],
  ['rows apart', `${LONG}A,${SD}\nB,${SD}\nA,${IC},2026-04-22\nB,${IC},2026-04-20\n`, true],
  ['no rows', LONG, true],
  ['no end of the last line', `${LONG}A,${SD}`, true],
  ['CRLF and a mark', `\ufeff${LONG}A,${SD}\nB,nothing,2026-01-01\n`.replaceAll('\n', '\r\n'), true],
  ['CR alone', `${LONG}A,${SD}\nB,nothing,2026-01-01\n`.replaceAll('\n', '\r'), true],
  ['bad rows', `${LONG}A,${SD}\nB,nothing,2026-04-21\nA,${IC},2026-02-30\nB,${SD}\nC,${SD}\n`, true],
  ['empty lines', `\n\n${LONG}\nA,${SD}\n\n,,\nA,${IC},2026-04-21\nB,x,2026-03-27\n`, true],
  ['quotes', `${LONG}"A",${SD}\nA,${IC},2026-04-21\n"B ""x""",${SD}\n"C, D",${SD}\n"E","x",""\n`, true],
  ['names in quotes with commas', `${LONG}B,${SD}\n"C, D",${SD}\n"C, E",${IC},2026-04-21\nF,${SD}\n`, true],
  ['a quote inside a cell', `${LONG}A"b",${SD}\nB,strategy"discussion",x\nC,${SD}\n`, true],
  ['cells too few and too many', `${LONG}A,x\nA,${SD},\nA,${SD}\nB\nC,${SD}\n`, true],
  ['no name', `${LONG},${SD}\n"",${SD}\nA,${SD}\n`, true],
  ['dates beyond the calendar', `${LONG}A,strategy-discussion,1999-12-01\nB,${SD}\nC,${SD}\n`, true],
  ['times', `${LONG}A,${SD}T10:15\nB,${SD}T10:15Z\nC,${SD}T10:15\n`, true],
  ['blanks and other scripts', `${LONG} A ,${SD}\nZoë,${SD} \n李,${SD}\nA\u2028B,${SD}\n`, true],
  [
    'the case in the middle',
    `event,case,on\nx,A,2026-03-27\nx,B,2026-03-27\n${SD.replace(',', ',C,')}\n`,
    true,
  ],
  [
    'the case in the middle, with and without quotes',
    `event,case,on\n${SD.replace(',', ',C,')}\n${IC},"C",2026-04-20\n`,
    false,
  ],
  ['a mark before a name', `${LONG}A,${SD}\n\ufeffB,${SD}\n`, true],
  ['an empty line of another kind before the header', `\r${LONG}A,${SD}\nB,x,y\n`, false],
  ['empty lines of two kinds before the header', `\n\r\n${LONG}A,${SD}\nB,x,y\n`, false],
  [
    'links and facts',
    `case,event,on,until,id,for,team\nA,${SD},,e1,,\nA,${IC},2026-04-21,,,e1,\nB,${IC},2026-04-21,,,e9,\nB,${SD},,,,\nC,,,,,,assessment\nC,,,,,,children-in-care\nC,${SD},,,,\nD,,,,e1,,\nD,${SD},,,,assessment\n`,
    true,
  ],
  [
    'a row a case',
    `case,strategy-discussion,${IC}\nA,2026-03-27,2026-04-21\nB,,\nA,2026-03-27,\nC,2026-02-30,\nD,2026-03-27,,\n,,\n,2026-03-27,\nE,1990-01-01,\n"F",2026-03-27,\nG,2026-03-27,\n`,
    true,
  ],
  [
    'facts in columns',
    'team,case,strategy-discussion,date-of-birth\nassessment,A,2026-03-27,2010-01-01\nx,B,2026-03-27,\n,C,2026-03-27,2010-13-01\n',
    true,
  ],
  ['a cell of two lines', `${LONG}"A\nB",${SD}\nC,${SD}\n`, false],
  ['a quote that is never closed', `${LONG}A,${SD}\n"B,${SD}\nC,${SD}\n`, false],
  ['two kinds of line ends', `${LONG}A,${SD}\r\nB,${SD}\n`, false],
  ['Latin 1', Buffer.from(`${LONG}Zoë,${SD}\n`, 'latin1'), false],
];

describe('check with DuckDB', () => {
  it.each(FILES)('gives the same as without: %s', async (_, content, asLines) => {
    const { reason } = await same(content);
    expect(reason === null).toBe(asLines);
    await same(content, { form: 'text' });
    await same(content, { form: 'csv', only: 'overdue', rules: ['initial-conference', 'assessment'] });
    await same(content, { form: 'json', rules: [] });
  });

  it('gives the same with thousands of odd lines in a long file, and in no more than its time', async () => {
    const rows = Array.from({ length: 40_000 }, (_, at) => {
      const name = `Case ${at}${at % 7 === 0 ? ', a long name' : ''}`;
      return `"${name}",2026-03-${10 + (at % 20)},${at % 11 === 3 ? 'xx' : ''}\n`;
    });
    const { reason } = await same(`case,strategy-discussion,${IC}\n${rows.join('')}`);
    expect(reason).toBeNull();
  }, 10_000);

  describe.skipIf(process.platform === 'win32')('reads row by row, and says so,', () => {
    const stderrOf = (start: string, from: string, environment: Readonly<Record<string, string>> = {}) => {
      const path = file('cases.csv', 'case,strategy-discussion\nA,2026-03-27\nB,xx\n');
      const env = { ...process.env, CASES: path, ...environment };
      const check = `${start} node dist/cli/cli.js check ${from} --authority wokingham --as-of 2026-05-01 --rule initial-conference --format csv`;
      const [plain, engine] = ['', ' --engine duckdb'].map((more) =>
        spawnSync('sh', ['-c', check + more], { env, encoding: 'utf8' }),
      );
      expect(engine!.stdout).toBe(plain!.stdout);
      expect(engine!.stdout).toContain('B,,error');
      expect(engine!.status).toBe(3);
      return engine!.stderr;
    };

    it('what can be read only once', () => {
      expect(stderrOf('cat "$CASES" |', '/dev/stdin')).toContain(
        'it is not a file, and can be read only once',
      );
    });

    it('where no temporary folder can be made', () => {
      const said = stderrOf('', '"$CASES"', { TMPDIR: '/nowhere' });
      expect(said).toContain('no temporary folder can be made in /nowhere (');
    });
  });

  it('gives the same where each case names its authority', async () => {
    const rows = `A,${SD},wokingham\nB,${SD},peterborough\nA,${IC},2026-04-21,peterborough\nC,${SD},nowhere\nD,${SD},\nE,${SD},wokingham\n`;
    await same(`case,event,on,authority\n${rows}`, { all: true });
    await same(`case,event,on,authority\n${rows}`, { all: true, form: 'text' });
  });

  it('gives the same for any rows', async () => {
    const cell = fc.constantFrom(
      '',
      'A',
      '"A"',
      '"A, B"',
      'A"',
      ' ',
      '2026-03-27',
      '2026-04-22',
      'é',
      '""',
      '"x""y"',
    );
    const name = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('A', 'B', 'C', '"C"') },
      { weight: 1, arbitrary: cell },
    );
    const event = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('strategy-discussion', IC, 'case-closed') },
      { weight: 1, arbitrary: cell },
    );
    const day = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('2026-03-27', '2026-04-21', '2026-04-22') },
      { weight: 1, arbitrary: cell },
    );
    const row = fc.oneof(
      { weight: 9, arbitrary: fc.tuple(name, event, day).map((cells) => cells.join(',')) },
      { weight: 1, arbitrary: fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(',')) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
        await same(`${LONG}${rows.join('\n')}\n`);
      }),
      { seed, numRuns: 60 },
    );
  });

  it('reads the one file that is named, whatever signs are in its name', async () => {
    const path = fileOf(`${LONG}A,${SD}\n`, 'x[1]*?.csv');
    writeFileSync(path.replace('*?', '-and-more'), `${LONG}B,${SD}\n`);
    const { text, reason } = await written(path, true, {});
    expect(reason).toBeNull();
    expect(text).toBe((await written(path, false, {})).text);
  });

  it('gives the same where the different histories are read in several pieces', async () => {
    const dayOf = (at: number) => isoDate(dayNumber('2024-01-01') + at);
    const rows = Array.from(
      { length: 9000 },
      (_, at) => `N-${at},strategy-discussion,${dayOf(at % 400)}\nN-${at},${IC},${dayOf(at % 397)}\n`,
    );
    const { reason } = await same(LONG + rows.join(''));
    expect(reason).toBeNull();
  }, 30_000);

  it('keeps the order of a file that is long enough for several threads', async () => {
    const row = (at: number) =>
      at % 50_000 === 7
        ? `N-${at},nothing,2026-01-01\n`
        : `N-${at % 65_000},${SD.slice(0, -2)}${10 + (at % 18)}\n`;
    const rows = Array.from({ length: 130_000 }, (_, at) => row(at)).join('');
    const path = fileOf(LONG + rows);
    const { text, reason } = await written(path, true, {});
    expect(reason).toBeNull();
    const names = text
      .split('\n')
      .filter((line) => line.includes(',wokingham/'))
      .map((line) => line.split(',', 1)[0]);
    const inOrder = [...new Set(rows.match(/^N-\d+(?=,s)/gm))];
    expect(names).toEqual(inOrder);
    // A case has up to two rows here, so that nothing is lost when each is there with its own dates.
    expect(text).toContain(`N-100,wokingham/initial-conference,`);
  }, 30_000);

  it.each<[string, Partial<Limits>, RegExp]>([
    ['too many different histories', { answers: 1 }, /^there are 3 different histories/],
    ['too many cases with errors', { oddCases: 0 }, /^the rows of 1 case have/],
    ['too many rows of such', { oddLines: 1 }, /^the rows of 1 case have/],
  ])('reads row by row where there are %s', async (_, limits, reason) => {
    const content = `${LONG}A,${SD}\nB,${SD}\nB,${IC},2026-04-21\nC,${SD}\nC,x,2026-03-27\n`;
    const answer = await same(content, { limits: { answers: 10, oddCases: 10, oddLines: 10, ...limits } });
    expect(answer.reason).toMatch(reason);
  });
});

const SD_EVENT = '{"event":"strategy-discussion","on":"2026-03-27"}';
const IC_EVENT = '{"event":"initial-conference","on":"2026-04-21"}';
const named = (name: string, ...events: string[]) => `{"case":"${name}","events":[${events.join(',')}]}\n`;

/** Lines of cases, each with what may be wrong in them, and whether DuckDB can take them. */
const NDJSON: readonly (readonly [what: string, content: string | Uint8Array, asLines: boolean])[] = [
  [
    'cases that are alike',
    named('A', SD_EVENT) + named('B', SD_EVENT, IC_EVENT) + named('C', SD_EVENT),
    true,
  ],
  ['the same name twice', named('A', SD_EVENT) + named('A', SD_EVENT) + named('A', IC_EVENT), true],
  ['blanks between', ` { "case" : "A" , "events" : [] }\n{ "case": "B", "events": [${SD_EVENT}] }\n`, true],
  ['empty lines', `\n \n${named('A', SD_EVENT)}\n\t\n${named('B', '{"event":"x"}')}\n`, true],
  ['CRLF and a mark', `\ufeff${named('A', SD_EVENT)}${named('B', '1')}`.replaceAll('\n', '\r\n'), true],
  ['no end of the last line', `${named('A', SD_EVENT)}{"case":"B","events":[]}`, true],
  [
    'names that need quotes',
    named('A, B', SD_EVENT) + named('A \\"b\\"', SD_EVENT) + named('李', SD_EVENT),
    true,
  ],
  [
    'names with signs of their own',
    named('A\\u0042', SD_EVENT) + named('A\\/B', IC_EVENT) + named('', SD_EVENT),
    true,
  ],
  ['a tab in a name', named('A\tB', SD_EVENT) + named('C', SD_EVENT), true],
  ['the name elsewhere', `{"events":[${SD_EVENT}],"case":"A"}\n${named('B', SD_EVENT)}{"events":[]}\n`, true],
  ['a key twice', `{"case":"A","case":"B","events":[]}\n{"case":"C","events":[],"events":[]}\n`, true],
  [
    'no JSON',
    `{"case":"A"\n{"case":"B"}}\n{"case":"C" "events":[]}\nnull\n[1]\n"x"\n${named('D', SD_EVENT)}`,
    true,
  ],
  [
    'a name that is no text',
    `{"case":1,"events":[]}\n{"case":null,"events":[]}\n${named('A', SD_EVENT)}`,
    true,
  ],
  [
    'a bad event',
    named('A', SD_EVENT, '{"event":"strategy-discusion","on":"2026-03-27"}') + named('B', SD_EVENT),
    true,
  ],
  [
    'facts',
    `{"case":"A","facts":{"team":"assessment"},"events":[${SD_EVENT}]}\n{"case":"B","facts":{"team":"x"},"events":[]}\n`,
    true,
  ],
  [
    'what JSON takes for no blank',
    `{\f"case":"A","events":[${SD_EVENT}]}\n{"case"\v:"A","events":[]}\n`,
    true,
  ],
  ['a mark after a name', `{"case":"A"\ufeff,"events":[${SD_EVENT}]}\n${named('B', SD_EVENT)}`, true],
  ['a mark before a name', named('\ufeffA', SD_EVENT) + named('B', SD_EVENT), true],
  ['a line that is too long', `${named('A', SD_EVENT)}{"case":"B","x":"${'y'.repeat(1_000_001)}"}\n`, false],
  ['CR alone', named('A', SD_EVENT).replace(',', ',\r') + named('B', SD_EVENT), false],
  ['CR alone later', named('A', SD_EVENT) + named('B', SD_EVENT).replace(',', ',\r'), false],
  ['Latin 1', Buffer.from(named('Zoë', SD_EVENT), 'latin1'), false],
];

describe('check of NDJSON with DuckDB', () => {
  const sameLines = async (content: string | Uint8Array, asked: Asked = {}) => {
    const path = fileOf(content, 'cases.ndjson');
    const answer = await written(path, true, asked);
    expect(answer.text).toBe((await written(path, false, asked)).text);
    return answer;
  };

  it.each(NDJSON)('gives the same as without: %s', async (_, content, asLines) => {
    const { reason } = await sameLines(content);
    expect(reason === null).toBe(asLines);
    await sameLines(content, { form: 'text' });
    await sameLines(content, { form: 'json', rules: [] });
  });

  it('gives the same where each case names its authority', async () => {
    const of = (name: string, authority: string) =>
      `{"case":"${name}","authority":"${authority}","events":[${SD_EVENT}]}\n`;
    await sameLines(
      of('A', 'wokingham') + of('B', 'peterborough') + of('C', 'nowhere') + named('D', SD_EVENT),
      { all: true },
    );
  });

  it('refuses a file in which there is nothing', async () => {
    const path = fileOf('\n \n', 'cases.ndjson');
    await expect(written(path, true, {})).rejects.toMatchObject({ code: 'EMPTY_INPUT' });
  });
});

describe('check of Parquet', () => {
  const parquet = async (select: string) => {
    const path = join(folder, `${files++}-cases.parquet`);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    return path;
  };
  const values = (rows: string) => `SELECT * FROM (VALUES ${rows}) t("case", "event", "on")`;

  it('says the same as CSV of the same rows', async () => {
    const path = await parquet(
      values(
        `('A', 'strategy-discussion', DATE '2026-03-27'), ('B, "x"', 'strategy-discussion', DATE '2026-03-27'), ('A', 'initial-conference', DATE '2026-04-21')`,
      ),
    );
    const csv = fileOf(`${LONG}A,${SD}\n"B, ""x""",${SD}\nA,${IC},2026-04-21\n`);
    for (const form of ['csv', 'json', 'text'] as const)
      expect(await written(path, true, { form })).toEqual({
        text: (await written(csv, false, { form })).text,
        reason: null,
      });
  });

  it('counts rows where CSV counts lines', async () => {
    const path = await parquet(
      values(
        `('A', 'strategy-discussion', '2026-03-27'), (NULL, NULL, NULL), ('B', 'nothing', '2026-03-27'), (NULL, 'initial-conference', '2026-03-27'), (E'C\\nD', 'initial-conference', '2026-02-30')`,
      ),
    );
    const { text } = await written(path, true, { form: 'json' });
    const { rows, summary } = JSON.parse(text);
    expect(
      rows
        .filter((row: { error?: unknown }) => row.error)
        .map((row: { case: string; line: number; error: { path: string } }) => [
          row.case,
          row.line,
          row.error.path,
        ]),
    ).toEqual([
      ['B', 3, 'row 3, column "event"'],
      ['', 4, 'row 4, column "case"'],
      ['C\nD', 5, 'row 5, column "on"'],
    ]);
    expect(summary.input).toEqual({ rows: 4, good: 1, bad: 3 });
  });

  it('takes timestamps at midnight for dates, others for times, and refuses instants', async () => {
    const due = async (moment: string) => {
      const path = await parquet(values(`('A', 'strategy-discussion', ${moment})`));
      return JSON.parse((await written(path, true, { form: 'json' })).text).rows[0];
    };
    expect(await due("TIMESTAMP '2026-03-27 00:00:00'")).toMatchObject({ trigger: '2026-03-27' });
    expect(await due("TIMESTAMP '2026-03-27 10:15:00'")).toMatchObject({ trigger: '2026-03-27T10:15' });
    expect(await due("TIMESTAMPTZ '2026-03-27 10:15:00+00'")).toMatchObject({
      error: { code: 'DATE_HAS_ZONE', path: 'row 1, column "on"' },
    });
  });

  it('takes facts of all types, a row a case', async () => {
    const path = await parquet(
      `SELECT 'A' AS "case", DATE '2026-03-27' AS "strategy-discussion", 'assessment' AS team, true AS unborn`,
    );
    const { text } = await written(path, true, { form: 'json' });
    expect(JSON.parse(text).rows).toMatchObject([{ case: 'A', outcome: 'overdue', due: '2026-04-21' }]);
  });

  it.each([
    [
      'a column of lists',
      values(`('A', 'strategy-discussion', ['2026-03-27'])`),
      'FILE_UNREADABLE',
      /"on".*VARCHAR\[\]/,
    ],
    [
      'a column of another name',
      `SELECT 'A' AS "case", 'x' AS event, DATE '2026-03-27' AS day`,
      'CSV_HEADER',
      /"day"/,
    ],
  ])('refuses %s', async (_, select, code, message) => {
    const error = await written(await parquet(select), true, {}).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('refuses what is no Parquet', async () => {
    const error = await written(fileOf('PAR1 and no more', 'x.parquet'), true, {}).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

describe('the option --engine', () => {
  const ASKED = ['--authority', 'wokingham', '--as-of', '2026-05-01', '--rule', 'initial-conference'];
  const csv = `${LONG}A,${SD}\nB,nothing,2026-03-27\n`;

  it('changes nothing but the time it takes', () => {
    const path = fileOf(csv);
    expect(run(['check', path, ...ASKED, '--engine', 'duckdb'])).toEqual(run(['check', path, ...ASKED]));
  });

  it('says why a file was read row by row', () => {
    const path = fileOf(`${LONG}"A\nB",${SD}\n`);
    const { err, status } = run(['check', path, ...ASKED, '--engine', 'duckdb']);
    expect(status).toBe(1);
    expect(err).toBe(
      `${path} was read row by row, without DuckDB: a quote is still open at the end of a line.\n`,
    );
  });

  it.each<[string, readonly string[], string, string, RegExp]>([
    ['an engine that there is not', ['--engine', 'dukdb'], '--engine', csv, /"dukdb".*duckdb/],
    ['the standard input', ['--engine', 'duckdb'], '--engine', csv, /standard input/],
    ['Parquet from the standard input', ['--from', 'parquet'], 'cases', 'PAR1', /name of the Parquet file/],
  ])('is refused with %s', (_, args, path, input, message) => {
    const error = refusal(['check', '-', ...ASKED, ...args], input);
    expect(error).toMatchObject({ code: 'INVALID_OPTION', path, message: expect.stringMatching(message) });
  });

  it('is refused for JSON', () => {
    const path = fileOf('[{"case":"A","events":[]}]\n', 'cases.json');
    const error = refusal(['check', path, ...ASKED, '--engine', 'duckdb']);
    expect(error).toMatchObject({ code: 'INVALID_OPTION', message: expect.stringMatching(/this is JSON/) });
  });

  it('says what to install where DuckDB is not there', () => {
    const alone = mkdtempSync(join(tmpdir(), 'in-timescale-'));
    cpSync('dist', join(alone, 'dist'), { recursive: true });
    cpSync('package.json', join(alone, 'package.json'));
    const of = (args: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(alone, 'dist/cli/cli.js'), 'check', ...args, ...ASKED, '--json'],
        { encoding: 'utf8' },
      );
      expect([status, stdout]).toEqual([2, '']);
      return JSON.parse(stderr).error;
    };
    const message = expect.stringContaining('npm install @duckdb/node-api');
    expect(of([fileOf(csv), '--engine', 'duckdb'])).toMatchObject({
      code: 'ENGINE_MISSING',
      path: '--engine',
      message,
    });
    const parquet = fileOf('PAR1', 'cases.parquet');
    expect(of([parquet])).toMatchObject({ code: 'ENGINE_MISSING', path: parquet, message });
  });
});
