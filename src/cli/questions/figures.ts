import type { ClauseReference } from '../../index.js';
import { counted } from '../dates.js';

/** "31 %"; a share that rounds to nothing or to all is said so only where it is. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return 'under 1 %';
  if (share < 1 && share > 0.99) return 'over 99 %';
  return `${Math.round(share * 100)} %`;
}

/** "3 days later", "1 day sooner", "the same day". */
export function apartText(days: number): string {
  if (days === 0) return 'the same day';
  return `${counted(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'sooner'}`;
}

/** "1 to 5 days later", "from 4 days sooner to 2 days later". */
export function spanText(least: number, greatest: number): string {
  if (least === greatest) return apartText(least);
  if (least >= 0) return `${least} to ${counted(greatest, 'day')} later`;
  if (greatest <= 0) return `${-greatest} to ${counted(-least, 'day')} sooner`;
  return `from ${apartText(least)} to ${apartText(greatest)}`;
}

export const clauseIds = (clauses: readonly ClauseReference[]): string =>
  clauses.map(({ id }) => id).join(', ');
