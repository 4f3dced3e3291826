import type { NotificationText } from '../../core/collection/refresh/notification-text'

/** The part of Electron's Notification that is used. */
interface Shown {
  on: ((event: 'click', listener: () => void) => unknown) & ((event: 'failed', listener: () => void) => unknown)
  readonly show: () => void
  readonly close: () => void
}

interface Deps {
  readonly Notification: { readonly isSupported: () => boolean, new (options: { title: string, body: string }): Shown }
  readonly bringToFront: () => void
  /** Opens what a notification is about: an incident, or the list. */
  readonly open: (incident: string | null) => void
  readonly onUnexpected: (error: unknown) => void
}

/** Returns a function that shows a desktop notification in place of the one before; a press on it brings the window to the front. */
export function createNotifier({ Notification, bringToFront, open, onUnexpected }: Deps): (news: NotificationText) => void {
  /** Electron forgets what nobody holds, and its press with it. */
  let latest: Shown | null = null
  let hasFailed = false

  /** macOS refuses those of an app that is not signed, Windows those of one it does not know. One report is enough. */
  const failed = () => {
    latest = null
    // SECURITY: without the system's words, which may repeat the notification's.
    if (!hasFailed) onUnexpected(Object.assign(new Error('refused'), { name: 'NotificationRefused' }))
    hasFailed = true
  }

  return ({ title, body, incident }) => {
    if (!Notification.isSupported()) return
    latest?.close()
    const notification = new Notification({ title, body })
    latest = notification
    notification.on('click', () => {
      bringToFront()
      open(incident)
    })
    notification.on('failed', failed)
    notification.show()
  }
}
