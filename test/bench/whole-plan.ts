import { readFileSync } from 'node:fs';
import type { CaseInput } from '../../src/index.js';
import { wokingham } from './answers.js';
import { median, three } from './numbers.js';
import { atMost, type Figure } from './table.js';

const JOURNEY = new URL('../../examples/journey.json', import.meta.url);
const AS_OF = { asOf: '2026-05-01' };
const WARM_UP = 200;
const TIMES = 300;
const MILLISECONDS = 2;

/** The whole plan of the example journey. */
export function wholePlan(): Figure[] {
  const journey = JSON.parse(readFileSync(JOURNEY, 'utf8')) as CaseInput;
  const took: number[] = [];
  let deadlines = 0;
  for (let time = 0; time < WARM_UP + TIMES; time++) {
    const from = performance.now();
    deadlines = wokingham.plan(journey, AS_OF).deadlines.length;
    took.push(performance.now() - from);
  }
  const middle = median(took.slice(WARM_UP));
  return [
    {
      what: `A whole plan: \`examples/journey.json\` under Wokingham's table, ${deadlines} deadlines`,
      measured: `${three(middle)} ms`,
      target: atMost(middle, MILLISECONDS, `${MILLISECONDS} ms`),
    },
    {
      what: '– the first one in a process, its rules compiled on the way',
      measured: `${three(took[0]!)} ms`,
    },
  ];
}
