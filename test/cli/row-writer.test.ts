import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowWriter } from '../../src/cli/check-output/row-writer.js';
import { check } from '../property.js';

/** A stream that takes pieces at once, or keeps them until it is read, as a pipe may. */
function streamOf(holds: boolean) {
  const pieces: Uint8Array[] = [];
  const taken: Buffer[] = [];
  return {
    write(piece: Uint8Array) {
      if (holds) pieces.push(piece);
      else taken.push(Buffer.from(piece));
      return true;
    },
    once: () => undefined,
    writableNeedDrain: false,
    get writableLength() {
      return pieces.length;
    },
    text: () => Buffer.concat(holds ? pieces : taken).toString(),
  };
}

const writerTo = (stream: ReturnType<typeof streamOf>) =>
  new RowWriter(() => {}, stream as unknown as NodeJS.WriteStream);

type Step = readonly ['write' | 'bytes' | 'keep' | 'again', string, number];

const aText = fc.oneof(
  fc.string({ maxLength: 90 }),
  fc.constantFrom('é'.repeat(70), 'a'.repeat(70_000), 'x'.repeat(20_000), ''),
);
const steps = fc.array(
  fc.tuple(fc.constantFrom('write', 'bytes', 'keep', 'again'), aText, fc.nat(1000)) as fc.Arbitrary<Step>,
  { maxLength: 60 },
);

describe('the writer of rows', () => {
  for (const holds of [false, true]) {
    it(`writes every text once and in order, to a stream that ${holds ? 'holds' : 'takes'} its pieces`, () => {
      check(
        fc.property(steps, (all) => {
          const stream = streamOf(holds);
          const writer = writerTo(stream);
          const kept: string[] = [];
          const ends = [0];
          let wanted = '';
          for (const [what, text, number] of all) {
            if (what === 'keep') {
              ends.push(writer.keep(text));
              kept.push(text);
              continue;
            }
            if (what === 'again') {
              if (kept.length === 0) continue;
              const at = number % kept.length;
              writer.writeKept(ends[at]!, ends[at + 1]!);
              wanted += kept[at];
              continue;
            }
            if (what === 'write') writer.write(text);
            else {
              const bytes = Buffer.from(`<${text}>`);
              writer.writeBytes(bytes, 1, bytes.length - 1);
            }
            wanted += text;
          }
          writer.flush();
          expect(stream.text() === Buffer.from(wanted).toString()).toBe(true);
        }),
      );
    });
  }
});
