import { type Day, MONTHS, partsOf, weekdayName } from '../time/day.js';
import { formatTime, parseMoment } from '../time/moment.js';

function dayAndMonth(day: Day): string {
  const { year, month, dayOfMonth } = partsOf(day);
  return `${dayOfMonth} ${MONTHS[month - 1]!.slice(0, 3)} ${year}`;
}

/** `2026-04-21` as "Tue 21 Apr 2026", with the time where there is one. */
export function peopleDate(iso: string): string {
  const { day, second } = parseMoment(iso);
  const date = `${weekdayName(day).slice(0, 3)} ${dayAndMonth(day)}`;
  return second === null ? date : `${date} ${formatTime(second)}`;
}

/** For columns, in which the days of the month stand under one another. */
export function columnDate(iso: string): string {
  const date = peopleDate(iso);
  return date[5] === ' ' ? `${date.slice(0, 4)} ${date.slice(4)}` : date;
}

const ISO_IN_TEXT =
  /\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )?(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?)\b/g;

/** A sentence with its ISO dates written for people. */
export const withPeopleDates = (text: string): string =>
  text.replace(ISO_IN_TEXT, (_, iso: string) => peopleDate(iso));

/** "1 day", "12 days". */
export const counted = (amount: number, noun: string, plural = `${noun}s`): string =>
  `${amount} ${amount === 1 ? noun : plural}`;
