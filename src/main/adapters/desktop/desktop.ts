/** @file Settings that Electron needs before it is ready, so that each desktop treats the app as installed. */
import type { App } from 'electron'

/** The app's ID, which the package contains as well (build/electron-builder.config.mjs). */
export const appId = 'example.xdr-desk'

/** The first version of the desktop portal's file dialogs that accepts a folder and a name. */
const portalWithNames = '4'

/** Registers the app with the desktop. Must run before `ready`. @param program the path of the running executable. */
export function registerWithDesktop(app: Pick<App, 'commandLine' | 'isPackaged' | 'setAppUserModelId'>, platform: string, program: string): void {
  if (platform === 'linux' && !app.commandLine.hasSwitch('xdg-portal-required-version')) {
    // Older portals drop the proposed file name, which marks an incomplete list. The toolkit's own dialog keeps it.
    app.commandLine.appendSwitch('xdg-portal-required-version', portalWithNames)
  }
  // Windows shows an app's notifications if a shortcut has its ID. A program that is not installed has no shortcut.
  if (platform === 'win32') app.setAppUserModelId(app.isPackaged ? appId : program)
}
