/**
 * Builds the built-in rule tables: checks each authority's files, and writes them as modules that cost nothing to
 * import, with the JSON Schemas for editors. Run after the code is bundled: `npm run build`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas, lintTable, loadTable } from '../rules/load.js';
import { authorities, partsOf } from './parts.js';

const OUT = join('dist', 'rules');

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
    const json = JSON.stringify(loadTable(parts));
    const literal = JSON.stringify(json);
    writeFileSync(join(OUT, `${authority}.json`), json);
    writeFileSync(join(OUT, `${authority}.js`), `export default JSON.parse(${literal});\n`);
    writeFileSync(join(OUT, `${authority}.cjs`), `module.exports = JSON.parse(${literal});\n`);
    writeFileSync(
      join(OUT, `${authority}.d.ts`),
      `import type { RuleTable } from '../index.js';\ndeclare const table: RuleTable;\nexport default table;\n`,
    );
    writeFileSync(
      join(OUT, `${authority}.d.cts`),
      `import type { RuleTable } from '../index.cjs';\ndeclare const table: RuleTable;\nexport = table;\n`,
    );
  }
  if (problems > 0) {
    console.error(`${problems} problems in the rule tables; nothing built from them.`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(join('dist', 'schema'), { recursive: true });
  for (const [name, schema] of Object.entries(jsonSchemas())) {
    writeFileSync(join('dist', 'schema', `${name}.json`), `${JSON.stringify(schema, null, 2)}\n`);
  }
}

build();
