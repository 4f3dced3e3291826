/** @file docs/exports.md lists the fields of the exported tables as the code describes them. */
import type { FieldKind } from '../src/main/core/export/tables/field'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { exportTables } from '../src/main/core/export/tables/tables'
import { exportFormatFacts, exportFormats } from '../src/shared/vocabulary/export-formats'

const document = readFileSync(path.join(import.meta.dirname, '../docs/exports.md'), 'utf8')
const kinds: Readonly<Record<FieldKind, string>> = { text: 'text', time: 'time', count: 'whole number', score: 'number', list: 'list of texts' }

it.each(exportTables(null).map(({ name, fields }) => [name, fields] as const))('docs/exports.md lists the fields of %s', (name, fields) => {
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const section = document.split(`\n### ${title}\n`)[1]?.split('\n#')[0] ?? ''
  const rows = section.split('\n').filter(line => line.startsWith('| `'))
  expect(rows).toEqual(fields.map(field => `| \`${field.name}\` | ${kinds[field.kind]} | ${field.description.replaceAll('|', '\\|')} |`))
})

it('docs/exports.md has a section for each format', () => {
  expect(exportFormats.filter(format => !document.includes(`\n## ${exportFormatFacts[format].label}\n`))).toEqual([])
})
