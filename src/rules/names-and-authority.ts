import { CALENDAR_IDS } from '../calendar/built-in.js';
import { isZone } from '../time/zone.js';
import type { Problem } from './problems.js';
import { didYouMean } from './suggest.js';
import type { Authority, Names } from './table.js';

/** Wider events and the ends of spells are events too, and no event is wider than itself. */
export function checkNames(names: Names): Problem[] {
  const problems: Problem[] = [];
  for (const [event, entry] of Object.entries(names.events)) {
    if (entry.isA !== undefined && !Object.hasOwn(names.events, entry.isA)) {
      problems.push({
        file: 'vocabulary',
        code: 'UNKNOWN_EVENT',
        path: `events["${event}"].is-a`,
        value: entry.isA,
        message: `There is no event "${entry.isA}".${didYouMean(entry.isA, Object.keys(names.events))}`,
      });
    }
  }
  for (const event of Object.keys(names.events)) {
    if (isInCircle(event, names)) {
      problems.push({
        file: 'vocabulary',
        code: 'INVALID_TABLE',
        path: `events["${event}"].is-a`,
        value: names.events[event]!.isA,
        message: `The event "${event}" counts as itself by way of its wider events; one of them must be the widest.`,
      });
    }
  }
  for (const [spell, entry] of Object.entries(names.spells)) {
    for (const event of [entry.starts, entry.ends]) {
      if (event !== undefined && !Object.hasOwn(names.events, event)) {
        problems.push({
          file: 'vocabulary',
          code: 'UNKNOWN_EVENT',
          path: `spells["${spell}"]`,
          value: event,
          message: `There is no event "${event}".${didYouMean(event, Object.keys(names.events))}`,
        });
      }
    }
  }
  return problems;
}

function isInCircle(event: string, names: Names): boolean {
  const seen = new Set<string>();
  for (
    let wider = names.events[event]?.isA;
    wider !== undefined && !seen.has(wider);
    wider = names.events[wider]?.isA
  ) {
    if (wider === event) return true;
    seen.add(wider);
  }
  return false;
}

/** The calendar and the zone are ones that there are. */
export function checkAuthority({ calendar, zone }: Authority): Problem[] {
  const problems: Problem[] = [];
  if (!(CALENDAR_IDS as readonly string[]).includes(calendar)) {
    problems.push({
      file: 'authority.json',
      code: 'UNKNOWN_CALENDAR',
      path: 'calendar',
      value: calendar,
      message: `There is no calendar "${calendar}"; write one of ${CALENDAR_IDS.join(', ')} (Wales has that of England).`,
    });
  }
  if (!isZone(zone)) {
    problems.push({
      file: 'authority.json',
      code: 'INVALID_TABLE',
      path: 'zone',
      value: zone,
      message: `"${zone}" is not a time zone; write an IANA name such as "Europe/London".`,
    });
  }
  return problems;
}
