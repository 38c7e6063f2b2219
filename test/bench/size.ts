import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { DIST } from './built.js';
import { atMost, type Figure } from './table.js';

const KILOBYTES = 20;
const SOURCE = new URL('../../src/', import.meta.url);

/** What a due date takes: reading and checking a case, all three calendars, every refusal with its sentence. */
const CORE = 'bindTable, due';

const gzipped = (content: Uint8Array): number => gzipSync(content, { level: 9 }).length;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** What a browser would load of some exports, minified and gzipped. */
async function bundled(
  exported: string,
  folder: URL,
  leftOut: { external?: string[]; plugins?: Plugin[] } = {},
) {
  const { outputFiles } = await build({
    stdin: { contents: `export ${exported} from './index.js';`, resolveDir: fileURLToPath(folder) },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    legalComments: 'none',
    write: false,
    ...leftOut,
  });
  return { minified: outputFiles[0]!.contents.length, gzipped: gzipped(outputFiles[0]!.contents) };
}

const withoutCalendarData: Plugin = {
  name: 'without-calendar-data',
  setup: ({ onLoad }) => {
    onLoad({ filter: /calendar[\\/]data[\\/]/ }, ({ path }) => {
      const name = /export const (\w+)/.exec(readFileSync(path, 'utf8'))![1]!;
      return { contents: `export const ${name} = {};` };
    });
  },
};

/** The core with what it needs at run time, its parts by what it is smaller without them, and each rule table. */
export async function size(): Promise<Figure[]> {
  const names = `{ ${CORE} }`;
  const core = await bundled(names, DIST);
  const everything = await bundled('*', DIST);
  const whole = await bundled(names, SOURCE);
  const dateFns =
    whole.gzipped - (await bundled(names, SOURCE, { external: ['date-fns/*', '@date-fns/*'] })).gzipped;
  const data = whole.gzipped - (await bundled(names, SOURCE, { plugins: [withoutCalendarData] })).gzipped;
  return [
    {
      what: `The core without rule tables, \`import ${names} from 'in-timescale'\`, minified and gzipped`,
      measured: kB(core.gzipped),
      target: atMost(core.gzipped, KILOBYTES * 1000, `${KILOBYTES} kB`),
    },
    {
      what: "– of it the three calendars' data, the parts of date-fns, the rest",
      measured: `${kB(data)}, ${kB(dateFns)}, ${kB(core.gzipped - data - dateFns)}; ungzipped ${kB(core.minified)}`,
    },
    {
      what: '– everything that `in-timescale` exports',
      measured: `${kB(everything.gzipped)}; ungzipped ${kB(everything.minified)}`,
    },
    ...tables(),
  ];
}

function tables(): Figure[] {
  const folder = new URL('rules/', DIST);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.js'))
    .map((name) => ({
      what: `– what \`in-timescale/rules/${name.slice(0, -3)}\` adds, gzipped`,
      measured: kB(gzipped(readFileSync(new URL(name, folder)))),
    }));
}
