import type { AddressInfo } from 'node:net'
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { makeOfficialRuntime } from './official-runtime'
import { unzip } from './unzip'

const version = '45.0.0'
const file = `electron-v${version}-${process.platform}-${process.arch}.zip`
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** A zip that contains the file `version`. */
const release = Buffer.from(
  'UEsDBBQAAAAAAAAAIVzz17AOBgAAAAYAAAAHAAAAdmVyc2lvbjQ1LjAuMFBLAQIUAxQAAAAAAAAAIVzz17AOBgAAAAYAAAAHAAAAAAAAAAAAAACkAQAAAAB2ZXJzaW9uUEsFBgAAAAABAAEANQAAACsAAAAAAA==',
  'base64',
)

describe('Electron\'s own release', () => {
  let folder = ''
  let end = (): void => undefined

  beforeEach(() => { folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-release-')) })
  afterEach(() => {
    end()
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })

  /** Starts a download server that offers these bytes, with matching checksums. */
  async function serve(bytes: Buffer): Promise<void> {
    const server = createServer((request, response) => {
      response.end(request.url?.endsWith('SHASUMS256.txt') ? `${sha256(bytes)} *${file}\n` : bytes)
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    end = () => { server.close() }
    vi.stubEnv('ELECTRON_MIRROR', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  }

  const make = () => makeOfficialRuntime(folder, { version, checksums: { [file]: sha256(release) }, cacheRoot: path.join(folder, 'cache') })

  it('is unpacked if its checksum matches the npm package', async () => {
    await serve(release)
    await make()
    expect(readFileSync(path.join(folder, 'version'), 'utf8')).toBe(version)
  })

  it('is refused if its checksum differs, even if the server offers a matching one', async () => {
    await serve(Buffer.concat([release, Buffer.from('evil')]))
    await expect(make()).rejects.toThrow(/checksum/i)
    expect(existsSync(path.join(folder, 'version'))).toBe(false)
  })
})

it('unpacks a zip with a program of each system', () => {
  expect(unzip('/tmp/a.zip', '/tmp/b', 'linux')).toEqual(['unzip', ['-q', '/tmp/a.zip', '-d', '/tmp/b']])
  expect(unzip('/tmp/a.zip', '/tmp/b', 'darwin')).toEqual(['unzip', ['-q', '/tmp/a.zip', '-d', '/tmp/b']])
  expect(unzip('C:\\a.zip', 'C:\\b', 'win32', { SystemRoot: 'D:\\Windows' })).toEqual(['D:\\Windows\\System32\\tar.exe', ['-xf', 'C:\\a.zip', '-C', 'C:\\b']])
})
