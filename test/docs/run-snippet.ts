import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Runs a job with a folder inside the package, where the package can be imported by its own name. */
export function inPackage<T>(job: (folder: string) => T): T {
  mkdirSync(join(root, 'test', '.scratch'), { recursive: true });
  const folder = mkdtempSync(join(root, 'test', '.scratch', 'snippet-'));
  try {
    return job(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A PATH on which `in-timescale` is the built command. */
export function pathWithCommand(folder: string): string {
  const shim = join(folder, 'in-timescale');
  writeFileSync(shim, `#!/bin/sh\nexec node "${join(root, 'dist/cli/cli.js')}" "$@"\n`);
  chmodSync(shim, 0o755);
  return `${folder}:${process.env.PATH}`;
}

/** Runs a shell line as a user would, in the package's folder; gives what it printed and its exit status. */
export function shell(line: string): { stdout: string; stderr: string; status: number } {
  return inPackage((folder) => {
    try {
      const stdout = execFileSync('sh', ['-c', line], {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, PATH: pathWithCommand(folder), NO_COLOR: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
        maxBuffer: 64 * 1024 * 1024,
      });
      return { stdout, stderr: '', status: 0 };
    } catch (error) {
      const { stdout, stderr, status } = error as { stdout: string; stderr: string; status: number };
      return { stdout, stderr, status };
    }
  });
}

/**
 * Turns `expression // => value` lines into checks, and runs the module: a snippet whose values are wrong fails.
 * A value of several lines may follow in further `//` lines.
 */
export function runJavaScript(code: string, extension: 'mjs' | 'cjs' = 'mjs'): string {
  const checked = code.replace(
    /^(\s*)(const \w+ = )?(.+?);?[ \t]*\/\/ => (.+)$/gm,
    (_, indent: string, declaration: string | undefined, expression: string, value: string) => {
      const name = declaration?.match(/const (\w+)/)?.[1];
      const statement = name ? `${declaration}${expression};` : '';
      return `${indent}${statement}assert.deepStrictEqual(${name ?? expression}, ${value});`;
    },
  );
  const header =
    extension === 'mjs' ? "import assert from 'node:assert';\n" : "const assert = require('node:assert');\n";
  return inPackage((folder) => {
    const file = join(folder, `snippet.${extension}`);
    writeFileSync(file, header + checked);
    return execFileSync('node', [file], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  });
}
