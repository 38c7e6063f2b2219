import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Import {
  readonly from: string;
  /** A file of this package, from `src` on, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Every `import … from`, `export … from`, bare `import '…'` and `import('…')` of a file. */
function importsOf(file: string, source: string): Import[] {
  // Code that a file writes out as a text is not its own.
  const code = source.replace(/`[^`]*`/g, '``');
  const statement = /^(?:import|export)\s+(type\s+)?(?:[\w*{},\s$]+?\s+from\s+)?'([^']+)';/gm;
  const dynamic = /\bimport\(\s*'([^']+)'\s*\)/g;
  const found = [...code.matchAll(statement)].map((match) => ({
    typeOnly: match[1] !== undefined,
    name: match[2]!,
  }));
  const later = [...code.matchAll(dynamic)].map((match) => ({ typeOnly: false, name: match[1]! }));
  return [...found, ...later].map(({ typeOnly, name }) => ({
    from: file,
    to: name.startsWith('.') ? posix.join(dirname(file), name).replace(/\.js$/, '.ts') : name,
    typeOnly,
  }));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const files = filesUnder('src').sort();
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const imports = [...sources].flatMap(([file, source]) => importsOf(file, source));
const isOurs = ({ to }: Import) => to.startsWith('src/');

const told = ({ from, to }: Import): string => `${from} imports ${to}`;
const within = (folder: string) => (file: string) => file.startsWith(`src/${folder}/`);

/** The first folder under `src`, or the name of a file that stands there. */
const layerOf = (file: string): string => file.split('/')[1]!;

describe('imports', () => {
  it('are found, and each leads to a file', () => {
    expect(imports.length).toBeGreaterThan(200);
    expect(
      imports.filter((one) => isOurs(one) && !sources.has(one.to) && !one.to.endsWith('.json')).map(told),
    ).toEqual([]);
  });

  it('go one way', () => {
    const LAYERS = [
      ['failure.ts'],
      ['time'],
      ['calendar'],
      ['rules'],
      ['deadlines'],
      ['cases'],
      ['lines'],
      ['questions', 'columns', 'sql'],
      ['index.ts'],
      ['cli', 'build'],
    ];
    const height = (file: string) => LAYERS.findIndex((layer) => layer.includes(layerOf(file)));
    expect(files.filter((file) => height(file) === -1)).toEqual([]);
    const wrong = imports.filter(
      (one) =>
        isOurs(one) &&
        (height(one.to) > height(one.from) ||
          (height(one.to) === height(one.from) && layerOf(one.to) !== layerOf(one.from))),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  it('of the schema reach no further than time and failures', () => {
    const wrong = imports.filter(
      (one) =>
        one.from.startsWith('src/rules/schema/') &&
        isOurs(one) &&
        !/^src\/(rules\/schema\/|time\/|failure\.ts)/.test(one.to),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  it('never go round in a circle', () => {
    // What is imported for its types alone is gone when the code runs.
    const runs = imports.filter((one) => isOurs(one) && !one.typeOnly);
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
      if (done.has(file) || way.includes(file)) return;
      for (const { to } of runs.filter(({ from }) => from === file)) visit(to, [...way, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('of date-holidays stand in the regions and the build only', () => {
    const importers = imports.filter(({ to }) => to === 'date-holidays').map(({ from }) => from);
    expect(importers.filter((file) => file !== 'src/calendar/region.ts' && !within('build')(file))).toEqual(
      [],
    );
    expect(importers).toContain('src/calendar/region.ts');
  });

  it('of zod stand where tables are checked only', () => {
    const CHECKED = /^src\/rules\/(schema\/.+|load|json-schema|assemble|problems)(\.ts)?$/;
    const importers = imports.filter(({ to }) => to === 'zod').map(({ from }) => from);
    expect(importers.filter((file) => !CHECKED.test(file))).toEqual([]);
    expect(importers.length).toBeGreaterThan(4);
  });

  it('of Node stand in the command and the build only', () => {
    const wrong = imports.filter(
      ({ from, to }) => to.startsWith('node:') && !within('cli')(from) && !within('build')(from),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  it('of packages are those that are declared', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const wrong = imports.filter(
      ({ from, to }) =>
        !to.startsWith('src/') &&
        !to.startsWith('node:') &&
        // The command is bundled with what it needs.
        !within('cli')(from) &&
        !Object.keys(dependencies).some((name) => to === name || to.startsWith(`${name}/`)),
    );
    expect(wrong.map(told)).toEqual([]);
  });
});

describe('the core', () => {
  const reached = new Set<string>();
  const packages = new Set<string>();
  const reach = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const one of imports.filter(({ from, typeOnly }) => from === file && !typeOnly)) {
      if (isOurs(one)) reach(one.to);
      else packages.add(one.to);
    }
  };
  reach('src/index.ts');

  it('takes from packages only what counts in civil time', () => {
    expect(reached.size).toBeGreaterThan(30);
    expect([...packages].filter((name) => !/^(date-fns|@date-fns\/(utc|tz))(\/|$)/.test(name))).toEqual([]);
  });

  it('has nothing of the schema, the questions, the command or the build', () => {
    expect(
      [...reached].filter((file) => /^src\/(cli|build|columns|questions|sql|rules\/schema)\//.test(file)),
    ).toEqual([]);
  });
});

describe('the library', () => {
  const library = [...sources].filter(([file]) => !within('cli')(file) && !within('build')(file));
  const FORBIDDEN: [string, RegExp][] = [
    ['the clock', /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\./],
    ['the locale', /\bIntl\b|\btoLocale|\blocaleCompare\b/],
    ['the process', /\bprocess\b\s*[.[]/],
    ['chance', /\bMath\.random\b|\bcrypto\./],
    ['the local zone', /\.get(FullYear|Month|Date|Day|Hours|Minutes|TimezoneOffset)\(/],
    ['the console', /\bconsole\./],
  ];

  it.each(FORBIDDEN)('never asks %s', (_, pattern) => {
    const code = (source: string) => source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
    const wrong = library.flatMap(([file, source]) =>
      code(source)
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    );
    expect(wrong).toEqual([]);
  });

  it('does nothing when it is imported', () => {
    const { sideEffects } = JSON.parse(readFileSync('package.json', 'utf8')) as { sideEffects: unknown };
    expect(sideEffects).toBe(false);
    const script = `
      const OURS = [globalThis, Object, Array, Date, String, Map, Set, Math, Intl, process.env];
      const seen = () => JSON.stringify([
        OURS.map((one) => [Object.getOwnPropertyNames(one), Object.getOwnPropertyNames(one.prototype ?? {})]),
        process.cwd(),
        process.eventNames(),
      ]);
      const before = seen();
      await import(process.argv[1]);
      process.stdout.write(seen() === before ? 'the same' : 'changed: ' + seen());`;
    const built = pathToFileURL(join('dist', 'index.js')).href;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script, built], {
      encoding: 'utf8',
    });
    expect(out).toBe('the same');
  });
});
