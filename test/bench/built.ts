import { fileURLToPath } from 'node:url';
import type { RuleTable } from '../../src/index.js';

/** The folder of the built package: what is measured is what is published. */
export const DIST = new URL('../../dist/', import.meta.url);

export const CLI = fileURLToPath(new URL('cli/cli.js', DIST));

/** Imported by a name worked out here, so that type-checking doesn't need a build first. */
export const loadBuilt = async () =>
  (await import(new URL('index.js', DIST).href)) as typeof import('../../src/index.js');

export const loadBuiltTable = async (authority: string) =>
  ((await import(new URL(`rules/${authority}.js`, DIST).href)) as { default: RuleTable }).default;
