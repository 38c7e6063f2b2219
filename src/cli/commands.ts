/** A command: the line that lists it, and how to load it. Each is loaded alone, so that none waits for another. */
export interface Command {
  readonly summary: string;
  load(): Promise<LoadedCommand>;
}

export interface LoadedCommand {
  readonly help: string;
  /** Gives the exit status. */
  run(args: string[]): Promise<number>;
}

export const COMMANDS: Readonly<Record<string, Command>> = {
  due: {
    summary: 'when one thing is due',
    load: async () => {
      const { due, dueHelp } = await import('./due.js');
      return { run: due, help: dueHelp };
    },
  },
  explain: {
    summary: 'why it is due then, day by day',
    load: async () => {
      const { explain, explainHelp } = await import('./explain.js');
      return { run: explain, help: explainHelp };
    },
  },
  plan: {
    summary: 'every deadline of one case, and how each stands',
    load: async () => {
      const { planCommand, planHelp } = await import('./plan.js');
      return { run: planCommand, help: planHelp };
    },
  },
  check: {
    summary: 'many cases at once: what is overdue',
    load: async () => {
      const { check, checkHelp } = await import('./check.js');
      return { run: check, help: checkHelp };
    },
  },
  rules: {
    summary: 'the authorities, or the rules of one',
    load: async () => {
      const { rules, rulesHelp } = await import('./rules.js');
      return { run: rules, help: rulesHelp };
    },
  },
  compare: {
    summary: 'one timescale across authorities',
    load: async () => {
      const { compare, compareHelp } = await import('./questions/compare.js');
      return { run: compare, help: compareHelp };
    },
  },
  audit: {
    summary: "what is wrong or doubtful in one authority's clauses",
    load: async () => {
      const { audit, auditHelp } = await import('./questions/audit.js');
      return { run: audit, help: auditHelp };
    },
  },
  'latest-start': {
    summary: 'when the clock must start for it to be due by a day',
    load: async () => {
      const { latestStart, latestStartHelp } = await import('./questions/latest-start.js');
      return { run: latestStart, help: latestStartHelp };
    },
  },
  'feasible-dates': {
    summary: 'the days on which something can be held in time',
    load: async () => {
      const { feasibleDates, feasibleDatesHelp } = await import('./questions/feasible-dates.js');
      return { run: feasibleDates, help: feasibleDatesHelp };
    },
  },
  changes: {
    summary: 'the due dates that move when a calendar or a table changes',
    load: async () => {
      const { changes, changesHelp } = await import('./questions/changes.js');
      return { run: changes, help: changesHelp };
    },
  },
  sql: {
    summary: 'the same rules as views for a warehouse',
    load: async () => {
      const { sql, sqlHelp } = await import('./sql.js');
      return { run: sql, help: sqlHelp };
    },
  },
  lint: {
    summary: 'what is wrong with a rule table of your own',
    load: async () => {
      const { lint, lintHelp } = await import('./lint.js');
      return { run: lint, help: lintHelp };
    },
  },
  calendar: {
    summary: "a year's bank holidays and working days",
    load: async () => {
      const { calendar, calendarHelp } = await import('./calendar.js');
      return { run: calendar, help: calendarHelp };
    },
  },
};
