import { loadBuilt, loadBuiltTable } from './built.js';

export const AMOUNT = 15;
/** Of the rule `first-core-group`, working days. */
export const CORE_GROUP_AMOUNT = 10;

const { workingCalendar, timescales, bindTable, dueFrom } = await loadBuilt();
const table = await loadBuiltTable('wokingham');
export const calendar = workingCalendar('GB-ENG');
export const wokingham = timescales(table);

/** The peer without holidays is held to this. */
export const weekendsOnly = workingCalendar({
  id: 'weekends',
  weekend: ['Saturday', 'Sunday'],
  holidays: [],
  coverage: { from: '2015-01-01', until: '2030-12-31' },
});

export const firstCoreGroup = (iso: string) =>
  wokingham.due('first-core-group', { events: { 'initial-conference': iso } });

export const initialConference = (iso: string) =>
  wokingham.due('initial-conference', { events: { 'strategy-discussion': iso } });

/** The same rule bound once, for those who ask for many dates. */
export const conferenceFrom = dueFrom(bindTable(table), 'initial-conference');
