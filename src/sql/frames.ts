/** Frames of windows over the occurrences of a case: days so far, days from here on, and triggers in their order. */
export const AHEAD = 'PARTITION BY case_id ORDER BY at_day RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING';
/** The same for ends: they come behind the rest of their day, but before it where something begins anew on it. */
const WITH_ENDS = 'PARTITION BY case_id ORDER BY at_day, is_end * (1 - 2 * day_anew)';
export const ENDS_AHEAD = `${WITH_ENDS} RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING`;
export const ENDS_BEFORE = `${WITH_ENDS} RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW`;
export const SO_FAR =
  'PARTITION BY case_id ORDER BY at_day RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';
export const IN_ORDER = 'OVER (PARTITION BY case_id, is_trigger ORDER BY at_day, ev)';
