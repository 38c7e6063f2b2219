const undo: (() => void)[] = [];

/** Has something done when the run ends, however it ends: what was begun last is undone first. */
export const atEnd = (work: () => void): void => {
  undo.push(work);
};

/** Ends what was begun. Nothing is left to do where it was called before. */
export function endAll(): void {
  for (let work = undo.pop(); work; work = undo.pop()) {
    try {
      work();
    } catch (error) {
      process.stderr.write(`${error}\n`);
    }
  }
}

process.on('exit', endAll);
for (const [signal, number] of [
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
] as const)
  process.once(signal, () => process.exit(128 + number));
