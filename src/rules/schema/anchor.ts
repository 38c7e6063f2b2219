import { z } from 'zod';
import { calendarPeriod, id, oneOrMore, period } from './words.js';

/** What a period is counted from or back from: an event of the case, or a day made from one. */
export type Anchor =
  | string
  | { each: string | string[] }
  | { nth: number | 'last'; event: string; in?: string | undefined }
  | { age: string | string[] }
  | { gestation: string }
  | { 'due-date-of': string }
  | { next: string; after?: Anchor | undefined; 'at-most'?: string | undefined }
  | { after: string; of: Anchor }
  | { by: string; before: Anchor }
  | { earliest: Anchor[] }
  | { latest: Anchor[] };

export const anchor: z.ZodType<Anchor> = z.lazy(() =>
  z.union([
    id.describe('the event that starts this clock, or that it leads up to'),
    z.strictObject({ each: oneOrMore(id) }).describe('one clock for every such event'),
    z
      .strictObject({
        nth: z.union([z.int().min(1).max(99), z.literal('last')]),
        event: id,
        in: id
          .optional()
          .describe(
            'a spell of the vocabulary, in each of which it is counted anew; without it, in all that is recorded',
          ),
      })
      .describe('the first, second, … or last of an event that repeats'),
    z.strictObject({ age: oneOrMore(calendarPeriod) }).describe('the day the child reaches the age'),
    z
      .strictObject({
        gestation: calendarPeriod.refine((value) => /weeks?$/.test(value), 'gestation is counted in weeks'),
      })
      .describe('worked back from the expected date of delivery, 40 weeks'),
    z.strictObject({ 'due-date-of': id }).describe('the due date of another rule of this authority'),
    z
      .strictObject({ next: id, after: anchor.optional(), 'at-most': period.optional() })
      .describe(
        'the next date of a series that the authority gives, on or after the trigger; at most so far away',
      ),
    z.strictObject({ after: period, of: anchor }).describe('a day so long after another'),
    z.strictObject({ by: period, before: anchor }).describe('a day so long before another'),
    z
      .strictObject({ earliest: z.array(anchor).min(2) })
      .describe('the earliest of several that are recorded'),
    z.strictObject({ latest: z.array(anchor).min(2) }).describe('the latest of several'),
  ]),
);
