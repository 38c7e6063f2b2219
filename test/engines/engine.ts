import type { AuthoritySql, DialectName } from '../../src/sql/index.js';

/** The files of the cases, with a heading each: `case,event,on` and `case,fact,value`. */
export interface CaseFiles {
  readonly events: string;
  readonly facts: string;
  /** A folder of the run's own. */
  readonly folder: string;
}

/** A real engine, ready to be given one authority's statements; it stops when the run ends. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  readonly dialect: DialectName;
  /** Every row of every view, as lines; in any order. */
  run(sql: AuthoritySql, files: CaseFiles): Promise<string[]>;
}

/** Why an engine can't be had here. */
export class NoEngine extends Error {}
