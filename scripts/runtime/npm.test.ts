import path from 'node:path'
import { expect, it } from 'vitest'
import { npm } from './npm'
import { run } from './run'

const node = 'C:\\Program Files\\nodejs\\node.exe'
const bundled = 'C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js'
const onWindows = (running: string | undefined, there: readonly string[]) =>
  npm(['run', 'build'], { npm_execpath: running }, node, path.win32, file => there.includes(String(file)))

it('runs npm as a script of Node on Windows, where a batch file needs a shell', () => {
  expect(onWindows(undefined, [bundled])).toEqual([node, [bundled, 'run', 'build']])
})

it('prefers the running npm to the one bundled with Node', () => {
  const own = 'C:\\Users\\mia\\AppData\\Roaming\\npm\\node_modules\\npm\\bin\\npm-cli.js'
  expect(onWindows(own, [own, bundled])).toEqual([node, [own, 'run', 'build']])
})

it('does not mistake another package manager for npm', () => {
  expect(onWindows('C:\\yarn\\bin\\yarn.js', ['C:\\yarn\\bin\\yarn.js', bundled])).toEqual([node, [bundled, 'run', 'build']])
})

it('finds an npm without a bundled script by its name', () => {
  expect(npm(['pack'], {}, '/usr/bin/node', path.posix, () => false)).toEqual(['npm', ['pack']])
})

it('runs on this system', async () => {
  expect(await run(...npm(['--version']))).toMatchObject({ code: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+\s*$/) as string })
})
