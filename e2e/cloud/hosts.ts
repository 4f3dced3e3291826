/** @file The names of the hosts that the stand-in answers for. */
export const loginHost = 'login.microsoftonline.com'
export const apiHost = 'api.security.microsoft.com'
export const graphHost = 'graph.microsoft.com'
/** Where one of Microsoft's clouds is reached. */
export interface CloudHosts {
  readonly login: string
  readonly api: string
  /** The host that tokens for the Defender XDR API are asked for. */
  readonly resource: string
  readonly graph: string
  readonly portal: string
}

export const worldwideHosts: CloudHosts = { login: loginHost, api: apiHost, resource: apiHost, graph: graphHost, portal: 'security.microsoft.com' }

/** A host of nobody's: requests to it are what must not happen. */
export const elsewhereHost = 'collector.evil.example'
