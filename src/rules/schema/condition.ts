import { z } from 'zod';
import { calendarPeriod, id, oneOrMore } from './words.js';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const bounds = z
  .strictObject({ 'at-least': z.number().optional(), under: z.number().optional() })
  .describe('a number: "at-least" counts the bound itself, "under" does not');

const age = z
  .strictObject({ 'at-least': calendarPeriod.optional(), under: calendarPeriod.optional() })
  .describe("the child's age on the day the condition is asked for");

const happened = z
  .union([
    oneOrMore(id),
    z
      .strictObject({ event: oneOrMore(id), 'within-last': calendarPeriod })
      .describe('happened on the day that the condition is asked for, or so long before it at most'),
    z
      .strictObject({ event: oneOrMore(id), since: z.literal('start') })
      .describe('happened since this clock, or this series, started'),
  ])
  .describe('one of the events has happened, ever, by the day asked for');

const total = z
  .strictObject({
    of: id.describe('a spell of the vocabulary'),
    'at-least': calendarPeriod.optional(),
    'at-most': calendarPeriod.optional(),
    'since-age': calendarPeriod.optional(),
    'within-last': calendarPeriod.optional(),
  })
  .describe('days added up over spells');

/** All lines hold. A key that is not one of the words below is the name of a fact. */
export interface Condition {
  any?: Condition[] | undefined;
  not?: Condition | undefined;
  age?: z.infer<typeof age> | undefined;
  happened?: z.infer<typeof happened> | undefined;
  total?: z.infer<typeof total> | undefined;
  [fact: string]: unknown;
}

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z
    .object({
      any: z.array(condition).min(2).optional(),
      not: condition.optional(),
      age: age.optional(),
      happened: happened.optional(),
      total: total.optional(),
    })
    .catchall(z.union([scalar, z.array(scalar).min(1), bounds]))
    .refine((lines) => Object.keys(lines).length > 0, 'a condition needs at least one line')
    .describe('all lines hold; unknown facts make the whole unknown, never yes or no'),
);

export const CONDITION_WORDS = ['any', 'not', 'age', 'happened', 'total'] as const;
