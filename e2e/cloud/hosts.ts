/** @file The names of the hosts that the stand-in answers for. */
export const loginHost = 'login.microsoftonline.com'
export const apiHost = 'api.security.microsoft.com'
export const graphHost = 'graph.microsoft.com'
/** A host of nobody's: requests to it are what must not happen. */
export const elsewhereHost = 'collector.evil.example'
