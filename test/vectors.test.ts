import { describe, expect, it } from 'vitest';
import { type CountStart, workingCalendar } from '../src/calendar/index.js';
import type { TimescaleOptions } from '../src/cases/bind.js';
import type { CaseInput } from '../src/cases/case-input.js';
import { timescales } from '../src/cases/timescales.js';
import { addPeriod, dayOfAge } from '../src/time/add-period.js';
import { formatDay, parseDay } from '../src/time/day.js';
import { formatMoment, parseMoment } from '../src/time/moment.js';
import { parsePeriod } from '../src/time/period.js';
import { addHours } from '../src/time/zone.js';
import { vectorFiles, vectors } from './csv.js';
import { builtInTable } from './tables.js';

/** Worked out by hand and from the official list, never by the code under test. */
describe('golden vectors', () => {
  const DIVISIONS: Record<string, string> = {
    'england-and-wales': 'GB-ENG',
    scotland: 'GB-SCT',
    'northern-ireland': 'GB-NIR',
  };

  it.each(vectors('working-days.csv'))(
    '$division $date + $amount ($start): $note',
    ({ division, date, amount, start, expected }) => {
      const calendar = workingCalendar(DIVISIONS[division!] ?? division!);
      expect(calendar.addWorkingDays(date!, Number(amount), { start: start as CountStart })).toBe(expected);
    },
  );

  it.each(vectors('periods.csv'))('$date + $period: $note', ({ date, period, expected }) => {
    expect(addPeriod(date!, period!)).toBe(expected);
  });

  it.each(vectors('ages.csv'))('born $birth, $age: $note', ({ birth, age, expected }) => {
    expect(formatDay(dayOfAge(parseDay(birth!), parsePeriod(age!)))).toBe(expected);
  });

  it.each(vectors('hours.csv'))('$from + $hours hours: $note', ({ from, hours, zone, expected }) => {
    expect(formatMoment(addHours(parseMoment(from!), Number(hours), zone!))).toBe(expected);
  });

  const authorityOf = (name: string) => name.replace('.csv', '');
  const asked = (authority: string, row: Record<string, string>) =>
    timescales(builtInTable(authority), row.options ? (JSON.parse(row.options) as TimescaleOptions) : {});

  describe.each(vectorFiles('tables'))('deadlines of %s', (name) => {
    it.each(vectors(`tables/${name}`))('line $line, $rule: $note', (row) => {
      const input = JSON.parse(row.case!) as CaseInput;
      const clocks = asked(authorityOf(name), row).deadlines(row.rule!, input, { asOf: row['as-of']! });
      const dueOf = (clock: (typeof clocks)[number]) =>
        (row.due!.includes('T') ? clock.dueAt : clock.due) ?? '';
      const started = clocks.filter(
        (clock) => row.trigger === '' || clock.trigger === null || clock.trigger.on.startsWith(row.trigger!),
      );
      const clock = started.find((one) => dueOf(one) === row.due) ?? started[0];
      expect({
        due: clock && dueOf(clock),
        safe: clock?.safe ?? '',
        outcome: clock?.outcome ?? 'not-started',
      }).toEqual({
        due: clock ? row.due : undefined,
        safe: clock ? row.safe : '',
        outcome: row.outcome,
      });
    });
  });

  describe.each(vectorFiles('standings'))('limits, counts and eligibilities of %s', (name) => {
    it.each(vectors(`standings/${name}`))('line $line, $rule: $note', (row) => {
      const input = JSON.parse(row.case!) as CaseInput;
      const answer = asked(authorityOf(name), row).standing(row.rule!, input, { asOf: row['as-of']! });
      if (row.expected === '') expect(answer).toBeUndefined();
      else expect(answer).toMatchObject(JSON.parse(row.expected!) as object);
    });
  });
});
