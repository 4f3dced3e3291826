import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { root } from './runtime/electron-runtime'
import { unitTests } from './unit-tests'

let folder: string
const count = () => unitTests(path.join(folder, 'report.json'), path.join(folder, 'vitest.config.ts'))
beforeEach(() => {
  const parent = path.join(root, 'test-results')
  mkdirSync(parent, { recursive: true })
  folder = mkdtempSync(path.join(parent, 'unit-tests-'))
  writeFileSync(path.join(folder, 'vitest.config.ts'), 'export default { root: import.meta.dirname, test: { include: ["*.test.ts"] } }\n')
})
afterEach(() => rmSync(folder, { recursive: true }))

const files: Readonly<Record<string, string>> = {
  'passes': 'it("a", () => {})',
  'fails': 'it("a", () => { throw new Error("no") })',
  'skip': 'it.skip("a", () => {})',
  'skipped while it runs': 'it("a", ({ skip }) => skip())',
  'skipped suite': 'describe.skip("a", () => { it("b", () => {}) })',
  'todo': 'it.todo("a")',
  'only': 'it.only("a", () => {})',
  'suite with only': 'describe.only("a", () => { it("b", () => {}) })',
  'empty file': '',
  'empty suite': 'describe("a", () => {})',
  'cannot be loaded': 'throw new Error("no")',
}

it('counts skipped tests, empty suites and files that cannot be loaded as failed', async () => {
  for (const [name, body] of Object.entries(files)) {
    writeFileSync(path.join(folder, `${name.replaceAll(' ', '-')}.test.ts`), `import { describe, it } from 'vitest'\nvoid [describe, it]\n${body}\n`)
  }
  expect(await count()).toEqual({ passed: 1, failed: Object.keys(files).length - 1 })
})

it('fails if there is no test', async () => {
  expect(await count()).toEqual({ passed: 0, failed: 1 })
})
