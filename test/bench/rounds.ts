import { median } from './numbers.js';

/** A thing to be timed: does its work so many times, and gives something that hangs on every answer. */
export interface Contender {
  readonly name: string;
  readonly run: (times: number) => number;
}

const ROUNDS = 21;
const MILLISECONDS_A_TURN = 40;
const WARM_UP_MILLISECONDS = 400;

/** Nothing that was worked out may be thrown away unread. */
let sink = 0;

function timed({ run }: Contender, times: number): number {
  const from = performance.now();
  sink ^= run(times);
  return performance.now() - from;
}

/** How many times fill a turn, found while warming up. */
function timesFor(contender: Contender): number {
  let times = 16;
  for (let spent = 0; ; ) {
    const took = timed(contender, times);
    spent += took;
    if (took < MILLISECONDS_A_TURN) times *= 2;
    else if (spent > WARM_UP_MILLISECONDS) return Math.ceil((times * MILLISECONDS_A_TURN) / took);
  }
}

export interface Results {
  /** Nanoseconds of one time, the median of the rounds. */
  readonly nanoseconds: (contender: Contender) => number;
  /** How many times as long one takes as another: the median of what each round says. */
  readonly ratio: (slow: Contender, quick: Contender) => number;
}

/** Takes turns, A B C A B C, so that whatever else the machine does falls on all alike. */
export function takeTurns(contenders: readonly Contender[]): Results {
  const turns = contenders.map((contender) => ({ contender, times: timesFor(contender) }));
  const took = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { contender, times } of turns)
      took.get(contender)!.push((timed(contender, times) / times) * 1e6);
  }
  if (Number.isNaN(sink)) throw new Error('an answer was not a number');
  return {
    nanoseconds: (contender) => median(took.get(contender)!),
    ratio: (slow, quick) =>
      median(took.get(slow)!.map((nanoseconds, round) => nanoseconds / took.get(quick)![round]!)),
  };
}
