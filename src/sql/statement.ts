/** A query in steps, each with a name that the later ones read. */
export class Statement {
  readonly #steps: { readonly name: string; readonly query: string }[] = [];
  readonly #taken = new Map<string, number>();

  /** Adds a step and gives its name: the wanted one, or that one with a number where it is taken. */
  step(wanted: string, query: string): string {
    const times = (this.#taken.get(wanted) ?? 0) + 1;
    this.#taken.set(wanted, times);
    const name = times === 1 ? wanted : `${wanted}_${times}`;
    this.#steps.push({ name, query });
    return name;
  }

  /** The whole query, which ends in one that reads the steps. */
  ending(query: string): string {
    if (this.#steps.length === 0) return query;
    const steps = this.#steps.map((step) => `${step.name} AS (\n${indented(step.query)}\n)`);
    return `WITH ${steps.join(',\n')}\n${query}`;
  }
}

const indented = (text: string): string => text.replace(/^/gm, '  ');
