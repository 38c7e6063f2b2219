import { z } from 'zod';
import { type Anchor, anchor } from './anchor.js';
import { id, localises, oneOrMore, period, text } from './words.js';

/** How a period is counted where it is not the default; each is said in the answer's explanation. */
const counting = {
  counting: z
    .enum(['next-day', 'next-working-day', 'trigger-day'])
    .optional()
    .describe(
      'next-day (default): the trigger is day 0 wherever it falls; next-working-day: a trigger on a non-working day is received on the next working day, which is day 0; trigger-day: the trigger is day 1',
    ),
  clear: z.literal(true).optional().describe('clear days: neither end is counted'),
  roll: z
    .enum(['previous-working-day', 'next-working-day'])
    .optional()
    .describe('where the period ends on a non-working day'),
  'received-in': id
    .optional()
    .describe(
      "the authority's opening hours in which the trigger must fall; after the cut-off it is received the next working day",
    ),
  'no-earlier-than': anchor.optional().describe('the day on which the window opens'),
  until: oneOrMore(id)
    .optional()
    .describe(
      'events after which the action is no longer due; one that ends a spell leaves alone what starts on the day on which the next spell begins',
    ),
};

const tieredPeriod = z
  .union([
    period,
    z.record(id, period).refine((tiers) => Object.keys(tiers).length >= 2, 'tiers are two or more'),
  ])
  .describe('a period, or named tiers of it from the tightest to the limit');

const orElse = oneOrMore(id).optional().describe('what stands in for a start that was not recorded');

/** Hours are elapsed time: no day of theirs is counted or moved. */
function hoursCountNoDays(due: Record<string, unknown>): boolean {
  const periods = [due.within ?? due.by].flatMap((one) =>
    typeof one === 'string' ? [one] : Object.values(one as object),
  );
  const inHours = periods.some((one) => /^\d+ hours?$/.test(String(one)));
  return !inHours || (due.counting === undefined && due.clear === undefined && due.roll === undefined);
}

const HOURS_MESSAGE =
  'hours are elapsed time; "counting", "clear" and "roll" go with days, weeks, months and years';

const within = z
  .strictObject({ within: tieredPeriod, of: anchor, 'or-else': orElse, ...counting })
  .refine(hoursCountNoDays, HOURS_MESSAGE);
const byBefore = z
  .strictObject({ by: tieredPeriod, before: anchor, 'or-else': orElse, ...counting })
  .refine(hoursCountNoDays, HOURS_MESSAGE);
const before = z.strictObject({ before: anchor, 'or-else': orElse, 'no-earlier-than': anchor.optional() });
const at = z.strictObject({ at: anchor, 'or-else': orElse, roll: counting.roll });
const atOnce = z.strictObject({
  'at-once-after': anchor,
  'or-else': orElse,
  'received-in': counting['received-in'],
  until: counting.until,
});
const opens = z.strictObject({ 'no-earlier-than': anchor });

/** A timing that gives one date. */
export type SingleDue =
  | z.infer<typeof within>
  | z.infer<typeof byBefore>
  | z.infer<typeof before>
  | z.infer<typeof at>
  | z.infer<typeof atOnce>
  | z.infer<typeof opens>
  | { tiers: Record<string, SingleDue> }
  | { earliest: SingleDue[] }
  | { latest: SingleDue[] };

export const singleDue: z.ZodType<SingleDue> = z.lazy(() =>
  z.union([
    within.describe('no later than the period after the anchor'),
    byBefore.describe('no later than the period before the anchor'),
    before.describe('no later than the anchor'),
    at.describe("on the anchor's day"),
    atOnce.describe("immediately: the anchor's day, and the answer says so"),
    opens.describe('not before the anchor, with no limit'),
    z
      .strictObject({ tiers: z.record(id, singleDue) })
      .describe('named tiers, each with a timing of its own; the last is the limit'),
    z.strictObject({ earliest: z.array(singleDue).min(2) }).describe('the earliest of several timings'),
    z.strictObject({ latest: z.array(singleDue).min(2) }).describe('the latest of several timings'),
  ]),
);

const end = z
  .union([period, anchor])
  .describe('an event, an age, or a length of time from the start, after which nothing more falls due');
export type End = string | Anchor;

const leg = z
  .strictObject({
    id: id.optional().describe('gives the leg a rule id of its own'),
    title: text.optional(),
    within: tieredPeriod,
    of: anchor
      .optional()
      .describe('the start of the series for the first leg; the one before for a later leg'),
    'or-else': orElse,
    counting: counting.counting,
    roll: counting.roll,
    clauses: z.array(z.string()).min(1).optional(),
    localises: localises.optional(),
  })
  .describe('an interval of its own at the start of a series');
export type Leg = z.infer<typeof leg>;

const interval = {
  counting: counting.counting,
  roll: counting.roll,
};

const every = z
  .strictObject({
    every: tieredPeriod,
    from: anchor.optional().describe('where the series starts, if no first leg says it'),
    'or-else': orElse,
    first: oneOrMore(leg).optional(),
    until: oneOrMore(end).optional(),
    'counted-from': z
      .enum(['previous', 'start'])
      .optional()
      .describe(
        'previous (default): from the one before as it happened; start: a fixed rhythm from the start of the series',
      ),
    ...interval,
  })
  .describe('at most so long after the one before');

const phased = z
  .strictObject({
    from: anchor,
    'or-else': orElse,
    phases: z.array(z.strictObject({ every: tieredPeriod, until: oneOrMore(end).optional() })).min(1),
    until: oneOrMore(end).optional(),
    ...interval,
  })
  .describe('one rhythm after another');

const onceInEach = z
  .strictObject({
    'once-in-each': id.describe('a series of periods that the authority gives, such as school terms'),
    from: anchor.optional(),
    until: oneOrMore(end).optional(),
  })
  .describe(
    'once in every such period, or in those that the time from a start to its end reaches into; a start after an end begins anew',
  );

export type RecurringDue = z.infer<typeof every> | z.infer<typeof phased> | z.infer<typeof onceInEach>;
export type Due = SingleDue | RecurringDue;

export const due: z.ZodType<Due> = z.union([every, phased, onceInEach, singleDue]);

/** Another way to read a clause: a whole timing, with the reason. */
export const reading = z.strictObject({
  id: id.optional(),
  due,
  because: text.describe('why the clause can be read this way'),
});
export type Reading = z.infer<typeof reading>;
