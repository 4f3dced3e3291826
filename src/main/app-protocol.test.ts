import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fileFor, registerScheme, scheme, serveApp, startPage } from './app-protocol'

type Handler = (request: Request) => Promise<Response>
const electron = vi.hoisted(() => ({ schemes: [] as unknown[], handlers: new Map<string, unknown>() }))
vi.mock('electron', () => ({
  protocol: {
    registerSchemesAsPrivileged: (schemes: readonly unknown[]) => electron.schemes.push(...schemes),
    handle: (name: string, handler: unknown) => electron.handlers.set(name, handler),
  },
}))

const root = path.resolve('/app/renderer')

describe('fileFor', () => {
  it.each([
    [startPage, 'index.html'],
    ['xdr-desk://app/assets/main-x1.js', 'assets/main-x1.js'],
    ['xdr-desk://app/assets/a%20b.css?x#y', 'assets/a b.css'],
    ['xdr-desk://app/icon.svg', 'icon.svg'],
    ['xdr-desk://app/a.png', 'a.png'],
    ['xdr-desk://app/a/../b/./index.html', 'b/index.html'],
  ])('maps %s to a file in the app\'s folder', (address, file) => {
    expect(fileFor(address, root)).toBe(path.join(root, file))
  })

  it.each([
    ['another scheme', 'https://app/index.html'],
    ['another host', 'xdr-desk://other/index.html'],
    ['a host that begins like it', 'xdr-desk://app.other/index.html'],
    ['a port', 'xdr-desk://app:1/index.html'],
    ['the folder', 'xdr-desk://app/'],
    ['the folder as a dot segment', 'xdr-desk://app/%2e'],
    ['a folder above', 'xdr-desk://app/..%2f..%2fetc/a.html'],
    ['a folder above, encoded', 'xdr-desk://app/%2e%2e%2f%2e%2e%2fa.html'],
    ['another folder whose name begins with the same text', 'xdr-desk://app/..%2frenderer-other/a.html'],
    ['a backslash', 'xdr-desk://app/a%5c..%5cb.html'],
    ['a zero byte', 'xdr-desk://app/a.html%00.html'],
    ['an invalid encoding', 'xdr-desk://app/%E0%A4%A.html'],
    ['a type that the app does not use', 'xdr-desk://app/main.js.map'],
    ['no type', 'xdr-desk://app/LICENSE'],
    ['a type that every object has as a member', 'xdr-desk://app/a.constructor'],
    ['a capital letter', 'xdr-desk://app/INDEX.HTML'],
  ])('returns null for %s', (_name, address) => {
    expect(fileFor(address, root)).toBeNull()
  })
})

describe('the scheme', () => {
  let folder = ''
  const get = (address: string, method = 'GET') => (electron.handlers.get(scheme) as Handler)({ url: address, method } as Request)
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'app-protocol-'))
    mkdirSync(path.join(folder, 'assets'))
    writeFileSync(path.join(folder, 'index.html'), '<p>')
    writeFileSync(path.join(folder, 'assets/a.js'), '1')
    mkdirSync(path.join(folder, 'folder.js'))
    serveApp(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is a secure origin that other origins cannot fetch and that cannot bypass the policy', () => {
    registerScheme()
    expect(electron.schemes).toEqual([{ scheme: 'xdr-desk', privileges: { standard: true, secure: true, codeCache: true } }])
  })

  it.each([[startPage, 'text/html; charset=utf-8', '<p>'], ['xdr-desk://app/assets/a.js', 'text/javascript; charset=utf-8', '1']])('serves %s as %s', async (address, type, body) => {
    const response = await get(address)
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, type, body])
  })

  it.each([
    ['a missing file', 'xdr-desk://app/none.js', 'GET'],
    ['a folder', 'xdr-desk://app/folder.js', 'GET'],
    ['a file outside the folder', 'xdr-desk://app/..%2f..%2fetc/a.html', 'GET'],
    ['another method', startPage, 'POST'],
  ])('responds with 404 to %s', async (_name, address, method) => {
    expect((await get(address, method)).status).toBe(404)
  })

  it.each([startPage, 'xdr-desk://app/none.js'])('sends a policy with %s that allows only the app\'s own scripts, styles, images and fonts, and no requests', async (address) => {
    const { headers } = await get(address)
    const policy = new Map((headers.get('content-security-policy') ?? '').split('; ').map((each) => {
      const [name = '', ...values] = each.split(' ')
      return [name, values.join(' ')]
    }))
    expect(Object.fromEntries(policy)).toEqual({
      'default-src': '\'none\'', 'script-src': '\'self\'', 'style-src': '\'self\'', 'img-src': '\'self\'', 'font-src': '\'self\'', 'connect-src': '\'none\'',
      'base-uri': '\'none\'', 'form-action': '\'none\'', 'frame-ancestors': '\'none\'', 'require-trusted-types-for': '\'script\'', 'trusted-types': 'vue',
    })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})
