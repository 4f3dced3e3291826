/** @file What is answered where a host or a proxy asks for a client certificate: none, since the app has none for it. */

interface Events {
  readonly on: (event: 'select-client-certificate', listener: (
    event: { readonly preventDefault: () => void }, contents: unknown, url: string, certificates: readonly unknown[], answer: () => void,
  ) => void) => unknown
}

/**
 * Answers every request for a client certificate with none, in all sessions and for `net`. SECURITY: unanswered, Electron sends the first
 * certificate of the user's store that fits, and with it the user's name, to whoever asks.
 */
export function sendNoClientCertificate(app: Events): void {
  app.on('select-client-certificate', (event, _contents, _url, _certificates, answer) => {
    event.preventDefault()
    answer()
  })
}
