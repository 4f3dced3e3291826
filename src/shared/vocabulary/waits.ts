/** The maximum total time, in seconds, that one request waits for a failing service, which requests waits by Retry-After. Messages show it. */
export const maxOutageWaitSeconds = 300
