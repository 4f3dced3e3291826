import type { Bridge } from '../shared/contract/ipc'

declare global {
  interface Window {
    /** Exposed by the preload. Only bridge.ts uses it. */
    readonly xdrDesk: Bridge
  }
}
