import type { Authority } from './schema/authority.js';
import type { AREAS, Rule } from './schema/rule.js';
import type { Vocabulary } from './schema/vocabulary.js';

export type Area = (typeof AREAS)[number];

/** A rule as the table has it, with the area of the file it stands in. */
export type TableRule = Rule & { area: Area };

export interface ClauseEntry {
  at: string;
  class: 'timed' | 'at-once' | 'calendar' | 'gate' | 'vague';
  /** Why no date can be computed, for clauses that are listed and not encoded. */
  notComputed?: string;
}

/** The names that cases and rules may use, by name. */
export interface Names {
  /** `noun` names the event or the spell in a sentence, with its article, where "the" and its id would not read. */
  events: Record<string, { means?: string; noun?: string; isA?: string }>;
  facts: Record<
    string,
    { means?: string; type: 'boolean' | 'date' | 'number' | 'one-of'; values?: string[] }
  >;
  spells: Record<string, { means?: string; noun?: string; starts: string; ends?: string }>;
  series: Record<string, { means?: string; of: 'days' | 'periods' }>;
}

/** One authority's rules, whole and valid: what the loader makes and `timescales` takes. */
export interface RuleTable {
  format: 1;
  authority: Authority;
  names: Names;
  clauses: Record<string, ClauseEntry>;
  rules: TableRule[];
}

export type { Authority, Rule, Vocabulary };
