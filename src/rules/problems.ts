import type { z } from 'zod';
import type { Failure, FailureCode } from '../failure.js';
import { didYouMean } from './suggest.js';

/** A failure with the file that it stands in. */
export interface Problem extends Failure {
  readonly file: string;
}

type Issue = z.core.$ZodIssue;

/** Where a path leads inside parsed JSON. */
function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      at === null || typeof at !== 'object' ? undefined : (at as Record<PropertyKey, unknown>)[key],
    root,
  );
}

function writePath(root: unknown, path: readonly PropertyKey[]): string {
  let text = '';
  path.forEach((key, index) => {
    if (typeof key !== 'number') {
      text += text === '' ? String(key) : `.${String(key)}`;
      return;
    }
    const id = valueAt(root, [...path.slice(0, index + 1), 'id']);
    text += typeof id === 'string' ? `["${id}"]` : `[${key}]`;
  });
  return text;
}

/** How far an issue is from what the writer meant: wrong keys and wrong types far, a wrong value near. */
function remoteness(issues: readonly Issue[]): number {
  let sum = 0;
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') sum += 25 * issue.keys.length;
    else if (issue.code === 'invalid_type') sum += issue.path.length === 0 ? 100 : 10;
    else if (issue.code === 'invalid_union') sum += 2 + Math.min(20, ...issue.errors.map(remoteness));
    else sum += 1;
  }
  return sum;
}

/** Of a union's many complaints, those of the form that the writer most nearly wrote. */
function flatten(
  issue: Issue,
  prefix: readonly PropertyKey[],
): { issue: Issue; path: readonly PropertyKey[] }[] {
  const path = [...prefix, ...issue.path];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }];
  const nearestForm = issue.errors.reduce((best, other) =>
    remoteness(other) < remoteness(best) ? other : best,
  );
  return nearestForm.flatMap((inner) => flatten(inner, path));
}

/** zod's issues as this library's failures: code, path by rule id, value, and a sentence. */
export function problemsOf(file: string, root: unknown, error: z.ZodError): Problem[] {
  return error.issues
    .flatMap((issue) => flatten(issue, []))
    .map(({ issue, path }) => {
      const value = valueAt(root, path);
      const at = writePath(root, path);
      if (issue.code === 'unrecognized_keys') {
        const known = (issue as { known?: string[] }).known ?? KEYS;
        const names = issue.keys.map((key) => `"${key}"`).join(', ');
        const many = issue.keys.length > 1;
        return {
          file,
          code: 'UNKNOWN_KEY' as const,
          path: at,
          value: issue.keys,
          message: `${names} ${many ? 'are not keys' : 'is not a key'} that stand${many ? '' : 's'} here.${didYouMean(
            issue.keys[0]!,
            known.filter((key) => key !== issue.keys[0]),
          )}`,
        };
      }
      const code = ((issue as { params?: { code?: FailureCode } }).params?.code ??
        'INVALID_TABLE') as FailureCode;
      if (issue.code === 'invalid_value' && value !== undefined) {
        const values = issue.values.map(String);
        const message = `${JSON.stringify(value)} is not one of ${values.join(', ')}.${didYouMean(String(value), values)}`;
        return { file, code: 'INVALID_TABLE' as const, path: at, value, message };
      }
      const message =
        issue.code === 'invalid_type' && value === undefined
          ? `"${String(path.at(-1))}" is missing here.`
          : issue.message;
      return { file, code, path: at, value: value ?? null, message };
    });
}

/** Keys a table's files can have, for "did you mean". */
const KEYS = [
  'name',
  'kind',
  'calendar',
  'zone',
  'document',
  'version',
  'dated',
  'hours',
  'series',
  'dates',
  'open',
  'events',
  'facts',
  'spells',
  'means',
  'noun',
  'is-a',
  'type',
  'values',
  'starts',
  'ends',
  'class',
  'not-computed',
  'area',
  'rules',
  'id',
  'title',
  'done',
  'due',
  'limit',
  'count',
  'qualifies',
  'when',
  'extension',
  'share',
  'yields-to',
  'lapses-into',
  'from',
  'until',
  'strength',
  'who',
  'localises',
  'source',
  'clauses',
  'contradicts',
  'readings',
  'assumes',
  'note',
  'within',
  'of',
  'or-else',
  'by',
  'before',
  'at',
  'at-once-after',
  'every',
  'first',
  'phases',
  'counting',
  'clear',
  'roll',
  'received-in',
  'no-earlier-than',
  'counted-from',
  'tiers',
  'earliest',
  'latest',
  'each',
  'nth',
  'event',
  'in',
  'age',
  'gestation',
  'due-date-of',
  'next',
  'after',
  'at-most',
  'at-least',
  'in-any',
  'in-each',
  'in-every',
  'with',
  'because',
  'once-in-each',
  'any',
  'not',
  'happened',
  'total',
  'under',
];
