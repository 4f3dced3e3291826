/** @file The text about copies of an incident, and the query that finds an entity. */
import type { CopyFormat, Entity } from '../../../shared/contract/detail'
import { copyFormats } from '../../../shared/contract/detail'

interface CopyText {
  /** The menu item. */
  readonly label: string
  /** The note after the copy. */
  readonly done: string
}

const texts: Readonly<Record<CopyFormat, CopyText>> = {
  json: { label: 'Copy as JSON', done: 'JSON copied' },
  markdown: { label: 'Copy as Markdown', done: 'Markdown copied' },
  curl: { label: 'Copy as cURL', done: 'cURL command copied' },
  powershell: { label: 'Copy as PowerShell', done: 'PowerShell command copied' },
}

/** Returns the note after an incident was copied. */
export const copiedText = (format: CopyFormat): string => texts[format].done

/** The items of the menu "Copy". */
export const copyItems = copyFormats.map(value => ({ value, text: texts[value].label }))

/** Returns a query for the incidents that contain an entity. */
export function entityQuery({ label }: Pick<Entity, 'label'>): string {
  return `entity:"${label.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
