import { lintTable, loadTable } from '../rules/load.js';
import type { Problem } from '../rules/problems.js';
import { sharedVocabulary } from './authority-table.js';
import { counted } from './dates.js';
import { BAD_INPUT, DONE } from './failures.js';
import { flag, readArguments } from './options.js';
import { stderr, stdout, writeJson } from './output.js';
import { readRuleFolder } from './rule-folder.js';

export const lintHelp = `Is a rule table of your own sound? Says file, place, what is wrong and what would be right.

  in-timescale lint folder [--json]

The folder holds authority.json, tables of rules under any other name, and, if you like, clauses.json and
vocabulary.json (or a folder vocabulary/) with names of your own beside the built-in ones.

  --json                   the problems as JSON

Examples
  in-timescale lint my-rules/
  in-timescale lint my-rules/ --json
`;

export async function lint(args: readonly string[]): Promise<number> {
  const given = readArguments(args, {
    command: 'lint',
    options: { json: flag },
    positionals: [{ name: 'folder', like: 'my-rules/' }],
  });
  const { parts, problems: jsonProblems, whole } = await readRuleFolder(given.positionals[0]!);
  const names = sharedVocabulary();
  const problems = [...jsonProblems, ...(whole ? lintTable(parts, names) : [])];
  const sizes = problems.length > 0 ? { rules: null, clauses: null } : sizesOf(loadTable(parts, names));
  if (given.has('json')) writeJson({ sound: problems.length === 0, ...sizes, problems });
  else for (const problem of problems) stderr.write(`${problemLine(problem)}\n`);
  if (problems.length === 0) {
    if (!given.has('json'))
      stdout.write(`${counted(sizes.rules!, 'rule')} and ${counted(sizes.clauses!, 'clause')}: sound.\n`);
    return DONE;
  }
  const files = new Set(problems.map(({ file }) => file)).size;
  const rest = whole ? '' : ' The rest is checked once every file is JSON.';
  stderr.write(`${counted(problems.length, 'problem')} in ${counted(files, 'file')}.${rest}\n`);
  return BAD_INPUT;
}

const sizesOf = ({ rules, clauses }: ReturnType<typeof loadTable>) => ({
  rules: rules.length,
  clauses: Object.keys(clauses).length,
});

const problemLine = ({ file, path, message, code }: Problem): string =>
  `${stderr.paint('bold', file)}: ${path === '' ? '' : `${path}: `}${message} ${stderr.paint('dim', `[${code}]`)}`;
