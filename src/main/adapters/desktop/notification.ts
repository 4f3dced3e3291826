import type { NotificationText } from '../../core/collection/refresh/notification-text'

/** The methods of Electron's Notification that the app uses. */
interface DesktopNotification {
  on: ((event: 'click', listener: () => void) => unknown) & ((event: 'failed', listener: () => void) => unknown)
  readonly show: () => void
  readonly close: () => void
}

interface Deps {
  readonly Notification: { readonly isSupported: () => boolean, new (options: { title: string, body: string }): DesktopNotification }
  readonly bringToFront: () => void
  /** Opens the incident that a notification announces; null: opens the list. */
  readonly open: (incident: string | null) => void
  readonly onUnexpected: (error: unknown) => void
}

/** Returns a function that shows a desktop notification in place of the previous one. A click on it brings the window to the front. */
export function createNotifier({ Notification, bringToFront, open, onUnexpected }: Deps): (text: NotificationText) => void {
  /** Referenced here, because Electron loses the clicks on a notification that is garbage-collected. */
  let latest: DesktopNotification | null = null
  let hasFailed = false

  /** macOS refuses notifications of an app that is not signed, Windows those of an unknown app. One report is enough. */
  const failed = () => {
    latest = null
    // SECURITY: the report omits the system's message, which may repeat the notification's text.
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
