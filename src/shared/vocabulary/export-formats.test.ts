import { expect, it } from 'vitest'
import { exportFormatFacts, exportFormats } from './export-formats'

it('gives each format its own label, hint and extension', () => {
  const facts = exportFormats.map(format => exportFormatFacts[format])
  for (const fact of ['label', 'hint', 'extension'] as const) expect(new Set(facts.map(each => each[fact])).size).toBe(exportFormats.length)
  expect(facts.filter(({ label, hint, extension }) => label === '' || /[.]$/.test(hint) || !/^[a-z]+$/.test(extension))).toEqual([])
})
