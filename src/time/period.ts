import { TimescaleError } from '../failure.js';

/** Units in which a clause can print a period. `working days` need a calendar; `hours` are elapsed time. */
export type PeriodUnit = 'hours' | 'calendar days' | 'working days' | 'weeks' | 'months' | 'years';

/** A parsed period. The amount is a whole number of the unit; `18 years 6 months` is 222 months. */
export interface Period {
  readonly amount: number;
  readonly unit: PeriodUnit;
}

const UNITS: readonly PeriodUnit[] = ['hours', 'calendar days', 'working days', 'weeks', 'months', 'years'];

const SINGLE = /^(0|[1-9]\d{0,5}) ([a-z]+(?: [a-z]+)?)$/;
const YEARS_AND_MONTHS = /^([1-9]\d{0,5}) years? ([1-9]|1[01]) months?$/;

/**
 * Reads a period written in words: `15 working days`, `91 calendar days`, `6 weeks`, `2 fortnights`,
 * `3 months`, `24 hours`, `17 years 6 months`.
 *
 * Whole numbers only, never negative; the unit is always named, so `10 days` is refused (`BARE_DAYS`):
 * on that word, readers of the source documents part.
 *
 * @throws TimescaleError `BARE_DAYS` for a bare "days"; `INVALID_PERIOD` for everything else.
 * @example parsePeriod('15 working days') // => { amount: 15, unit: 'working days' }
 */
export function parsePeriod(text: string): Period {
  if (typeof text !== 'string') throw invalid(text);
  const mixed = YEARS_AND_MONTHS.exec(text);
  if (mixed) return { amount: Number(mixed[1]) * 12 + Number(mixed[2]), unit: 'months' };
  const single = SINGLE.exec(text);
  if (!single) throw invalid(text);
  const amount = Number(single[1]);
  // One of a unit may stand without its s, and so may any other number of it.
  const word = single[2]!.replace(/s?$/, 's');
  if (word === 'days') {
    throw new TimescaleError(
      'BARE_DAYS',
      '',
      text,
      `"${text}" does not say which days; write "${count(amount, 'working days')}" or "${count(amount, 'calendar days')}".`,
    );
  }
  if (word === 'fortnights') return { amount: amount * 2, unit: 'weeks' };
  const unit = UNITS.find((one) => one === word);
  if (unit === undefined) throw invalid(text);
  return { amount, unit };
}

/**
 * Writes a period the way `parsePeriod` reads it; one of anything is singular.
 * @example formatPeriod({ amount: 1, unit: 'working days' }) // => '1 working day'
 */
export function formatPeriod({ amount, unit }: Period): string {
  if (unit === 'months' && amount > 12 && amount % 12 !== 0) {
    return `${count(Math.floor(amount / 12), 'years')} ${count(amount % 12, 'months')}`;
  }
  return count(amount, unit);
}

function count(amount: number, unit: PeriodUnit): string {
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}

function invalid(text: unknown): TimescaleError {
  return new TimescaleError(
    'INVALID_PERIOD',
    '',
    text,
    `${JSON.stringify(text)} is not a period; write a whole number and a unit, such as "15 working days", "91 calendar days", "6 weeks", "3 months", "24 hours" or "17 years 6 months".`,
  );
}
