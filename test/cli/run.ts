import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const COMMAND = 'dist/cli/cli.js';

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command as a user does, in a pipe. */
export function run(args: readonly string[], input: string | Uint8Array = ''): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    input,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined },
  });
  return { status, out: stdout, err: stderr };
}

/** The answer of a command that has to succeed. */
export function json(args: readonly string[], input?: string): ReturnType<typeof JSON.parse> {
  const { status, out, err } = run([...args, '--json'], input);
  if (status !== 0) throw new Error(`exit ${status}: ${err}`);
  return JSON.parse(out);
}

/** The error of a command that has to refuse: nothing on standard output, exit 2. */
export function refusal(args: readonly string[], input?: string | Uint8Array) {
  const { status, out, err } = run([...args, '--json'], input);
  if (status !== 2 || out !== '') throw new Error(`exit ${status}: ${out}${err}`);
  return JSON.parse(err).error as { code: string; path: string; value: unknown; message: string };
}

const folder = mkdtempSync(join(tmpdir(), 'in-timescale-'));
let count = 0;

/** A file of its own folder, by name. */
export function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, String(count++), name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A folder of files. */
export function folderOf(files: Readonly<Record<string, unknown>>): string {
  const path = join(folder, String(count++));
  for (const [name, content] of Object.entries(files)) {
    const at = join(path, name);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return path;
}
