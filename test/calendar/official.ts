import { readFileSync } from 'node:fs';
import { dayNumber } from './reference.js';
import { statutoryBankHolidays } from './statute.js';

interface OfficialList {
  readonly official: { readonly from: number; readonly until: number };
  readonly divisions: Readonly<Record<string, readonly (readonly [date: string, title: string])[]>>;
}

const fixture = new URL('../fixtures/official-bank-holidays.json', import.meta.url);

export const OFFICIAL = JSON.parse(readFileSync(fixture, 'utf8')) as OfficialList;
export const IDS = ['GB-ENG', 'GB-SCT', 'GB-NIR'] as const;

/** The bank holidays of 2000 to 2050 without date-holidays: the official list in its years, the law in others. */
export function rightBankHolidays(id: string): Set<number> {
  const { from, until } = OFFICIAL.official;
  const right = new Set(OFFICIAL.divisions[id]!.map(([date]) => dayNumber(date)));
  for (let year = 2000; year <= 2050; year++) {
    if (year >= from && year <= until) continue;
    for (const day of statutoryBankHolidays(id, year)) right.add(day);
  }
  return right;
}
