import { defineConfig } from 'tsup';

const shared = { target: 'node20', sourcemap: false, treeshake: true, outDir: 'dist' } as const;

export default defineConfig([
  {
    ...shared,
    entry: {
      index: 'src/index.ts',
      questions: 'src/questions/index.ts',
      columns: 'src/columns/index.ts',
      sql: 'src/sql/index.ts',
      tables: 'src/rules/load.ts',
      regions: 'src/calendar/region.ts',
    },
    format: ['esm', 'cjs'],
    platform: 'neutral',
    // The few functions of date-fns that are used are carried along: one file loads faster than a dozen.
    noExternal: [/^(@date-fns\/|date-fns\/)/],
    dts: true,
    splitting: true,
    // Without comments and blanks it is read in half the time; names stay, for stack traces.
    minifyWhitespace: true,
  },
  {
    ...shared,
    entry: { cli: 'src/cli/main.ts' },
    format: ['esm'],
    platform: 'node',
    splitting: true,
    minifySyntax: true,
    // The command carries what it needs, so that it starts fast; date-holidays stays outside, for other
    // regions, and so does DuckDB, for large files.
    noExternal: [/^(?!date-holidays|@duckdb)/],
    external: ['date-holidays', '@duckdb/node-api'],
    outDir: 'dist/cli',
    banner: { js: '' },
  },
]);
