/**
 * The names of cases of which nothing more is kept than the last in order: by the letters, as texts are sorted, and by
 * the length first, as numbers are. A name after the last in either order is certainly none of them.
 */
export class ForgottenNames {
  private lastByLetters = '';
  private lastByLength = '';

  add(name: string): void {
    if (name > this.lastByLetters) this.lastByLetters = name;
    if (isLonger(name, this.lastByLength)) this.lastByLength = name;
  }

  /** Whether a name may be one of them. */
  mayHave(name: string): boolean {
    return name <= this.lastByLetters && !isLonger(name, this.lastByLength);
  }
}

const isLonger = (name: string, than: string): boolean =>
  name.length === than.length ? name > than : name.length > than.length;
