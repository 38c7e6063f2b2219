import { seeded } from './numbers.js';

/** The first year of the peers' holidays. */
const FIRST = '2015-01-01';
/** The first day on which Wokingham's rules are in force. */
export const IN_FORCE = '2020-02-01';
/** Early enough that fifteen working days later is still 2030, the last year of the peers' holidays. */
const LAST = '2030-12-01';
const DAY = 86_400_000;

/** A power of two, so that a loop goes round with a mask. */
const HOW_MANY = 4096;
export const ROUND = HOW_MANY - 1;

/** Random dates, the same ones every time. */
export function randomStarts(first = FIRST): string[] {
  const random = seeded(2015);
  const from = Date.parse(first);
  const days = (Date.parse(LAST) - from) / DAY + 1;
  return Array.from({ length: HOW_MANY }, () =>
    new Date(from + Math.floor(random() * days) * DAY).toISOString().slice(0, 10),
  );
}

/** Midnight by the machine's clock, as date-fns counts. */
export const localDate = (iso: string): Date =>
  new Date(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8)));
