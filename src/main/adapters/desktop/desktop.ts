/** @file What Electron needs to know before it is ready, so that each desktop treats the app as an installed one. */
import type { App } from 'electron'

/** Also the id that the package is installed with (build/electron-builder.config.mjs). */
export const appId = 'example.xdr-desk'

/** The first version of the desktop portal's file dialogs that takes a folder and a name. */
const portalWithNames = '4'

/** @param program the path of the running executable. */
export function introduceToDesktop(app: Pick<App, 'commandLine' | 'isPackaged' | 'setAppUserModelId'>, platform: string, program: string): void {
  if (platform === 'linux' && !app.commandLine.hasSwitch('xdg-portal-required-version')) {
    // Older portals drop the proposed name, and with it the mark of an incomplete list: the toolkit's own dialog keeps it.
    app.commandLine.appendSwitch('xdg-portal-required-version', portalWithNames)
  }
  // Windows shows notifications of an app whose id it knows from a shortcut. There is none for a program that is not installed.
  if (platform === 'win32') app.setAppUserModelId(app.isPackaged ? appId : program)
}
