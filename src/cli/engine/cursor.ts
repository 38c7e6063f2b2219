/** A sequence of lines of which the next can be looked at; to step past it does what belongs to it. */
export class Cursor {
  private readonly lines: AsyncGenerator<number> | null;
  private next = Number.POSITIVE_INFINITY;

  private constructor(lines: AsyncGenerator<number> | null) {
    this.lines = lines;
  }

  static async over(lines: AsyncGenerator<number> | null): Promise<Cursor> {
    const cursor = new Cursor(lines);
    await cursor.step();
    return cursor;
  }

  /** The next line; endless when there is none. */
  get line(): number {
    return this.next;
  }

  get isDone(): boolean {
    return this.next === Number.POSITIVE_INFINITY;
  }

  async step(): Promise<void> {
    const found = await this.lines?.next();
    this.next = found && !found.done ? found.value : Number.POSITIVE_INFINITY;
  }
}
