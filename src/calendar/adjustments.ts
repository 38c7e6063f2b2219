import type { Day } from '../time/day.js';
import { readCoveredDay, readList, readName, readObject, readStretch } from './input.js';
import type { Adjustments, CalendarSource } from './source.js';

/** Days on which an authority is closed: a date, or a named stretch with both ends inclusive. */
export type ClosureInput = string | { readonly from: string; readonly until: string; readonly name: string };

/** An authority's own changes to a calendar. */
export interface CalendarOptions {
  /** Days taken out of the working days. What is closed anyway may be among them; the first listed gives the name. */
  readonly closures?: readonly ClosureInput[];
  /** Dates put back among the working days, be they weekend, holiday or closure: `open` wins. */
  readonly open?: readonly string[];
}

/** Checks closures and open days; undefined when there are none. */
export function readAdjustments(
  input: CalendarOptions | undefined,
  source: CalendarSource,
): Adjustments | undefined {
  if (input === undefined) return undefined;
  const options = readObject(input, '', 'the options', ['closures', 'open']);
  const closed = new Map<Day, string>();
  const open = new Set<Day>();
  readList(options.closures ?? [], 'closures', 'dates or { from, until, name }').forEach((item, index) => {
    close(closed, item, `closures[${index}]`, source);
  });
  readList(options.open ?? [], 'open', 'dates').forEach((date, index) => {
    open.add(readCoveredDay(date, `open[${index}]`, source));
  });
  return closed.size + open.size === 0 ? undefined : { closed, open };
}

function close(closed: Map<Day, string>, item: unknown, path: string, source: CalendarSource): void {
  if (typeof item === 'string') {
    const day = readCoveredDay(item, path, source);
    if (!closed.has(day)) closed.set(day, 'Closed');
    return;
  }
  const stretch = readObject(item, path, 'a closure', ['from', 'until', 'name']);
  const { from, until } = readStretch(stretch.from, stretch.until, path);
  readCoveredDay(stretch.from, `${path}.from`, source);
  readCoveredDay(stretch.until, `${path}.until`, source);
  const reason = `Closed: ${readName(stretch.name, `${path}.name`)}`;
  for (let day: number = from; day <= until; day++) {
    if (!closed.has(day as Day)) closed.set(day as Day, reason);
  }
}
