import * as util from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

/** A stream to write to. Colour is for people at a terminal who have not asked for none. */
export interface Output {
  write(text: string): void;
  paint(style: Style, text: string): string;
  /** Columns of the terminal; endless where the stream is a file or a pipe. */
  width(): number;
}

// The streams are asked for late: opening one that is never written to would cost the start of every command.
function outputTo(stream: () => NodeJS.WriteStream): Output {
  const coloured = (): boolean => Boolean(stream().isTTY) && !process.env.NO_COLOR;
  return {
    write: (text) => {
      stream().write(text);
    },
    // Taken by namespace, since the oldest releases of Node 20 have no styleText.
    paint: (style, text) =>
      util.styleText !== undefined && text !== '' && coloured()
        ? util.styleText(style, text, { validateStream: false })
        : text,
    width: () => (stream().isTTY ? stream().columns : Number.POSITIVE_INFINITY),
  };
}

export const stdout = outputTo(() => process.stdout);
export const stderr = outputTo(() => process.stderr);

export function writeJson(value: unknown): void {
  stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
