import { workingCalendar } from '../../src/calendar/working-calendar.js';
import type { CaseInput, EventInput } from '../../src/cases/case-input.js';
import { timescales } from '../../src/cases/timescales.js';
import { bindColumns } from '../../src/columns/index.js';
import type { FailureCode } from '../../src/failure.js';
import { addPeriod } from '../../src/time/add-period.js';
import { parsePeriod } from '../../src/time/period.js';
import { smallTable } from '../engine/small-table.js';
import { wokinghamTable } from '../tables.js';

/** A question with one thing wrong: where, and what the message has to say of what would be right. */
export interface BrokenInput {
  readonly what: string;
  readonly code: FailureCode;
  /** Where the bad value stands; empty for an argument that is the value itself. */
  readonly path?: string;
  readonly value: unknown;
  /** Words of the message: each has to stand in it. */
  readonly says: readonly string[];
  readonly ask: () => unknown;
}

const table = wokinghamTable();
const wokingham = timescales(table);

/** For what the types refuse already. */
const wrong = <T>(value: unknown): T => value as T;

const conference = (on: unknown) =>
  wokingham.due('initial-conference', { events: { 'strategy-discussion': wrong<string[]>(on) } });
const onEvent = (event: object) =>
  wokingham.due('initial-conference', { events: [wrong<EventInput>(event)] });
const withCase = (input: unknown) => wokingham.due('initial-conference', wrong<CaseInput>(input));
const onFacts = (facts: unknown) => withCase({ facts, events: {} });
const sound: CaseInput = { events: { 'strategy-discussion': '2026-03-27' } };
const DATE = 'events.strategy-discussion';

/** A rule in two versions, that came and went. */
const passing = timescales(
  smallTable([
    { id: 'rule', due: { within: '2 weeks', of: 'start' }, from: '2021-04-01', until: '2023-01-01' },
    { id: 'rule', due: { within: '1 week', of: 'start' }, from: '2023-01-01', until: '2025-01-01' },
  ]),
);

export const brokenInputs: readonly BrokenInput[] = [
  // dates
  {
    what: '30 February',
    code: 'INVALID_DATE',
    path: DATE,
    value: '2026-02-30',
    says: ['does not exist', 'February 2026 has 28 days'],
    ask: () => conference('2026-02-30'),
  },
  {
    what: '29 February of a common year',
    code: 'INVALID_DATE',
    path: DATE,
    value: '2025-02-29',
    says: ['does not exist', 'February 2025 has 28 days'],
    ask: () => conference('2025-02-29'),
  },
  {
    what: '30 February of a leap year',
    code: 'INVALID_DATE',
    path: DATE,
    value: '2024-02-30',
    says: ['February 2024 has 29 days'],
    ask: () => conference('2024-02-30'),
  },
  {
    what: 'a thirteenth month',
    code: 'INVALID_DATE',
    path: DATE,
    value: '2026-13-01',
    says: ['no month 13', '01 to 12'],
    ask: () => conference('2026-13-01'),
  },
  {
    what: 'dd/mm/yyyy',
    code: 'INVALID_DATE',
    path: DATE,
    value: '27/03/2026',
    says: ['YYYY-MM-DD', '2026-03-27'],
    ask: () => conference('27/03/2026'),
  },
  {
    what: 'd.m.yyyy',
    code: 'INVALID_DATE',
    path: DATE,
    value: '7.3.2026',
    says: ['YYYY-MM-DD', '2026-03-07'],
    ask: () => conference('7.3.2026'),
  },
  {
    what: 'a number',
    code: 'INVALID_DATE',
    path: DATE,
    value: 20260327,
    says: ['YYYY-MM-DD'],
    ask: () => conference(20260327),
  },
  {
    what: 'a date in a list',
    code: 'INVALID_DATE',
    path: `${DATE}[1]`,
    value: '2026-3-7',
    says: ['YYYY-MM-DD'],
    ask: () => conference(['2026-03-27', '2026-3-7']),
  },
  {
    what: 'a date of birth that does not exist',
    code: 'INVALID_DATE',
    path: 'facts.date-of-birth',
    value: '2010-06-31',
    says: ['June 2010 has 30 days'],
    ask: () => onFacts({ 'date-of-birth': '2010-06-31' }),
  },
  {
    what: 'an empty date',
    code: 'DATE_MISSING',
    path: DATE,
    value: '',
    says: ['missing', 'YYYY-MM-DD'],
    ask: () => conference(''),
  },
  {
    what: 'no date',
    code: 'DATE_MISSING',
    path: 'events[0].on',
    value: null,
    says: ['missing', 'YYYY-MM-DD'],
    ask: () => onEvent({ event: 'strategy-discussion' }),
  },
  {
    what: 'a date with a zone',
    code: 'DATE_HAS_ZONE',
    path: DATE,
    value: '2026-03-27T10:00:00Z',
    says: ['time zone', 'local', '"2026-03-27"'],
    ask: () => conference('2026-03-27T10:00:00Z'),
  },
  {
    what: 'a date with an offset',
    code: 'DATE_HAS_ZONE',
    path: 'events[0].on',
    value: '2026-03-27T10:00+01:00',
    says: ['time zone', 'local', '"2026-03-27"'],
    ask: () => onEvent({ event: 'strategy-discussion', on: '2026-03-27T10:00+01:00' }),
  },
  {
    what: 'a time that no clock shows',
    code: 'INVALID_TIME',
    path: DATE,
    value: '2026-03-27T24:10',
    says: ['"24:10"', 'HH:MM'],
    ask: () => conference('2026-03-27T24:10'),
  },
  {
    what: 'a day to ask for that is none',
    code: 'INVALID_DATE',
    path: 'asOf',
    value: 'today',
    says: ['YYYY-MM-DD'],
    ask: () => wokingham.due('initial-conference', sound, { asOf: 'today' }),
  },
  {
    what: 'a horizon with a time',
    code: 'INVALID_DATE',
    path: 'until',
    value: '2026-09-01T10:00',
    says: ['date alone', '"2026-09-01"'],
    ask: () => wokingham.plan(sound, { asOf: '2026-05-01', until: '2026-09-01T10:00' }),
  },

  // coverage and versions
  {
    what: 'the year 2051',
    code: 'OUTSIDE_COVERAGE',
    value: '2051-01-03',
    says: ['GB-ENG', '2000-01-01', '2050-12-31'],
    ask: () => conference('2051-01-03'),
  },
  {
    what: 'the year 1999',
    code: 'OUTSIDE_COVERAGE',
    value: '1999-12-31',
    says: ['GB-ENG', '2000-01-01', '2050-12-31'],
    ask: () => conference('1999-12-31'),
  },
  {
    what: 'a period that ends after 2050',
    code: 'OUTSIDE_COVERAGE',
    value: '2050-12-20',
    says: ['15 working days', 'GB-ENG', '2050-12-31'],
    ask: () => conference('2050-12-20'),
  },
  {
    what: 'a closure outside the calendar',
    code: 'OUTSIDE_COVERAGE',
    path: 'closures[1]',
    value: '2051-01-03',
    says: ['GB-ENG', '2000-01-01', '2050-12-31'],
    ask: () => timescales(table, { closures: ['2026-12-24', '2051-01-03'] }),
  },
  {
    what: 'before the first version',
    code: 'NO_VERSION_IN_FORCE',
    path: 'wokingham/initial-conference',
    value: '2020-01-31',
    says: ['2020-01-31', 'from 2020-02-01'],
    ask: () => conference('2020-01-31'),
  },
  {
    what: 'after the last version',
    code: 'NO_VERSION_IN_FORCE',
    path: 'small/rule',
    value: '2025-01-01',
    says: ['2025-01-01', 'from 2023-01-01', 'until 2025-01-01'],
    ask: () => passing.due('rule', { events: { start: '2025-01-01' } }),
  },
  {
    what: 'before the first of two versions',
    code: 'NO_VERSION_IN_FORCE',
    path: 'small/rule',
    value: '2021-03-31',
    says: ['2021-03-31', 'from 2021-04-01'],
    ask: () => passing.due('rule', { events: { start: '2021-03-31' } }),
  },

  // columns
  {
    what: 'a rule that is no date, in columns',
    code: 'NOT_IN_COLUMNS',
    path: 'rule',
    value: 'wokingham/eligible-child',
    says: ['wokingham/eligible-child', 'fixes no date'],
    ask: () => bindColumns(timescales(table), 'eligible-child'),
  },

  // periods and calendars
  {
    what: 'a bare "days"',
    code: 'BARE_DAYS',
    path: '',
    value: '10 days',
    says: ['"10 working days"', '"10 calendar days"'],
    ask: () => parsePeriod('10 days'),
  },
  {
    what: 'a period to add that needs a calendar',
    code: 'INVALID_PERIOD',
    path: '',
    value: 'working days',
    says: ['working days', 'weeks', 'months'],
    ask: () => addPeriod('2026-03-27', '10 working days'),
  },
  {
    what: 'half an amount',
    code: 'INVALID_AMOUNT',
    path: 'n',
    value: 1.5,
    says: ['whole'],
    ask: () => wokingham.calendar.addWorkingDays('2026-03-27', 1.5),
  },
  {
    what: 'a start of counting that is none',
    code: 'INVALID_OPTION',
    path: 'options.start',
    value: 'day-1',
    says: ['next-day', 'next-working-day', 'trigger-day'],
    ask: () => wokingham.calendar.addWorkingDays('2026-03-27', 1, { start: wrong('day-1') }),
  },
  {
    what: 'a calendar that is not there',
    code: 'UNKNOWN_CALENDAR',
    path: '',
    value: 'GB-WLS',
    says: ['"GB-WLS"', '"GB-ENG"', '"GB-SCT"', '"GB-NIR"'],
    ask: () => workingCalendar('GB-WLS'),
  },
  {
    what: 'a closure that ends before it starts',
    code: 'INVALID_CALENDAR',
    path: 'closures[0].until',
    value: '2026-12-20',
    says: ['"until"', '2026-12-24'],
    ask: () =>
      timescales(table, { closures: [{ from: '2026-12-24', until: '2026-12-20', name: 'Christmas' }] }),
  },
  {
    what: 'a zone that is none',
    code: 'INVALID_TABLE',
    path: 'authority.json: zone',
    value: 'Europe/Reading',
    says: ['"Europe/Reading"', '"Europe/London"'],
    ask: () =>
      timescales(
        smallTable([{ id: 'rule', due: { within: '24 hours', of: 'start' } }], { zone: 'Europe/Reading' }),
      ).due('rule', { events: { start: '2026-03-27T10:00' } }),
  },

  // authorities and rules
  {
    what: 'an authority that the table does not hold',
    code: 'UNKNOWN_AUTHORITY',
    path: 'rule',
    value: 'reading/initial-conference',
    says: ['reading/initial-conference', 'wokingham/'],
    ask: () => wokingham.due('reading/initial-conference', sound),
  },
  {
    what: 'an unknown rule with a near name',
    code: 'UNKNOWN_RULE',
    path: 'rule',
    value: 'intial-conference',
    says: ['"intial-conference"', 'Did you mean "initial-conference"?'],
    ask: () => wokingham.due('intial-conference', sound),
  },
  {
    what: 'an unknown rule to check',
    code: 'UNKNOWN_RULE',
    path: 'rule',
    value: 'nothing-of-the-kind',
    says: ['"nothing-of-the-kind"', 'wokingham'],
    ask: () => wokingham.check([sound], { asOf: '2026-05-01', rules: ['nothing-of-the-kind'] }),
  },
  {
    what: 'a rule that is no deadline',
    code: 'NOT_A_DEADLINE',
    path: 'rule',
    value: 'eligible-child',
    says: ['"eligible-child"', 'eligibility', 'plan'],
    ask: () => wokingham.due('eligible-child', sound),
  },
  {
    what: 'a count that is asked for as a deadline',
    code: 'NOT_A_DEADLINE',
    path: 'rule',
    value: 'child-protection-bedroom',
    says: ['"child-protection-bedroom"', 'a count', 'plan'],
    ask: () => wokingham.explain('child-protection-bedroom', sound),
  },
  {
    what: 'a rule that is no deadline, to check',
    code: 'NOT_A_DEADLINE',
    path: 'rules',
    value: 'eligible-child',
    says: ['"eligible-child"', 'not a due date', 'plan'],
    ask: () => wokingham.check([sound], { asOf: '2026-05-01', rules: ['eligible-child'] }),
  },
  {
    what: 'a series of dates that the table does not know',
    code: 'MISSING_SERIES',
    path: 'series.school-term',
    value: 'school-term',
    says: ['"school-term"', 'Did you mean "school-terms"?'],
    ask: () =>
      timescales(table, { series: { 'school-term': [{ from: '2026-01-05', until: '2026-04-01' }] } }),
  },

  // cases
  {
    what: 'a missing trigger',
    code: 'MISSING_TRIGGER',
    path: 'events',
    value: null,
    says: ['"section-47-start"', '"strategy-discussion"', 'give the date'],
    ask: () => wokingham.due('initial-conference', { events: { 'contact-received': '2026-03-27' } }),
  },
  {
    what: 'an unknown event with a near name',
    code: 'UNKNOWN_EVENT',
    path: 'events.stratgy-discussion',
    value: 'stratgy-discussion',
    says: ['"stratgy-discussion"', 'Did you mean "strategy-discussion"?'],
    ask: () => withCase({ events: { 'stratgy-discussion': '2026-03-27' } }),
  },
  {
    what: 'an event with the name that people write',
    code: 'UNKNOWN_EVENT',
    path: 'events[1].event',
    value: 'Strategy Discussion',
    says: ['"Strategy Discussion"', 'Did you mean "strategy-discussion"?'],
    ask: () =>
      withCase({
        events: [
          { event: 'contact-received', on: '2026-03-27' },
          { event: 'Strategy Discussion', on: '2026-03-27' },
        ],
      }),
  },
  {
    what: 'an event without a name',
    code: 'UNKNOWN_EVENT',
    path: 'events[0].event',
    value: null,
    says: ['name', '"strategy-discussion"'],
    ask: () => onEvent({ on: '2026-03-27' }),
  },
  {
    what: 'an event that has the name of a part of every object',
    code: 'UNKNOWN_EVENT',
    path: 'events.constructor',
    value: 'constructor',
    says: ['"constructor"'],
    ask: () => withCase({ events: { constructor: '2026-03-27' } }),
  },
  {
    what: 'an unknown fact with a near name',
    code: 'UNKNOWN_FACT',
    path: 'facts.date-of-brith',
    value: 'date-of-brith',
    says: ['"date-of-brith"', 'Did you mean "date-of-birth"?'],
    ask: () => onFacts({ 'date-of-brith': '2010-06-30' }),
  },
  {
    what: 'an unknown fact of an event',
    code: 'UNKNOWN_FACT',
    path: 'events[0].facts.quorat',
    value: 'quorat',
    says: ['"quorat"', 'Did you mean "quorate"?'],
    ask: () => onEvent({ event: 'initial-conference', on: '2026-03-27', facts: { quorat: true } }),
  },
  {
    what: 'a value that a fact cannot have',
    code: 'INVALID_FACT',
    path: 'facts.team',
    value: 'long term',
    says: ['"long term"', '"team"', 'one of', 'long-term'],
    ask: () => onFacts({ team: 'long term' }),
  },
  {
    what: 'a text for a fact that is so or not',
    code: 'INVALID_FACT',
    path: 'facts.disabled',
    value: 'yes',
    says: ['"yes"', '"disabled"', 'true or false'],
    ask: () => onFacts({ disabled: 'yes' }),
  },
  {
    what: 'a number for a date',
    code: 'INVALID_FACT',
    path: 'facts.date-of-birth',
    value: 2010,
    says: ['"date-of-birth"', 'YYYY-MM-DD'],
    ask: () => onFacts({ 'date-of-birth': 2010 }),
  },
  {
    what: 'a text for a number',
    code: 'INVALID_FACT',
    path: 'facts.size',
    value: '4',
    says: ['"size"', 'a number'],
    ask: () => passing.due('rule', { facts: { size: '4' }, events: {} }),
  },
  {
    what: 'a case that is a text',
    code: 'INVALID_CASE',
    path: '',
    value: 'C-1',
    says: ['object', '"events"'],
    ask: () => withCase('C-1'),
  },
  {
    what: 'a case that is a list',
    code: 'INVALID_CASE',
    path: '',
    value: [],
    says: ['object', '"events"'],
    ask: () => withCase([]),
  },
  {
    what: 'a case without events',
    code: 'INVALID_CASE',
    path: 'events',
    value: null,
    says: ['"events"', 'list', 'object of names and dates'],
    ask: () => withCase({ case: 'C-1' }),
  },
  {
    what: 'a case with a number for its name',
    code: 'INVALID_CASE',
    path: 'case',
    value: 1001,
    says: ['text', '"C-1"'],
    ask: () => withCase({ case: 1001, events: {} }),
  },
  {
    what: 'an event that is a date',
    code: 'INVALID_CASE',
    path: 'events[0]',
    value: '2026-03-27',
    says: ['object', '"event"', '"on"'],
    ask: () => withCase({ events: ['2026-03-27'] }),
  },
  {
    what: 'facts that are a list',
    code: 'INVALID_CASE',
    path: 'facts',
    value: ['disabled'],
    says: ['object of names and values'],
    ask: () => onFacts(['disabled']),
  },
  {
    what: 'a stay that ends before it starts',
    code: 'INVALID_CASE',
    path: 'events[0].until',
    value: '2026-03-01',
    says: ['2026-03-01', 'before it starts on 2026-03-27'],
    ask: () => onEvent({ event: 'short-break-start', on: '2026-03-27', until: '2026-03-01' }),
  },
  {
    what: 'a link that is no text',
    code: 'INVALID_CASE',
    path: 'events[0].for',
    value: 4,
    says: ['"for"', 'text'],
    ask: () => onEvent({ event: 'visit-recorded', on: '2026-03-27', for: 4 }),
  },
  {
    what: 'a link to an event that is not there',
    code: 'INVALID_CASE',
    value: 'visit-7',
    says: ['"visit-recorded"', '"visit-7"', 'no event has that id'],
    ask: () => onEvent({ event: 'visit-recorded', on: '2026-03-27', for: 'visit-7' }),
  },
  {
    what: 'an unknown key of a case',
    code: 'UNKNOWN_KEY',
    path: 'event',
    value: 'event',
    says: ['"event"', 'case', 'Did you mean "events"?'],
    ask: () => withCase({ event: [], events: [] }),
  },
  {
    what: 'an unknown key of an event',
    code: 'UNKNOWN_KEY',
    path: 'events[0].fact',
    value: 'fact',
    says: ['"fact"', 'event', 'Did you mean "facts"?'],
    ask: () => onEvent({ event: 'strategy-discussion', on: '2026-03-27', fact: {} }),
  },
];
