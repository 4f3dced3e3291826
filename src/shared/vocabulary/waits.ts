/** The most seconds that one request waits in total for a failing service, which can request a wait (Retry-After of a 5xx). Messages show the number. */
export const maxOutageWaitSeconds = 300
