import {
  AMOUNT,
  CORE_GROUP_AMOUNT,
  calendar,
  conferenceFrom,
  firstCoreGroup,
  initialConference,
  weekendsOnly,
} from './answers.js';
import { byDateFns, byDayjs, byMoment } from './peers.js';
import { localDate } from './starts.js';

/** Everyone must give the same answers, or their times say nothing. */
export function checkAgreement(starts: readonly string[], later: readonly string[]): void {
  for (const iso of starts) {
    const ours = calendar.addWorkingDays(iso, AMOUNT);
    same(iso, ours, byMoment(iso));
    same(iso, ours, byDayjs(iso));
    const plain = localDate(weekendsOnly.addWorkingDays(iso, AMOUNT));
    same(iso, plain.toString(), byDateFns(localDate(iso)).toString());
  }
  for (const iso of later) {
    same(iso, calendar.addWorkingDays(iso, AMOUNT), initialConference(iso).due);
    same(iso, calendar.addWorkingDays(iso, AMOUNT), conferenceFrom(iso).due);
    same(iso, calendar.addWorkingDays(iso, CORE_GROUP_AMOUNT), firstCoreGroup(iso).due);
  }
}

function same(start: string, one: string, other: string | null): void {
  if (one !== other) throw new Error(`From ${start}, ${one} is not ${other}: there is nothing to compare.`);
}
