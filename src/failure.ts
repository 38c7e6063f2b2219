/**
 * What is wrong with an input: a code for programs, the place, the value, and one sentence for people.
 * Every refusal of this library is one of these; anything else that is thrown is a bug of ours.
 */
export type FailureCode =
  | 'INVALID_DATE'
  | 'INVALID_TIME'
  | 'DATE_HAS_ZONE'
  | 'DATE_MISSING'
  | 'OUTSIDE_COVERAGE'
  | 'INVALID_AMOUNT'
  | 'INVALID_PERIOD'
  | 'BARE_DAYS'
  | 'UNKNOWN_CALENDAR'
  | 'INVALID_CALENDAR'
  | 'UNKNOWN_AUTHORITY'
  | 'UNKNOWN_RULE'
  | 'UNKNOWN_EVENT'
  | 'UNKNOWN_FACT'
  | 'INVALID_FACT'
  | 'INVALID_CASE'
  | 'MISSING_CASE'
  | 'MISSING_TRIGGER'
  | 'MISSING_FACT'
  | 'MISSING_SERIES'
  | 'NOT_A_DEADLINE'
  | 'NOT_IN_COLUMNS'
  | 'NO_VERSION_IN_FORCE'
  | 'VERSIONS_OVERLAP'
  | 'VERSIONS_GAP'
  | 'INVALID_TABLE'
  | 'UNKNOWN_KEY'
  | 'DUPLICATE_KEY'
  | 'DUPLICATE_ID'
  | 'UNKNOWN_CLAUSE'
  | 'CIRCULAR_RULE'
  | 'INVALID_JSON'
  | 'INVALID_CSV'
  | 'CSV_HEADER'
  | 'EMPTY_INPUT'
  | 'LINE_TOO_LONG'
  | 'SCATTERED_CASE'
  | 'INVALID_OPTION'
  | 'ENGINE_MISSING'
  | 'FILE_UNREADABLE';

/** A failure as plain data, for a batch's error rows and for `--json`. */
export interface Failure {
  readonly code: FailureCode;
  /** Where the bad value stands: `events[2].on`, `line 14, column "on"`, `rules/core-group/due/every`. */
  readonly path: string;
  readonly value: unknown;
  /** One sentence that says what would be right. */
  readonly message: string;
}

/** The one error class that this library throws on bad input. */
export class TimescaleError extends Error implements Failure {
  override readonly name = 'TimescaleError';
  readonly code: FailureCode;
  readonly path: string;
  readonly value: unknown;

  constructor(code: FailureCode, path: string, value: unknown, message: string) {
    super(message);
    this.code = code;
    this.path = path;
    this.value = value;
  }

  toJSON(): Failure {
    return { code: this.code, path: this.path, value: this.value, message: this.message };
  }

  /** The same failure, seen from further out: `path` is put before the path it has. */
  within(path: string): TimescaleError {
    const inner = this.path;
    const joined = inner === '' ? path : inner.startsWith('[') ? `${path}${inner}` : `${path}.${inner}`;
    return new TimescaleError(this.code, joined, this.value, this.message);
  }
}

/** What was thrown, seen from further out: a refusal gets `path` before its own, a bug stays as it is. */
export function seenFrom(path: string, error: unknown): unknown {
  return error instanceof TimescaleError ? error.within(path) : error;
}

/** Does what may be refused, and says where: a refusal is seen from `path`. */
export function atPath<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw seenFrom(path, error);
  }
}
