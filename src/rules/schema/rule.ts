import { z } from 'zod';
import { condition } from './condition.js';
import { due, reading } from './due.js';
import { date, id, localises, oneOrMore, period, text } from './words.js';

export const AREAS = [
  'front-door',
  'early-help',
  'assessment',
  'child-in-need',
  'child-protection',
  'looked-after',
  'permanence',
  'adoption',
  'fostering',
  'private-fostering',
  'care-leavers',
  'disability',
  'case-transfer',
  'closure',
  'missing',
  'legal-proceedings',
  'allegations',
  'youth-justice',
  'health',
  'education',
  'supervision',
  'recording',
  'complaints',
  'governance',
] as const;

export const STRENGTHS = ['statutory', 'required', 'expected', 'target', 'guidance'] as const;

const limit = z
  .union([
    z.strictObject({ 'at-most': period, 'in-each': id }),
    z.strictObject({ 'at-most': period, 'in-any': period, of: id }),
  ])
  .describe('a cap on the days of a spell: in each one, or added up in any so long');

const count = z
  .union([
    z.strictObject({
      'at-least': z.int().min(1),
      'in-every': z.int().min(2),
      of: id,
      with: z.record(id, z.union([z.string(), z.number(), z.boolean()])),
    }),
    z.strictObject({ 'at-least': z.int().min(1), 'in-each': period, of: id }),
  ])
  .describe('so many in every so many events, or in each so long');

const source = z.strictObject({
  instrument: text,
  provision: text,
  'in-force': text.optional(),
  verified: z.boolean().describe('whether the figure was read at the source'),
});

export const rule = z
  .strictObject({
    id,
    title: text,
    done: oneOrMore(id).optional().describe('the event that stops the clock'),
    due: due.optional(),
    limit: limit.optional(),
    count: count.optional(),
    qualifies: condition.optional().describe('an eligibility: yes, no or unknown on a day'),
    when: condition.optional().describe('for whom the rule holds'),
    extension: z
      .strictObject({ tier: id, when: condition })
      .optional()
      .describe('the tier that holds only once an approval is recorded'),
    share: z
      .string()
      .regex(/^([1-9]\d?|100)%$/, 'a share is a whole percentage, such as "80%"')
      .optional()
      .describe('the share of the cohort for which the due date is the aim'),
    'yields-to': z
      .array(id)
      .min(1)
      .optional()
      .describe('rules that win over this one where they have the same trigger'),
    'lapses-into': id.optional().describe('the event deemed to have happened on the day after the due date'),
    from: date.optional().describe('the first day on which this version of the rule is in force'),
    until: date.optional().describe('the first day on which it no longer is'),
    strength: z.enum(STRENGTHS),
    who: text.optional(),
    localises: localises.optional(),
    source: source.optional(),
    clauses: z.array(z.string().regex(/^[A-Z]+(-[A-Za-z0-9]+)+$/)).min(1),
    contradicts: z.array(id).min(1).optional(),
    readings: z.array(reading).min(1).optional(),
    assumes: z.array(text).min(1).optional().describe('what the clause leaves open and this row settles'),
    note: text.optional(),
  })
  .superRefine((row, context) => {
    const forms = (['due', 'limit', 'count', 'qualifies'] as const).filter((form) => row[form] !== undefined);
    if (forms.length !== 1) {
      context.addIssue({
        code: 'custom',
        message: 'a rule has exactly one of "due", "limit", "count" and "qualifies"',
      });
    }
    if (row.due && row.done === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['done'],
        message: 'a rule with "due" names the event that completes it in "done"',
      });
    }
    for (const only of ['done', 'readings', 'extension', 'share', 'yields-to', 'lapses-into'] as const) {
      if (row[only] !== undefined && !row.due) {
        context.addIssue({ code: 'custom', path: [only], message: `"${only}" goes with "due" only` });
      }
    }
  });
export type Rule = z.infer<typeof rule>;

export const table = z.strictObject({
  $schema: z.string().optional(),
  area: z.enum(AREAS),
  rules: z.array(rule).min(1),
});
export type Table = z.infer<typeof table>;
