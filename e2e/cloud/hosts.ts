/** @file The host names that the stand-in serves. */
export const loginHost = 'login.microsoftonline.com'
export const apiHost = 'api.security.microsoft.com'
export const graphHost = 'graph.microsoft.com'

/** The host names of one Microsoft cloud. */
export interface CloudHosts {
  readonly login: string
  readonly api: string
  /** The host in the scope of tokens for the Defender XDR API. */
  readonly resource: string
  readonly graph: string
  readonly portal: string
}

export const worldwideHosts: CloudHosts = { login: loginHost, api: apiHost, resource: apiHost, graph: graphHost, portal: 'security.microsoft.com' }

export const governmentHosts: CloudHosts = {
  login: 'login.microsoftonline.us', api: 'api-gov.security.microsoft.us', resource: 'api-gov.security.microsoft.us', graph: 'graph.microsoft.us', portal: 'security.microsoft.us',
}

/** A host outside the cloud: the app must never send a request to it. */
export const foreignHost = 'collector.evil.example'
