// Writes cases-long.csv, cases-wide.csv and cases.ndjson beside itself: invented cases, the same ones every time.
// Run it with `node examples/make-cases.mjs`. It reads no clock and needs nothing but Node.
import { writeFileSync } from 'node:fs';

/** A small seeded generator of numbers from 0 up to 1 (mulberry32). */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

// A day is a whole number of days since 1970-01-01, as in the library; that day was a Thursday.
const toDay = (date) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const toDate = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const isWeekend = (day) => (day + 3) % 7 >= 5;

// England's bank holidays. Counted here by itself, so that the cases don't lean on the library they are tried on.
const BANK_HOLIDAYS = new Set(
  [
    ...['2024-01-01', '2024-03-29', '2024-04-01', '2024-05-06', '2024-05-27', '2024-08-26'],
    ...['2024-12-25', '2024-12-26', '2025-01-01', '2025-04-18', '2025-04-21', '2025-05-05'],
    ...['2025-05-26', '2025-08-25', '2025-12-25', '2025-12-26', '2026-01-01', '2026-04-03'],
    ...['2026-04-06', '2026-05-04', '2026-05-25', '2026-08-31', '2026-12-25', '2026-12-28'],
  ].map(toDay),
);
const isWorkingDay = (day) => !isWeekend(day) && !BANK_HOLIDAYS.has(day);

/** The n-th working day after a day; with 0, the day itself or the next working day. */
function afterWorkingDays(day, count) {
  let at = day;
  for (let left = count; left > 0 || !isWorkingDay(at); ) {
    at += 1;
    if (left > 0 && isWorkingDay(at)) left -= 1;
  }
  return at;
}

const FIRST = toDay('2024-01-08');
const LAST_START = toDay('2026-04-24');
/** What would lie after this day has not been recorded yet. */
const RECORDED_UNTIL = toDay('2026-04-30');

/** The draws that every file makes: numbers, chances, days, times. */
function draws(seed) {
  const random = seeded(seed);
  const whole = (from, to) => from + Math.floor(random() * (to - from + 1));
  const chance = (share) => random() < share;
  const pick = (list) => list[whole(0, list.length - 1)];
  const start = () => afterWorkingDays(whole(FIRST, LAST_START), 0);
  const time = () => `T${String(whole(8, 18)).padStart(2, '0')}:${String(whole(0, 59)).padStart(2, '0')}`;
  return { whole, chance, pick, start, time };
}

/** Working days to the conference: four in five held are within 15; undefined is never held. */
function conferenceAfter({ whole, chance }) {
  if (chance(0.06)) return undefined;
  return chance(0.82) ? whole(8, 15) : whole(16, 27);
}

/** One case's events, `[event, date]`, in order; `shape` is how far the case goes. */
function history(draw, shape) {
  const { whole, chance, start, time } = draw;
  const events = [];
  const add = (event, day, at = '') => {
    if (day <= RECORDED_UNTIL) events.push([event, `${toDate(day)}${at}`]);
  };
  const began = start();
  if (shape === 'assessment') {
    add('contact-received', began, chance(0.5) ? time() : '');
    add('referral-received', afterWorkingDays(began, 1));
    const allocated = afterWorkingDays(began, whole(1, 3));
    add('assessment-allocated', allocated);
    if (chance(0.6)) add('assessment-visit', afterWorkingDays(allocated, whole(1, 5)));
    if (chance(0.9)) {
      const taken = chance(0.7) ? whole(14, 25) : whole(26, 52);
      add('assessment-complete', afterWorkingDays(allocated, taken));
    }
    return events;
  }
  if (chance(0.35)) add('contact-received', afterWorkingDays(began - 3, 0), time());
  add('strategy-discussion', began, chance(0.25) ? time() : '');
  const enquiry = chance(0.8) ? afterWorkingDays(began, chance(0.85) ? 0 : 1) : undefined;
  if (enquiry !== undefined) add('section-47-start', enquiry);
  const after = conferenceAfter(draw);
  if (after === undefined) return events;
  const conference = afterWorkingDays(enquiry ?? began, after);
  add('initial-conference', conference);
  if (chance(0.75)) {
    add('protection-plan-start', conference);
    if (shape === 'plan') {
      add('core-group', afterWorkingDays(conference, chance(0.8) ? whole(5, 10) : whole(11, 16)));
      if (chance(0.85)) add('review-conference', afterWorkingDays(conference, whole(50, 64)));
    }
  }
  return events;
}

const shapeOf = ({ chance, pick }) => (chance(0.3) ? 'assessment' : pick(['conference', 'plan']));

/** The cases that are in order, at least two events each. */
function goodCases(prefix, count, draw) {
  return Array.from({ length: count }, (_, index) => {
    let events = [];
    while (events.length < 2) events = history(draw, shapeOf(draw)).slice(0, 6);
    return { name: `${prefix}-${String(index + 1).padStart(4, '0')}`, events };
  });
}

/** Puts odd cases among the others at even distances: one comes first, one comes last. */
function spread(cases, odd) {
  const mixed = [...cases];
  for (const [index, one] of [...odd.entries()].reverse()) {
    mixed.splice(Math.round((index * cases.length) / (odd.length - 1)), 0, one);
  }
  return mixed;
}

/** Valid, but worth a look: names with commas and quotes, a conference before what should lead to it. */
const ODD = [
  ['ODD-COMMA, IN THE NAME', ['strategy-discussion', '2026-03-02'], ['initial-conference', '2026-03-20']],
  ['ODD, "QUOTES" TOO', ['strategy-discussion', '2025-11-03'], ['initial-conference', '2025-11-21']],
  [
    'ODD-COMPLETION-BEFORE-TRIGGER',
    ['initial-conference', '2026-02-10'],
    ['strategy-discussion', '2026-02-20'],
  ],
  [
    'ODD-COMPLETION-A-YEAR-TOO-EARLY',
    ['initial-conference', '2025-03-18'],
    ['strategy-discussion', '2026-03-02'],
  ],
];

/** Dates that must be refused, in either form. */
const BAD_DATES = [
  ['BAD-30-FEB', '2026-02-30'],
  ['BAD-29-FEB-COMMON-YEAR', '2025-02-29'],
  ['BAD-ZONE', '2026-03-27Z'],
  ['BAD-ZONE-BEHIND-TIME', '2026-03-27T16:40Z'],
  ['BAD-OFFSET', '2026-03-27T16:40+01:00'],
  ['BAD-DD-MM-YYYY', '27/03/2026'],
  ['BAD-YEAR-1999', '1999-03-26'],
  ['BAD-YEAR-2051', '2051-03-27'],
  ['BAD-MONTH-13', '2026-13-01'],
  ['BAD-NO-ZEROS', '2026-3-27'],
  ['BAD-HOUR-25', '2026-03-27T25:00'],
  ['BAD-WORD', 'tbc'],
];
const OPENING = ['contact-received', '2026-02-27'];

const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const line = (cells) => cells.map(cell).join(',');
const write = (file, lines) => writeFileSync(new URL(file, import.meta.url), `${lines.join('\n')}\n`);

function longFile() {
  const bad = [
    ...BAD_DATES.map(([name, date]) => [name, OPENING, ['strategy-discussion', date]]),
    ['BAD-NEAR-EVENT', OPENING, ['strategy-discusion', '2026-03-27']],
    ['BAD-NEAR-EVENT-2', ['strategy-discussion', '2026-03-02'], ['inital-conference', '2026-03-20']],
    ['BAD-NO-EVENT', OPENING, ['', '2026-03-27']],
    ['BAD-EMPTY-DATE', OPENING, ['strategy-discussion', '']],
    ['', ['strategy-discussion', '2026-03-27']],
  ];
  const odd = [...bad, ...ODD].map(([name, ...events]) => ({ name, events }));
  const cases = spread(goodCases('L', 540, draws(20260327)), odd);
  const rows = cases.flatMap(({ name, events }) => events.map((event) => line([name, ...event])));
  write('cases-long.csv', ['case,event,on', ...rows]);
}

const COLUMNS = [
  ...['contact-received', 'referral-received', 'assessment-allocated', 'assessment-complete'],
  ...['strategy-discussion', 'section-47-start', 'initial-conference', 'protection-plan-start'],
  ...['core-group', 'review-conference'],
];

function wideFile() {
  // The bad cell is the trigger in most rows and the completion in some, so that both are tried.
  const bad = BAD_DATES.map(([name, date], index) =>
    index % 3 === 2 && !name.startsWith('BAD-YEAR')
      ? [name, ['strategy-discussion', '2026-03-02'], ['initial-conference', date]]
      : [name, OPENING, ['strategy-discussion', date]],
  );
  const odd = [
    ...bad,
    ['BAD-SERIAL-NUMBER', ['strategy-discussion', '46108']],
    ['', ['strategy-discussion', '2026-03-27']],
    ...ODD,
  ].map(([name, ...events]) => ({ name, events }));
  const cases = spread(goodCases('W', 540, draws(20260421)), odd);
  const rows = cases.map(({ name, events }) => {
    const dates = new Map(events);
    return line([name, ...COLUMNS.map((event) => dates.get(event) ?? '')]);
  });
  write('cases-wide.csv', [line(['case', ...COLUMNS]), ...rows]);
}

/** A case with facts: the child's own on the case, a visit's or a conference's on the event. */
function caseObject({ name, events }, { whole, chance, pick }) {
  const team = events.some(([event]) => event === 'assessment-allocated')
    ? 'assessment'
    : pick(['assessment', 'long-term', 'children-with-disabilities']);
  return {
    case: name,
    authority: 'wokingham',
    facts: {
      'date-of-birth': toDate(whole(toDay('2009-01-01'), toDay('2023-12-31'))),
      team,
      disabled: team === 'children-with-disabilities' || chance(0.05),
      'stepping-down': team === 'assessment' && chance(0.3),
    },
    events: events.flatMap(([event, on]) => {
      const held = { event, on };
      if (event === 'strategy-discussion') return [{ ...held, facts: { 'section-47-threshold-met': true } }];
      if (event === 'initial-conference') return [{ ...held, facts: { quorate: chance(0.95) } }];
      if (event !== 'protection-plan-start') return [held];
      const visit = afterWorkingDays(toDay(on), whole(6, 12));
      if (visit > RECORDED_UNTIL) return [held];
      const seen = { 'bedroom-seen': chance(0.5) };
      return [held, { event: 'child-protection-visit', on: toDate(visit), facts: seen }];
    }),
  };
}

function objectFile() {
  const draw = draws(20260501);
  const objects = goodCases('N', 60, draw).map((one) => caseObject(one, draw));
  for (const one of objects)
    one.events.sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
  write(
    'cases.ndjson',
    objects.map((one) => JSON.stringify(one)),
  );
}

longFile();
wideFile();
objectFile();
