import { availableParallelism, cpus, totalmem } from 'node:os';

/** The machine in one line. */
export function machine(): string {
  const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Measured on ${cpu}, ${availableParallelism()} cores, ${memory} GiB of memory, ${process.platform}, Node ${process.version}.`;
}
