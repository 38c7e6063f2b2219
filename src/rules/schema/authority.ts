import { z } from 'zod';
import { date, id, period, text } from './words.js';

const clock = z
  .string()
  .regex(/^([01]\d|2[0-4]):[0-5]\d-([01]\d|2[0-4]):[0-5]\d$/, 'opening hours are written "08:30-17:00"');

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'bank-holidays'] as const;

const hours = z.partialRecord(z.enum(weekdays), clock);

export const authority = z.strictObject({
  $schema: z.string().optional(),
  id,
  name: text,
  kind: z.enum(['authority', 'national', 'returns']),
  calendar: z.string().describe('the division whose bank holidays count: GB-ENG, GB-SCT or GB-NIR'),
  zone: z.string(),
  document: z.strictObject({
    title: text,
    version: text.optional(),
    dated: date.optional(),
    'next-review': text.optional(),
    note: text.optional(),
  }),
  from: date.describe('the first day on which the document is in force'),
  until: date.optional(),
  hours: z
    .record(
      id,
      z.strictObject({
        title: text,
        open: hours,
        clauses: z.array(z.string()).optional(),
        note: text.optional(),
      }),
    )
    .optional(),
  series: z
    .record(
      id,
      z.strictObject({ title: text, 'at-most': period.optional(), dates: z.array(date).min(1).optional() }),
    )
    .optional()
    .describe('dates that the authority gives: meetings, school terms'),
});
export type Authority = z.infer<typeof authority>;

/** Every clause of the document that fixes a time: encoded by a rule, or listed with the reason why not. */
export const clauses = z.strictObject({
  $schema: z.string().optional(),
  clauses: z.array(
    z.strictObject({
      id: z.string(),
      at: text,
      class: z.enum(['timed', 'at-once', 'calendar', 'gate', 'vague']),
      'not-computed': text.optional(),
      'encoded-in': text.optional(),
    }),
  ),
});
export type Clauses = z.infer<typeof clauses>;
