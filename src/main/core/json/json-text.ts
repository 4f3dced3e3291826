/** @file A value as JSON text. A large value crosses threads and processes faster as text, and is parsed only where it is used. */

/** `T`: the type of the value. */
export class JsonText<T> {
  /** Exists only for the compiler, which would otherwise treat texts of all types alike. */
  declare readonly value: T

  constructor(readonly json: string) {}
}
