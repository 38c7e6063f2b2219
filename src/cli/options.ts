import { parseArgs } from 'node:util';
import { TimescaleError } from '../failure.js';
import { didYouMean } from '../rules/suggest.js';

/** An option of a command: a switch, or one that takes a value, once or as often as wanted. */
export type Option = { readonly kind: 'flag' } | { readonly kind: 'value' | 'values'; readonly like: string };

export const flag: Option = { kind: 'flag' };
export const value = (like: string): Option => ({ kind: 'value', like });
export const values = (like: string): Option => ({ kind: 'values', like });

export interface Positional {
  readonly name: string;
  readonly like: string;
  readonly optional?: boolean;
}

export interface CommandSpec<Name extends string> {
  readonly command: string;
  readonly options: Readonly<Record<Name, Option>>;
  readonly positionals: readonly Positional[];
}

/** The arguments of a command, checked against what it takes. */
export interface Arguments<Name extends string> {
  readonly positionals: readonly string[];
  has(name: Name): boolean;
  one(name: Name): string | undefined;
  /** The value of an option that the command can't do without; `lacking` says so. */
  required(name: Name, lacking: string): string;
  all(name: Name): readonly string[];
}

/** @throws TimescaleError `INVALID_OPTION` with what would be right. */
export function readArguments<Name extends string>(
  args: readonly string[],
  spec: CommandSpec<Name>,
): Arguments<Name> {
  const options = spec.options as Readonly<Record<string, Option>>;
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, { kind }]) => [
        name,
        { type: kind === 'flag' ? 'boolean' : 'string' } as const,
      ]),
    ),
  });
  const found = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) throw unknownOption(token.rawName, spec);
    const before = found.get(token.name) ?? [];
    checkOption(token, option, before.length > 0);
    found.set(token.name, [...before, token.value ?? '']);
  }
  checkPositionals(positionals, spec);
  return {
    positionals,
    has: (name) => found.has(name),
    one: (name) => found.get(name)?.[0],
    required(name, lacking) {
      const given = found.get(name)?.[0];
      if (given === undefined) throw invalid(`--${name}`, null, lacking);
      return given;
    },
    all: (name) => found.get(name) ?? [],
  };
}

const invalid = (path: string, given: unknown, message: string): TimescaleError =>
  new TimescaleError('INVALID_OPTION', path, given, message);

function unknownOption(rawName: string, { command, options }: CommandSpec<string>): TimescaleError {
  const known = Object.keys(options).map((name) => `--${name}`);
  const meant = didYouMean(rawName, known);
  const right = meant === '' ? ` It takes ${known.join(', ')}.` : meant;
  return invalid(rawName, rawName, `"${command}" has no option ${rawName}.${right}`);
}

function checkOption(
  {
    rawName,
    value: given,
    inlineValue,
  }: { rawName: string; value?: string | undefined; inlineValue?: boolean | undefined },
  option: Option,
  again: boolean,
): void {
  if (option.kind === 'flag') {
    if (given !== undefined) throw invalid(rawName, given, `${rawName} takes no value; write it alone.`);
    return;
  }
  const isNextOption = !inlineValue && given !== undefined && given.startsWith('-') && given !== '-';
  if (given === undefined || isNextOption) {
    throw invalid(rawName, null, `${rawName} needs a value, such as ${rawName} ${option.like}.`);
  }
  if (again && option.kind === 'value')
    throw invalid(rawName, given, `${rawName} is given twice; give it once.`);
}

function checkPositionals(given: readonly string[], { command, positionals }: CommandSpec<string>): void {
  const lacking = positionals.slice(given.length).find(({ optional }) => !optional);
  if (lacking) {
    throw invalid(
      lacking.name,
      null,
      `"${command}" needs the ${lacking.name}, such as: in-timescale ${command} ${lacking.like}`,
    );
  }
  const extra = given[positionals.length];
  if (extra !== undefined) {
    const takes =
      positionals.length === 0 ? 'no argument' : positionals.map(({ name }) => `the ${name}`).join(' and ');
    throw invalid(
      'arguments',
      extra,
      `${JSON.stringify(extra)} is one argument too many: "${command}" takes ${takes}, then options.`,
    );
  }
}
