import type { Problem } from './problems.js';
import { idsOf } from './references.js';
import type { RuleTable, TableRule } from './table.js';

/** The half-open range of dates in which a rule is in force: its own, or its document's. */
export function inForce(rule: TableRule, table: RuleTable): { from: string; until: string | undefined } {
  return { from: rule.from ?? table.authority.from, until: rule.until ?? table.authority.until };
}

/** Rows of one id are versions of one rule: each has a range, and the ranges join without gap or overlap. */
export function checkVersions(table: RuleTable, fileOf: (rule: TableRule) => string): Problem[] {
  const problems: Problem[] = [];
  const byId = new Map<string, TableRule[]>();
  for (const rule of table.rules) {
    for (const id of idsOf(rule)) byId.set(id, [...(byId.get(id) ?? []), rule]);
  }
  for (const [id, rows] of byId) {
    const report = (rule: TableRule, code: Problem['code'], value: unknown, message: string) =>
      problems.push({ file: fileOf(rule), code, path: `rules["${id}"]`, value, message });
    for (const row of rows) {
      const { from, until } = inForce(row, table);
      if (until !== undefined && until <= from) {
        report(
          row,
          'VERSIONS_OVERLAP',
          { from, until },
          `The rule "${id}" ends on ${until}, before it starts on ${from}; "until" is the first day on which it is no longer in force.`,
        );
      }
    }
    if (rows.length < 2) continue;
    const dated = rows.filter((row) => row.from !== undefined || row.until !== undefined);
    if (dated.length === 0) {
      report(
        rows[1]!,
        'DUPLICATE_ID',
        id,
        `Two rules have the id "${id}"; give one another id, or give each version its "from" and "until".`,
      );
      continue;
    }
    const ordered = rows
      .map((row) => ({ row, ...inForce(row, table) }))
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    for (let index = 1; index < ordered.length; index++) {
      const earlier = ordered[index - 1]!;
      const later = ordered[index]!;
      if (earlier.until === undefined || earlier.until > later.from) {
        report(
          later.row,
          'VERSIONS_OVERLAP',
          later.from,
          `Two versions of "${id}" are in force on ${later.from}; the earlier one needs "until": "${later.from}".`,
        );
      } else if (earlier.until < later.from) {
        report(
          later.row,
          'VERSIONS_GAP',
          earlier.until,
          `No version of "${id}" is in force from ${earlier.until} until ${later.from}; versions join without a gap.`,
        );
      }
    }
  }
  return problems;
}
