/** The checks of the connection test, in the order in which they run. One token request decides `application`, `credential` and `resource`. */
export const connectionChecks = ['tenant', 'application', 'credential', 'resource', 'roles', 'list'] as const

export type CheckName = (typeof connectionChecks)[number]
