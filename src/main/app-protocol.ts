/** @file The app's own URL scheme. It serves the page from the package's files, never from file:// or the network. */
import { Buffer } from 'node:buffer'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol } from 'electron'

export const scheme = 'xdr-desk'
/** The page's origin. */
export const origin = `${scheme}://app`
export const startPage = `${origin}/index.html`

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** SECURITY: no inline script or style, no eval and no request: only main uses the network. */
const contentSecurityPolicy = [
  'default-src \'none\'',
  'script-src \'self\'',
  'style-src \'self\'',
  'img-src \'self\'',
  'font-src \'self\'',
  'connect-src \'none\'',
  'base-uri \'none\'',
  'form-action \'none\'',
  'frame-ancestors \'none\'',
  'require-trusted-types-for \'script\'',
  'trusted-types vue',
].join('; ')

// No Cross-Origin-Opener-Policy: no page can open this one, and that header makes Chromium start a second process, which delays every start by 40 ms.
const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
}

/** Registers the scheme. Must run before `ready`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, codeCache: true } }])
}

/**
 * Loads the classes that a response needs. Node loads the classes of fetch at first use, which blocks the main thread for about 30 ms. While Chromium is
 * still starting, that does not delay the page.
 */
export function warmUp(): void {
  void new Response('').text()
}

/** Returns the file of one of the app's URLs; null for a file outside `root` or of an unknown type. */
export function fileFor(address: string, root: string): string | null {
  const url = new URL(address)
  if (url.protocol !== `${scheme}:` || url.host !== 'app') return null
  let relative: string
  try {
    relative = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  const file = path.resolve(root, `.${relative}`)
  const isInside = file.startsWith(root + path.sep) && !/[\\\0]/.test(relative)
  return isInside && path.extname(file) in contentTypes ? file : null
}

/** Serves the files in `root`, the built renderer. */
export function serveApp(root: string): void {
  protocol.handle(scheme, async ({ url, method }) => {
    const file = method === 'GET' ? fileFor(url, root) : null
    const body = file && await readFile(file).catch(() => null)
    if (!file || !body) return new Response(Buffer.from('Not found'), { status: 404, headers })
    return new Response(body, { headers: { ...headers, 'Content-Type': contentTypes[path.extname(file)] ?? '' } })
  })
}
