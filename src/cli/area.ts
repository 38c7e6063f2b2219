import { TimescaleError } from '../failure.js';
import { didYouMean } from '../rules/suggest.js';
import type { Area, RuleTable } from '../rules/table.js';

/** An area of work in which the table has rules. */
export function readArea(given: string, table: RuleTable): Area {
  const areas = [...new Set(table.rules.map(({ area }) => area))].sort();
  const area = areas.find((known) => known === given);
  if (area !== undefined) return area;
  throw new TimescaleError(
    'INVALID_OPTION',
    '--area',
    given,
    `${table.authority.id} has no area ${JSON.stringify(given)}.${didYouMean(given, areas)} Its areas: ${areas.join(', ')}.`,
  );
}
