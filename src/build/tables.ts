/**
 * Builds the built-in rule tables: checks each authority's files, and writes them as modules that cost nothing to
 * import, with the JSON Schemas for editors. Run after the code is bundled: `npm run build`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas, lintTable, loadTable, loadVocabulary } from '../rules/load.js';
import { ownNames } from './own-names.js';
import { authorities, partsOf } from './parts.js';

const OUT = join('dist', 'rules');

/** Writes JSON as a module for both kinds of import, with its type, and as plain JSON. */
function writeModule(path: string, value: unknown, type: string, types: string): void {
  const json = JSON.stringify(value);
  const literal = JSON.stringify(json);
  writeFileSync(`${path}.json`, json);
  writeFileSync(`${path}.js`, `export default JSON.parse(${literal});\n`);
  writeFileSync(`${path}.cjs`, `module.exports = JSON.parse(${literal});\n`);
  const declare = (extension: string, end: string) =>
    `import type { ${type} } from '${types}.${extension}';\ndeclare const value: ${type};\n${end}\n`;
  writeFileSync(`${path}.d.ts`, declare('js', 'export default value;'));
  writeFileSync(`${path}.d.cts`, declare('cjs', 'export = value;'));
}

function build(): void {
  mkdirSync(OUT, { recursive: true });
  let problems = 0;
  for (const authority of authorities()) {
    const parts = [...partsOf('vocabulary'), ...partsOf(authority)];
    for (const problem of lintTable(parts)) {
      problems += 1;
      console.error(`${problem.file}: ${problem.path}: ${problem.message} [${problem.code}]`);
    }
    if (problems > 0) continue;
    const table = loadTable(parts);
    writeModule(join(OUT, authority), { ...table, names: ownNames(table) }, 'RuleTable', '../index');
  }
  if (problems > 0) {
    console.error(`${problems} problems in the rule tables; nothing built from them.`);
    process.exitCode = 1;
    return;
  }
  writeModule(join('dist', 'vocabulary'), loadVocabulary(partsOf('vocabulary')), 'Names', './index');
  mkdirSync(join('dist', 'schema'), { recursive: true });
  for (const [name, schema] of Object.entries(jsonSchemas())) {
    writeFileSync(join('dist', 'schema', `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`);
  }
}

build();
