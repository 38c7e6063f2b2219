import { closeSync, openSync, writeSync } from 'node:fs';
import { seeded } from './numbers.js';

const DAY = 86_400_000;
const FIRST = Date.UTC(2024, 0, 8);
const SPAN = 840;
const LINES_A_WRITE = 20_000;

/** Dates written once: a million rows are made of them. */
const isoDates = Array.from({ length: SPAN + 60 }, (_, day) =>
  new Date(FIRST + day * DAY).toISOString().slice(0, 10),
);

interface Conference {
  readonly name: string;
  readonly discussion: string;
  /** Empty where there is none yet. */
  readonly conference: string;
}

/** Invented cases: a strategy discussion, and in nine of ten a conference two to five weeks later. */
function* cases(): Generator<Conference> {
  const random = seeded(1_000_000);
  for (let number = 1; ; number++) {
    const start = Math.floor(random() * SPAN);
    const held = random() < 0.9;
    yield {
      name: `C-${String(number).padStart(7, '0')}`,
      discussion: isoDates[start]!,
      conference: held ? isoDates[start + 14 + Math.floor(random() * 21)]! : '',
    };
  }
}

function* wideRows(): Generator<string> {
  for (const { name, discussion, conference } of cases()) yield `${name},${discussion},${conference}\n`;
}

function* longRows(): Generator<string> {
  for (const { name, discussion, conference } of cases()) {
    yield `${name},strategy-discussion,${discussion}\n`;
    if (conference !== '') yield `${name},initial-conference,${conference}\n`;
  }
}

export const SHAPES = {
  wide: { header: 'case,strategy-discussion,initial-conference\n', rows: wideRows },
  long: { header: 'case,event,on\n', rows: longRows },
} as const;

/** Writes so many rows of a shape, not counting the header; a case has at most two. */
export function writeRows(path: string, shape: keyof typeof SHAPES, count: number): void {
  const { header, rows } = SHAPES[shape];
  const file = openSync(path, 'w');
  let lines: string[] = [header];
  let left = count;
  for (const row of rows()) {
    if (left === 0) break;
    lines.push(row);
    left -= 1;
    if (lines.length < LINES_A_WRITE) continue;
    writeSync(file, lines.join(''));
    lines = [];
  }
  writeSync(file, lines.join(''));
  closeSync(file);
}
