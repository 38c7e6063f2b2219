import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { atEnd } from './at-end.js';
import { type Engine, NoEngine } from './engine.js';
import { pythonWith } from './python.js';
import { lineQueries } from './result-lines.js';

export const SPARK_PACKAGES = ['pyspark[sql]==3.5.7', 'setuptools<80'];
const quote = (name: string) => `\`${name}\``;

/** Spark in local mode with two workers; one process for all jobs, since it takes long to start. */
export async function startSpark(): Promise<Engine> {
  const python = pythonWith(SPARK_PACKAGES);
  const home = mkdtempSync(join(tmpdir(), 'in-timescale-spark-'));
  const child = spawn(python, [resolve('test/engines/spark.py'), home], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, PYSPARK_PYTHON: python, TZ: 'UTC' },
    cwd: home,
  });
  atEnd(() => {
    child.kill();
    rmSync(home, { recursive: true, force: true });
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<{ version?: string; error?: string }> => {
    const { value, done } = await answers.next();
    if (done) throw new NoEngine('Spark did not start; is Java 17 there?');
    return JSON.parse(value);
  };
  const { version = '?' } = await answer();
  return {
    name: 'Spark',
    version,
    dialect: 'spark',
    async run(sql, { events, facts, folder }) {
      const out = join(folder, 'spark.txt');
      child.stdin.write(
        `${JSON.stringify({
          database: 'run',
          events,
          facts,
          out,
          setup: [...sql.setup, ...sql.refresh],
          cached: ['calendar', 'valid_events', 'valid_facts'],
          views: lineQueries(sql, quote, 'STRING'),
        })}\n`,
      );
      const { error } = await answer();
      if (error) throw new Error(`Spark: ${error}`);
      return readFileSync(out, 'utf8').split('\n').filter(Boolean);
    },
  };
}
