import type { Names, RuleTable } from '../rules/table.js';

/**
 * The vocabulary that one authority's table needs: what its rules name, in full; of everything else, only that it is
 * a name, so that one case file can be put to any authority without each table carrying all that the others say.
 */
export function ownNames(table: RuleTable): Names {
  const said = wordsIn([table.rules, table.authority]);
  const { events, facts, spells, series } = table.names;
  for (const [name, { starts, ends }] of Object.entries(spells)) {
    if (said.has(name)) for (const event of [starts, ends]) if (event !== undefined) said.add(event);
  }
  return {
    events: mapNames(events, (name, { isA, ...rest }) => ({
      ...(isA === undefined ? {} : { isA }),
      ...(said.has(name) ? rest : {}),
    })),
    facts: mapNames(facts, (name, { means, ...rest }) => (said.has(name) ? { means, ...rest } : rest)),
    spells: mapNames(spells, (name, { means, noun, ...rest }) =>
      said.has(name) ? { means, ...(noun === undefined ? {} : { noun }), ...rest } : rest,
    ),
    series: mapNames(series, (name, { means, ...rest }) => (said.has(name) ? { means, ...rest } : rest)),
  } as Names;
}

function mapNames<T>(
  names: Record<string, T>,
  one: (name: string, entry: T) => object,
): Record<string, object> {
  return Object.fromEntries(Object.entries(names).map(([name, entry]) => [name, one(name, entry)]));
}

/** Every text and key in a piece of JSON. */
function wordsIn(json: unknown, found: Set<string> = new Set()): Set<string> {
  if (typeof json === 'string') found.add(json);
  else if (json !== null && typeof json === 'object') {
    for (const [key, value] of Object.entries(json)) {
      found.add(key);
      wordsIn(value, found);
    }
  }
  return found;
}
