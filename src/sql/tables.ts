/** Statements that make tables, and those that fill them anew. */
export interface Tables {
  readonly setup: readonly string[];
  readonly refresh: readonly string[];
}

export const NO_TABLES: Tables = { setup: [], refresh: [] };
