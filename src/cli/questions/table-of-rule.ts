import { TimescaleError } from '../../failure.js';
import type { RuleTable } from '../../rules/table.js';
import { authorityIds } from '../authority-table.js';
import { tableNamed } from './any-table.js';

/** `wokingham/initial-conference`, or `my-rules/initial-conference`, as the table and what is asked of it. */
export async function tableOfRule(
  given: string,
  what: 'rule' | 'event',
  example: string,
): Promise<{ readonly table: RuleTable; readonly rest: string }> {
  const slash = given.lastIndexOf('/');
  if (slash > 0) {
    const folder = given.slice(0, slash);
    return { table: await tableNamed(folder, what), rest: given.slice(slash + 1) };
  }
  const known = authorityIds();
  throw new TimescaleError(
    'INVALID_OPTION',
    what,
    given,
    `${JSON.stringify(given)} does not say whose ${what} it is; write the authority before it, such as ${known.at(-1)}/${given.replaceAll('/', '') || example}. Built in: ${known.join(', ')}.`,
  );
}
