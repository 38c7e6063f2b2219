import { checkAgreement } from './agreement.js';
import { AMOUNT, calendar, conferenceFrom, firstCoreGroup, initialConference } from './answers.js';
import { three } from './numbers.js';
import { byDateFns, byDayjs, byMoment } from './peers.js';
import { type Contender, takeTurns } from './rounds.js';
import { IN_FORCE, localDate, ROUND, randomStarts } from './starts.js';
import { atLeast, type Figure } from './table.js';

const SAMPLE = 500;
const starts = randomStarts();
const dates = starts.map(localDate);
/** For the rules, whose table is younger than the calendar. */
const later = randomStarts(IN_FORCE);

// Each has a loop of its own: one loop for all would teach the compiler nothing about any of them.
const OURS: readonly Contender[] = [
  {
    name: "`workingCalendar('GB-ENG').addWorkingDays(iso, 15)`",
    run: (times) => {
      let read = 0;
      for (let at = 0; at < times; at++)
        read += calendar.addWorkingDays(starts[at & ROUND]!, AMOUNT).charCodeAt(9);
      return read;
    },
  },
  {
    name: "`dueFrom(bindTable(wokingham), 'initial-conference')(iso)`, the full answer, a start asked before",
    run: (times) => {
      let read = 0;
      for (let at = 0; at < times; at++) read += conferenceFrom(later[at & ROUND]!).due!.charCodeAt(9);
      return read;
    },
  },
  {
    name: "`timescales(wokingham).due('first-core-group', …)`, the full answer worked out anew",
    run: (times) => {
      let read = 0;
      for (let at = 0; at < times; at++) read += firstCoreGroup(later[at & ROUND]!).due!.charCodeAt(9);
      return read;
    },
  },
  {
    name: "`timescales(wokingham).due('initial-conference', …)`, the same with two other readings",
    run: (times) => {
      let read = 0;
      for (let at = 0; at < times; at++) read += initialConference(later[at & ROUND]!).due!.charCodeAt(9);
      return read;
    },
  },
];

const PEERS: readonly (Contender & { readonly detail: string; readonly wanted: number })[] = [
  {
    name: 'date-fns',
    detail: '`addBusinessDays` from a ready `Date` to a `Date`, no holidays',
    wanted: 2,
    run: (times) => {
      let read = 0;
      for (let at = 0; at < times; at++) read += byDateFns(dates[at & ROUND]!).getDay();
      return read;
    },
  },
  {
    name: 'moment-business-days',
    detail: 'ISO text to ISO text, the same holidays',
    wanted: 100,
    run: (times) => {
      let read = 0;
      for (let at = 0; at < times; at++) read += byMoment(starts[at & ROUND]!).charCodeAt(9);
      return read;
    },
  },
  {
    name: 'dayjs-business-days2',
    detail: 'ISO text to ISO text, the same holidays',
    wanted: 100,
    run: (times) => {
      let read = 0;
      for (let at = 0; at < times; at++) read += byDayjs(starts[at & ROUND]!).charCodeAt(9);
      return read;
    },
  },
];

/** One due date, from an ISO text to an answer with ISO texts. */
export function oneDate(): Figure[] {
  checkAgreement(starts.slice(0, SAMPLE), later.slice(0, SAMPLE));
  const { nanoseconds, ratio } = takeTurns([...OURS, ...PEERS]);
  const figuresOf = (ours: Contender): Figure[] => [
    { what: `One due date: ${ours.name}`, measured: `${three(nanoseconds(ours))} ns` },
    ...PEERS.map((peer) => {
      const rate = ratio(peer, ours);
      return {
        what: `– its rate against ${peer.name}`,
        measured: `${three(rate)} ×`,
        target: atLeast(rate, peer.wanted, `${peer.wanted} ×`),
      };
    }),
  ];
  return [
    ...OURS.flatMap(figuresOf),
    ...PEERS.map((peer) => ({
      what: `Peer ${peer.name}: ${peer.detail}`,
      measured: `${three(nanoseconds(peer))} ns`,
    })),
  ];
}
