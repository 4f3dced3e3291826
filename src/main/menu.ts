import type { MenuItemConstructorOptions } from 'electron'
import type { Command } from '../shared/contract/app'
import { Menu } from 'electron'

/** Sets the application menu. Its shortcuts work while the menu bar is hidden (Alt shows it). */
export function setMenu({ command, openLog }: { readonly command: (name: Command) => void, readonly openLog: () => void }): void {
  const item = (label: string, accelerator: string | undefined, name: Command): MenuItemConstructorOptions =>
    ({ label, ...(accelerator && { accelerator }), click: () => command(name) })
  const mac = process.platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        item('Export incidents…', 'CmdOrCtrl+E', 'export'),
        { type: 'separator' },
        item('Settings', 'CmdOrCtrl+,', 'show-settings'),
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        item('Refresh', 'CmdOrCtrl+R', 'refresh'),
        item('Search', 'CmdOrCtrl+F', 'search'),
        { type: 'separator' },
        item('Incidents', 'CmdOrCtrl+1', 'show-incidents'),
        item('Access', 'CmdOrCtrl+2', 'show-access'),
        item('Settings page', 'CmdOrCtrl+3', 'show-settings'),
        { type: 'separator' },
        item('Next profile', 'CmdOrCtrl+Shift+P', 'next-profile'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    { label: '&Help', role: 'help', submenu: [
      item('Setup guide', undefined, 'show-setup'),
      { label: 'Open log folder', click: openLog },
      item('About XDR Desk', undefined, 'about'),
    ] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
