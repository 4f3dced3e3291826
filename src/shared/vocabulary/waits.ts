/** A failing service can request a wait (Retry-After of a 5xx). The most that one request waits for it in all, in seconds; messages name it. */
export const mostOutageWaitSeconds = 300
