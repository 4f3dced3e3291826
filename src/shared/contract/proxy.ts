/** @file What crosses when a proxy asks for a password: its question outward, the person's answer inward only. */

/** A proxy asks for a user name and password. Strings come from the proxy: untrusted. */
export interface ProxyQuestion {
  /** `host:port` */
  readonly proxy: string
  /** What the proxy calls what it protects. */
  readonly realm: string
  /** `basic`, `digest`, `ntlm` or `negotiate`; with `basic` the password itself is sent. */
  readonly scheme: string
  /** The answer before this one was not accepted. */
  readonly refused: boolean
}

export interface ProxyAnswer {
  readonly user: string
  readonly password: string
}
