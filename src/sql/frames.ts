/** Frames of windows over the occurrences of a case: days so far, days from here on, and triggers in their order. */
export const AHEAD = 'PARTITION BY case_id ORDER BY at_day RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING';
/** As ahead, for ends: on a day on which something begins anew, what ended comes before it. */
export const ENDS_AHEAD =
  'PARTITION BY case_id ORDER BY at_day, is_end * day_anew DESC RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING';
export const SO_FAR =
  'PARTITION BY case_id ORDER BY at_day RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';
export const IN_ORDER = 'OVER (PARTITION BY case_id, is_trigger ORDER BY at_day, ev)';
