export type { CalendarOptions, ClosureInput } from './adjustments.js';
export { CALENDAR_IDS, type CalendarId } from './built-in.js';
export type { Bounds, CountStart, DayCalendar, YearKind } from './day-calendar.js';
export type { CalendarDefinition, Coverage, Holiday, WeekdayName } from './definition.js';
export { type WorkingCalendar, workingCalendar } from './working-calendar.js';
