import { z } from 'zod';
import { authority, clauses } from './schema/authority.js';
import { table } from './schema/rule.js';
import { vocabulary } from './schema/vocabulary.js';

/** The JSON Schemas of a table's files, from the same definitions that check them, for editors to complete with. */
export function jsonSchemas(): Record<'authority' | 'clauses' | 'table' | 'vocabulary', object> {
  const make = (schema: z.ZodType) => z.toJSONSchema(schema, { target: 'draft-7', unrepresentable: 'any' });
  return {
    authority: make(authority),
    clauses: make(clauses),
    table: make(table),
    vocabulary: make(vocabulary),
  };
}
