/** @file The text about copies of an incident, and the query that finds an entity. */
import type { CopyFormat, Entity } from '../../../shared/contract/detail'

export const copiedText: Readonly<Record<CopyFormat, string>> = {
  json: 'JSON copied', markdown: 'Markdown copied', curl: 'cURL command copied', powershell: 'PowerShell command copied',
}

/** Returns a query for the incidents that contain an entity. */
export function entityQuery({ label }: Pick<Entity, 'label'>): string {
  return `entity:"${label.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}
