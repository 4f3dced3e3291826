/** @file The sign-in to a proxy. SECURITY: the user's answer is sent to main and never back. */

/** A proxy's request for a user name and password. Strings come from the proxy: untrusted. */
export interface ProxyQuestion {
  /** `host:port` */
  readonly proxy: string
  /** The realm in the proxy's challenge: its name for the protected area. */
  readonly realm: string
  /** `basic`, `digest`, `ntlm` or `negotiate`. With `basic` the app sends the password itself. */
  readonly scheme: string
  /** Whether the proxy rejected the previous answer. */
  readonly refused: boolean
}

export interface ProxyAnswer {
  readonly user: string
  readonly password: string
}
