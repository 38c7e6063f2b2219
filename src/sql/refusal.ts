/** Why a rule, or a part of one, can't be said in SQL. Caught where the rules are gone through, never by a user. */
export class NotInSql extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'NotInSql';
  }
}
