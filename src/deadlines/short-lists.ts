/*
 * Nearly every list of the engine has no item or one, and there are many of them: a case has one such event, a rule
 * one completion. On those, what is made for lists of any length takes longer than all the rest of an answer.
 */

/**
 * Puts an item behind a list that may not be there yet. A list made of its first item is as long as that; one that is
 * made empty and then filled takes room for many.
 */
export function append<T>(list: T[] | null, item: T): T[] {
  if (list === null) return [item];
  list.push(item);
  return list;
}

/** Whether a list holds an item, which is never `NaN`. */
export function isAmong<T>(list: readonly T[], item: T): boolean {
  for (let at = 0; at < list.length; at++) if (list[at] === item) return true;
  return false;
}
