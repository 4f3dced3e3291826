import { describe, expect, it } from 'vitest'
import { AppError } from './errors'
import { describeError } from './error-report'

const canary = 'canary.Secret4711'
const isOwnFile = (file: string) => ['out/main/index.js', 'out/main/chunks/create-app-B1.js', 'out/preload/index.cjs', 'out/renderer/assets/index.js'].includes(file)
const described = (error: unknown) => describeError(error, isOwnFile)

/** Returns an error whose stack contains `lines` below its header. */
function errorAt(lines: readonly string[], message = 'boom'): Error {
  const error = new TypeError(message)
  error.stack = `TypeError: ${message}\n${lines.join('\n')}`
  return error
}

it('lists the class and the locations in app and Node code on every system', () => {
  const error = errorAt([
    '    at save (file:///opt/XDR%20Desk/resources/app.asar/out/main/chunks/create-app-B1.js:10:5)',
    '    at async file:///C:/Users/mia/AppData/Local/XDR%20Desk/resources/app.asar/out/main/index.js:20:6',
    '    at Object.call (C:\\Users\\mia\\XDR Desk\\resources\\app.asar\\out\\preload\\index.cjs:3:7)',
    '    at new Promise (<anonymous>)',
    '    at render (xdr-desk://app/assets/index.js:1:2345)',
    '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  ])
  expect(described(error)).toEqual([
    'TypeError',
    '    at out/main/chunks/create-app-B1.js:10:5',
    '    at out/main/index.js:20:6',
    '    at out/preload/index.cjs:3:7',
    '    at out/renderer/assets/index.js:1:2345',
    '    at node:internal/process/task_queues:95:5',
  ])
})

it('lists causes and the system\'s error code', () => {
  const system = Object.assign(errorAt(['    at write (file:///app/out/main/index.js:1:1)'], canary), { code: 'ENOSPC' })
  const error = new RangeError(canary, { cause: system })
  error.stack = `RangeError: ${canary}`
  expect(described(error)).toEqual(['RangeError', 'caused by TypeError ENOSPC', '    at out/main/index.js:1:1'])
})

it('stops after three causes, even if they form a circle', () => {
  const error = new Error(canary)
  error.cause = error
  error.stack = ''
  expect(described(error)).toEqual(['Error', 'caused by Error', 'caused by Error', 'caused by Error'])
})

describe('a description contains no external text', () => {
  class Rejected extends Error {}
  const named = new Error('x')
  named.name = canary
  const lookAlikes = [
    `    at ${canary} (file:///app/out/main/index.js:1:1)`,
    `    at file:///app/out/main/${canary}.js:1:1`,
    `    at file:///app/out/main/../../${canary}/index.js:1:1`,
    `    at (xdr-desk://app/${canary}.js:1:1)`,
    `    at (node:${canary}:1:1)`,
  ]
  const thrown: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['a message', new Rejected(canary), ['Rejected']],
    ['a name', named, ['Error']],
    ['a code', Object.assign(new Error('x'), { code: canary }), ['Error']],
    ['a string', canary, ['string']],
    ['an object', { message: canary, stack: `    at file:///app/out/main/${canary}:1:1` }, ['Object']],
    ['an object without a class', Object.assign(Object.create(Object.create(null) as object) as object, { canary }), ['object']],
    ['null', null, ['null']],
    ['an expected failure', new AppError('server-error', { serverMessage: canary }), ['AppError']],
    ['message lines that look like stack lines', new Error(`x\n${lookAlikes.join('\n')}`), ['Error']],
  ]
  it.each(thrown)('from %s', (_name, error, expected) => {
    const lines = described(error)
    expect(lines.filter(line => !line.startsWith('    at node:'))).toEqual(expected)
    expect(lines.join('\n')).not.toContain('canary')
  })

  it('from a function name, or from a stack with another message', () => {
    const lines = described(errorAt(lookAlikes, 'another'))
    expect(lines).toEqual(['TypeError', '    at out/main/index.js:1:1'])
  })
})
