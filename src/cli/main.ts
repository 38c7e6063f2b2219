#!/usr/bin/env node
import { TimescaleError } from '../failure.js';
import { didYouMean } from '../rules/suggest.js';
import { COMMANDS } from './commands.js';
import { DONE, report } from './failures.js';
import { overallHelp } from './help.js';
import { stdout } from './output.js';
import { version } from './version.js';

const HELP = ['--help', '-h'];
const VERSION = ['--version', '-V'];

async function run([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || HELP.includes(name) || (name === 'help' && args.length === 0)) {
    stdout.write(overallHelp());
    return DONE;
  }
  if (VERSION.includes(name)) {
    stdout.write(`${version()}\n`);
    return DONE;
  }
  if (name === 'help') return run([args[0]!, '--help']);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw unknownCommand(name);
  const { help, run: runCommand } = await command.load();
  if (args.some((arg) => HELP.includes(arg))) {
    stdout.write(help);
    return DONE;
  }
  return runCommand(args);
}

function unknownCommand(name: string): TimescaleError {
  const known = Object.keys(COMMANDS);
  const what = name.startsWith('-') ? 'an option for all commands' : 'a command';
  return new TimescaleError(
    'INVALID_OPTION',
    'command',
    name,
    `${JSON.stringify(name)} is not ${what}.${didYouMean(name, known)} Commands: ${known.join(', ')}.`,
  );
}

// Whoever reads the output may stop early, as `head` does; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const args = process.argv.slice(2);
try {
  process.exitCode = await run(args);
} catch (error) {
  process.exitCode = report(error, args.includes('--json'));
}
