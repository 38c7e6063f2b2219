import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaseInput } from '../../src/index.js';
import * as api from '../../src/index.js';
import { wokinghamTable } from '../tables.js';

const table = wokinghamTable();
const options = { closures: ['2026-04-07'], dueSoonWorkingDays: 3 };
const authority = api.timescales(table, options);
const bound = api.bindTable(table, options);

const journey = JSON.parse(readFileSync('examples/journey.json', 'utf8')) as CaseInput;
const conference: CaseInput = { events: { 'strategy-discussion': '2026-03-27' } };
const asOf = '2026-05-01';
const measured = { rule: 'initial-conference', asOf, denominator: 'due' } as const;

/** Each method of `timescales` and the function that it puts to the bound table. */
const PAIRS: Record<string, [whole: unknown, part: unknown]> = {
  due: [authority.due('initial-conference', conference), api.due(bound, 'initial-conference', conference)],
  'due on a day': [
    authority.due('initial-conference', conference, { asOf }),
    api.due(bound, 'initial-conference', conference, { asOf }),
  ],
  deadlines: [authority.deadlines('core-group', journey), api.deadlines(bound, 'core-group', journey)],
  explain: [
    authority.explain('initial-conference', conference),
    api.explain(bound, 'initial-conference', conference),
  ],
  standing: [
    authority.rules().map(({ id }) => authority.standing(id, journey, { asOf })),
    api.rules(bound).map(({ id }) => api.standing(bound, id, journey, { asOf })),
  ],
  plan: [authority.plan(journey, { asOf }), api.plan(bound, journey, { asOf })],
  check: [authority.check([journey], { asOf }), api.check(bound, [journey], { asOf })],
  checker: [authority.checker({ asOf }).check(journey), api.checker(bound, { asOf }).check(journey)],
  timeliness: [authority.timeliness([conference], measured), api.timeliness(bound, [conference], measured)],
  rules: [authority.rules('fostering'), api.rules(bound, 'fostering')],
  describe: [authority.describe('core-group'), api.describe(bound, 'core-group')],
};

describe('the functions that timescales() puts together', () => {
  it.each(Object.entries(PAIRS))('answer as it does: %s', (_, [whole, part]) => {
    expect(part).toEqual(whole);
    expect(JSON.stringify(part)?.length).toBeGreaterThan(2);
  });

  it('count with the closures that the table was bound with', () => {
    expect(bound.calendar.days).not.toBe(api.bindTable(table).calendar.days);
    expect(api.due(bound, 'initial-conference', conference).due).toBe('2026-04-22');
    expect(api.due(api.bindTable(table), 'initial-conference', conference).due).toBe('2026-04-21');
  });

  it('take what timescales() has bound', () => {
    expect(api.due(authority.bound, 'initial-conference', conference)).toEqual(
      authority.due('initial-conference', conference),
    );
  });
});
