/** @file Declines requests of hosts and proxies for a client certificate, because the app has none for them. */

interface Events {
  readonly on: (event: 'select-client-certificate', listener: (
    event: { readonly preventDefault: () => void }, contents: unknown, url: string, certificates: readonly unknown[], respond: () => void,
  ) => void) => unknown
}

/**
 * Declines every request for a client certificate, in all sessions and for `net`. SECURITY: without a response, Electron sends the first
 * matching certificate of the user's store, and with it the user's name, to any host that requests one.
 */
export function sendNoClientCertificate(app: Events): void {
  app.on('select-client-certificate', (event, _contents, _url, _certificates, respond) => {
    event.preventDefault()
    respond()
  })
}
