import { z } from 'zod';
import { CONDITION_WORDS } from './condition.js';
import { id, text } from './words.js';

const event = z.strictObject({
  id,
  means: text,
  noun: text
    .optional()
    .describe(
      'how a sentence names the event after "of", "after" or "until", with its article: "the child\'s leaving care"; without it, "the" and the words of the id',
    ),
  'is-a': id.optional().describe('the wider event that this one also counts as'),
  format: z.record(z.string(), z.string()).optional().describe('where files that authorities keep hold it'),
});

const spell = z.strictObject({
  id,
  means: text,
  noun: text
    .optional()
    .describe(
      'how a sentence names the spell after "of", with its article: "the spell of care"; without it, "the" and the words of the id',
    ),
  starts: id,
  ends: id
    .optional()
    .describe('what ends it; on the day on which the next one starts, it is the end of the one before'),
});

const fact = z
  .strictObject({
    id,
    means: text,
    type: z.enum(['boolean', 'date', 'number', 'one-of']),
    values: z.array(z.string()).min(2).optional(),
    format: z.record(z.string(), z.string()).optional(),
  })
  .refine(
    (row) => (row.type === 'one-of') === (row.values !== undefined),
    '"values" goes with the type "one-of", and only with it',
  )
  .refine(
    (row) => !(CONDITION_WORDS as readonly string[]).includes(row.id),
    'a fact may not have the name of a word of conditions',
  );

const series = z.strictObject({ id, means: text, of: z.enum(['days', 'periods']) });

export const vocabulary = z.strictObject({
  $schema: z.string().optional(),
  events: z.array(event).optional(),
  spells: z.array(spell).optional(),
  facts: z.array(fact).optional(),
  series: z.array(series).optional(),
});
export type Vocabulary = z.infer<typeof vocabulary>;
