/** @file The text about copies of an incident, and the query that finds an entity. */
import type { CopyFormat, Entity } from '../../../../shared/contract/detail'
import type { CommandId } from '../../../../shared/vocabulary/commands'
import { copyFormats } from '../../../../shared/contract/detail'
import { commandOf } from '../../../../shared/vocabulary/commands'

interface CopyText {
  /** The command that copies, whose label is the menu item. */
  readonly command: CommandId
  /** The note after the copy. */
  readonly done: string
}

const texts: Readonly<Record<CopyFormat, CopyText>> = {
  json: { command: 'copy-json', done: 'JSON copied' },
  markdown: { command: 'copy-markdown', done: 'Markdown copied' },
  curl: { command: 'copy-curl', done: 'cURL command copied' },
  powershell: { command: 'copy-powershell', done: 'PowerShell command copied' },
}

/** Returns the note after an incident was copied. */
export const copiedText = (format: CopyFormat): string => texts[format].done

/** The items of the menu "Copy". */
export const copyItems = copyFormats.map((value) => {
  const { id, label, keys } = commandOf(texts[value].command)
  return { value, text: label, keys, command: id }
})

/** Returns a query for the incidents that contain an entity. */
export function entityQuery({ label }: Pick<Entity, 'label'>): string {
  return `entity:"${label.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
