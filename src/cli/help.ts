import { COMMANDS } from './commands.js';
import { textTable } from './text-table.js';

export const overallHelp =
  (): string => `in-timescale: when things are due in children's social care, whether they were done in time, and why.

  in-timescale <command> [options]

${textTable(Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary]))}
  in-timescale <command> --help   what a command takes, with examples
  in-timescale --version

Dates are written 2026-03-27. Every command takes --json.

Exit status
  0  done
  1  done, and "check" found something overdue
  2  bad input: nothing done, the error is on standard error
  3  done, but some rows of "check" were bad; they are in the output with their errors

Examples
  in-timescale due wokingham/initial-conference --on strategy-discussion=2026-03-27
  in-timescale plan case.json --authority wokingham --as-of 2026-05-01
  in-timescale rules wokingham --area child-protection
`;
