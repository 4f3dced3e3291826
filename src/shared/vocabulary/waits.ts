/** A failed service may ask to wait (Retry-After of a 5xx). One request waits so long for it in all, in seconds; it is said in the message. */
export const mostOutageWaitSeconds = 300
