import { printParseErrorCode, visit } from 'jsonc-parser';
import { TimescaleError } from '../failure.js';

const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** A key that stands twice in one object: its place as a path, and its line and column. */
export interface RepeatedKey {
  readonly path: string;
  readonly key: string;
  readonly line: number;
  readonly column: number;
}

/** What a JSON text holds, and the keys that it holds twice; of those, JSON.parse would silently keep the last. */
export interface ReadJson {
  readonly value: unknown;
  readonly repeated: readonly RepeatedKey[];
}

const withoutMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);

/** @throws TimescaleError `EMPTY_INPUT`; `INVALID_JSON` with the line and column of the first thing that is wrong. */
export function readJson(source: string): ReadJson {
  const text = withoutMark(source);
  if (text.trim() === '')
    throw new TimescaleError('EMPTY_INPUT', '', '', 'There is nothing here; JSON is wanted.');
  const repeated: RepeatedKey[] = [];
  const open: Set<string>[] = [];
  let wrong: TimescaleError | undefined;
  visit(
    text,
    {
      onObjectBegin: () => {
        open.push(new Set());
      },
      onObjectEnd: () => {
        open.pop();
      },
      onObjectProperty: (key, _offset, _length, line, column, pathOf) => {
        const keys = open.at(-1)!;
        if (keys.has(key))
          repeated.push({ key, path: writePath([...pathOf(), key]), line: line + 1, column: column + 1 });
        keys.add(key);
      },
      onError: (code, offset, length, line, column) => {
        wrong ??= invalidJson(text, printParseErrorCode(code), offset, length, line + 1, column + 1);
      },
    },
    STRICT,
  );
  if (wrong) throw wrong;
  try {
    return { value: JSON.parse(text) as unknown, repeated };
  } catch (error) {
    throw new TimescaleError('INVALID_JSON', '', null, `This is not JSON: ${(error as Error).message}.`);
  }
}

/** @throws TimescaleError also `DUPLICATE_KEY`, at the path of the key that stands twice. */
export function parseJson(source: string): unknown {
  const { value, repeated } = readJson(source);
  const first = repeated[0];
  if (first) throw repeatedKey(first);
  return value;
}

export function repeatedKey({ path, key, line, column }: RepeatedKey): TimescaleError {
  return new TimescaleError(
    'DUPLICATE_KEY',
    path,
    key,
    `The key "${key}" stands twice in one object (again on line ${line}, column ${column}); keep one of them.`,
  );
}

const writePath = (path: readonly (string | number)[]): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`),
    '',
  );

function invalidJson(
  text: string,
  code: string,
  offset: number,
  length: number,
  line: number,
  column: number,
): TimescaleError {
  const found = text.slice(offset, offset + Math.max(1, Math.min(length, 40)));
  return new TimescaleError(
    'INVALID_JSON',
    `line ${line}, column ${column}`,
    found,
    `This is not JSON at line ${line}, column ${column}: ${adviceOn(code, found, text.slice(0, offset))}.`,
  );
}

function adviceOn(code: string, found: string, before: string): string {
  const afterComma = before.trimEnd().endsWith(',');
  const at = found === '' ? 'the end' : JSON.stringify(found);
  switch (code) {
    case 'InvalidCommentToken':
      return 'JSON has no comments; take this one out';
    case 'PropertyNameExpected':
    case 'ValueExpected':
      if (found === '') return 'the text ends too soon; a bracket or a value is missing at the end';
      if (afterComma && /^[}\]]/.test(found)) return `take out the comma before this ${at}`;
      if (found.startsWith("'")) return `write texts in double quotes ("), not single ones`;
      return code === 'ValueExpected'
        ? `a value is wanted here, not ${at}`
        : `a key in double quotes is wanted here, not ${at}`;
    case 'InvalidSymbol':
      if (found.startsWith("'")) return `write texts in double quotes ("), not single ones`;
      return `${at} is no value; texts stand in double quotes ("), and beside them there are numbers, true, false and null`;
    case 'ColonExpected':
      return 'a colon (:) is missing between a key and its value';
    case 'CommaExpected':
      return `a comma is missing before ${at}`;
    case 'CloseBraceExpected':
      return 'a closing brace (}) is missing';
    case 'CloseBracketExpected':
      return 'a closing bracket (]) is missing';
    case 'EndOfFileExpected':
      return `the JSON was at its end before ${at}; take out what follows`;
    case 'UnexpectedEndOfString':
      return 'this text has no closing quote on its line';
    case 'InvalidNumberFormat':
    case 'UnexpectedEndOfNumber':
      return `${at} is not a number as JSON writes it`;
    case 'InvalidEscapeCharacter':
    case 'InvalidUnicode':
      return 'after a backslash only \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits may stand; write \\\\ for a backslash';
    case 'InvalidCharacter':
      return 'a tab or another control character stands inside a text; write \\t';
    default:
      return `${at} may not stand here`;
  }
}
