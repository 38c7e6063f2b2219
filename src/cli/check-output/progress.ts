import { grouped } from './summary-text.js';

const BEFORE_FIRST = 1_000;
const BETWEEN = 200;

/** Tells a person at a terminal how far a long input has come; says nothing anywhere else. */
export class Progress {
  private readonly started = performance.now();
  private next = this.started + BEFORE_FIRST;
  private isShown = false;

  show(rows: number): void {
    const now = performance.now();
    if (now < this.next || !process.stderr.isTTY) return;
    this.next = now + BETWEEN;
    const rate = Math.round((rows / (now - this.started)) * 1_000);
    process.stderr.write(`\r\u001b[K${grouped(rows)} rows, ${grouped(rate)} a second`);
    this.isShown = true;
  }

  /** Takes the line away, before anything else is written. */
  clear(): void {
    if (!this.isShown) return;
    process.stderr.write('\r\u001b[K');
    this.isShown = false;
  }
}
