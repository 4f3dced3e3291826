/** @file Microsoft's hosts for one cloud, as data: the authority, the API and what may be opened in a browser. */

export interface Cloud {
  readonly authority: string
  readonly apiHost: string
  readonly listPath: string
  /** Client credentials take exactly `<resource>/.default`. */
  readonly scope: string
  /** Values of a token's `aud` that this API accepts, without a trailing slash. */
  readonly audiences: readonly string[]
  /** Hosts that incidents' links may name. */
  readonly portalHosts: readonly string[]
}

/** The appId of the service principal "Microsoft Threat Protection"; tokens may name it as their audience. */
const threatProtection = '8ee8fdad-f234-4243-8f3b-15c294843740'

export const worldwide: Cloud = {
  authority: 'https://login.microsoftonline.com',
  apiHost: 'api.security.microsoft.com',
  listPath: '/api/incidents',
  scope: 'https://api.security.microsoft.com/.default',
  audiences: ['https://api.security.microsoft.com', threatProtection],
  portalHosts: ['security.microsoft.com'],
}
