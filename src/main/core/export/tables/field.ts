/** @file A field of an exported table. CSV, Excel, Parquet and docs/exports.md are derived from these descriptions. */

interface FieldFacts {
  /** The field's name in the files. */
  readonly name: string
  /** What it contains, for docs/exports.md. */
  readonly description: string
}

/** `time`: as received, in UTC unless the API sent another zone. */
interface TextField<Item> extends FieldFacts {
  readonly kind: 'text' | 'time'
  /** '' if it is missing. */
  readonly value: (item: Item) => string
}

/** `count`: a whole number; `score`: any number. */
interface NumberField<Item> extends FieldFacts {
  readonly kind: 'count' | 'score'
  /** null if it is unknown. */
  readonly value: (item: Item) => number | null
}

interface ListField<Item> extends FieldFacts {
  readonly kind: 'list'
  /** Empty if it is missing. */
  readonly value: (item: Item) => readonly string[]
}

export type Field<Item> = TextField<Item> | NumberField<Item> | ListField<Item>

export type FieldKind = Field<never>['kind']

/** The value of a field: '', null or an empty list if it is missing. */
export type Value = string | number | null | readonly string[]
