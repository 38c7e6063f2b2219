/**
 * The columns that every kind of clock has, in this order, so that what dates and judges them need not know the kind:
 *
 * - `case_id`, and `trig_day`, `trig_ev`: what started it; null where a birthday or another fact does;
 * - `start_day`, `start_ev`: what its series started with; the trigger itself outside series;
 * - `since_day`: only later occurrences belong to it; null for all;
 * - `done_day`: what completes it, and `done_no`: its place among all completions of the case, where known;
 * - `ended_day`: what ends it, done or not;
 * - `orphan`: 1 where nothing but this clock explains a completion before its trigger;
 * - `applies`: 1, 0, or null for unknown; where it is not asked before, 1;
 * - `place`: its place in a series, from 0, and `leg`: the leg or, after the legs, the phase.
 */
export const CLOCK_COLUMNS = [
  'case_id',
  'trig_day',
  'trig_ev',
  'start_day',
  'start_ev',
  'since_day',
  'done_day',
  'done_no',
  'ended_day',
  'orphan',
  'applies',
  'place',
  'leg',
] as const;

export type ClockColumns = Readonly<Record<(typeof CLOCK_COLUMNS)[number], string>>;

/** A select list of the columns of clocks. */
export const selectClock = (columns: ClockColumns): string =>
  CLOCK_COLUMNS.map((name) => (columns[name] === name ? name : `${columns[name]} AS ${name}`)).join(', ');

export const NO_DAY = 'CAST(NULL AS DATE)';
export const NO_NUMBER = 'CAST(NULL AS INT)';

/** The columns of a clock outside series, from the occurrence that is its trigger. */
export const START: Pick<
  ClockColumns,
  'case_id' | 'trig_day' | 'trig_ev' | 'start_day' | 'start_ev' | 'place' | 'leg'
> = {
  case_id: 'case_id',
  trig_day: 'at_day',
  trig_ev: 'ev',
  start_day: 'at_day',
  start_ev: 'ev',
  place: '0',
  leg: NO_NUMBER,
};
