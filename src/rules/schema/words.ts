import { z } from 'zod';
import { TimescaleError } from '../../failure.js';
import { parseDay } from '../../time/day.js';
import { parsePeriod } from '../../time/period.js';

/** Carries the library's own failure code through zod's issue, so that lint can tell it again. */
export function refuse(context: z.RefinementCtx, error: unknown): void {
  if (!(error instanceof TimescaleError)) throw error;
  context.addIssue({ code: 'custom', message: error.message, params: { code: error.code } });
}

export const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    'an id is lower-case words joined by hyphens, such as "initial-conference"',
  );

export const text = z
  .string()
  .min(1)
  .regex(/^\S(.*\S)?$/s, 'text may not start or end with a space');

export const period = z
  .string()
  .superRefine((value, context) => {
    try {
      parsePeriod(value);
    } catch (error) {
      refuse(context, error);
    }
  })
  .describe(
    'a whole number and a unit: "15 working days", "91 calendar days", "6 weeks", "3 months", "24 hours"',
  );

/** A period that needs no calendar: for ages, and for looking back. */
export const calendarPeriod = period.refine(
  (value) => !/^\d+ (working|hour)/.test(value),
  'here a period is in calendar days, weeks, months or years',
);

export const date = z
  .string()
  .superRefine((value, context) => {
    try {
      parseDay(value);
    } catch (error) {
      refuse(context, error);
    }
  })
  .describe('a calendar date, YYYY-MM-DD');

/** One or several of a kind. */
export function oneOrMore<T extends z.ZodType>(item: T) {
  return z.union([item, z.array(item).min(1)]);
}

/** Which national rule a local one is the form of. */
export const localises = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'a rule is named with its table, such as "england/core-group"')
  .describe(
    'the national rule of which this is the local form, or which a check of the returns is about, such as "england/core-group"',
  );
