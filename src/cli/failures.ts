import { TimescaleError } from '../failure.js';
import { stderr } from './output.js';
import { textTable } from './text-table.js';

/** Exit statuses that a command itself gives; `check` has its own beside them. */
export const DONE = 0;
export const BAD_INPUT = 2;
/** A bug of ours: EX_SOFTWARE, so that a night job tells it from bad input. */
const BUG = 70;

/** Says on standard error what went wrong, and gives the exit status for it. */
export function report(error: unknown, asJson: boolean): number {
  if (!(error instanceof TimescaleError)) {
    stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    stderr.write('This is a bug in in-timescale, not in your input.\n');
    return BUG;
  }
  if (asJson) stderr.write(`${JSON.stringify({ error: error.toJSON() }, null, 2)}\n`);
  else {
    const { code, path, value, message } = error;
    stderr.write(`${stderr.paint('red', 'error')}: ${message}\n`);
    stderr.write(
      textTable(
        [
          ['code', code],
          ['path', path],
          ['value', shown(value)],
        ],
        { out: stderr },
      ),
    );
  }
  return BAD_INPUT;
}

const LONGEST = 200;

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'none';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Does something, and puts a place before the path of what it refuses: "case.json: events[2].on". */
export function placed<T>(place: string, read: () => T): T {
  return withPath((path) => (path === '' ? place : `${place}: ${path}`), read);
}

/** Does something, and says that what it refuses stands at the path given, such as an option. */
export function at<T>(path: string, read: () => T): T {
  return withPath(() => path, read);
}

function withPath<T>(pathFor: (path: string) => string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TimescaleError)) throw error;
    throw new TimescaleError(error.code, pathFor(error.path), error.value, error.message);
  }
}
