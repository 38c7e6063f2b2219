import { addBusinessDays } from 'date-fns/addBusinessDays';
import dayjs from 'dayjs';
import dayjsBusinessDays from 'dayjs-business-days2';
import moment from 'moment-business-days';
import { AMOUNT, calendar } from './answers.js';

const FORMAT = 'YYYY-MM-DD';
const YEARS = Array.from({ length: 16 }, (_, index) => 2015 + index);

/** The peers get the holidays of our own calendar, which the tests hold to the official list. */
const holidays = YEARS.flatMap((year) => calendar.holidays(year)).map(({ date }) => date);
moment.updateLocale('en', { holidays, holidayFormat: FORMAT });
dayjs.extend(dayjsBusinessDays, { holidays, holidayFormat: FORMAT });

export const byMoment = (iso: string): string => moment(iso).businessAdd(AMOUNT).format(FORMAT);
export const byDayjs = (iso: string): string => dayjs(iso).businessDaysAdd(AMOUNT).format(FORMAT);
/** A ready date to a date; it knows weekends and no holidays. */
export const byDateFns = (date: Date): Date => addBusinessDays(date, AMOUNT);
