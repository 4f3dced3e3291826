import type { MenuItemConstructorOptions } from 'electron'
import type { CommandId } from '../shared/vocabulary/commands'
import { Menu } from 'electron'
import { commandOf } from '../shared/vocabulary/commands'

/** The commands of each menu; `-` is a separator. */
const commandsOf = {
  file: ['open-file', 'close-file', 'clear-recent-files', '-', 'export', 'export-json', 'verify-export', '-', 'show-settings', 'next-profile'],
  list: [
    'palette', '-', 'refresh', 'reload', 'cancel', '-', 'search', 'clear-filters', 'save-view', 'toggle-changed', 'toggle-merged', 'mark-seen',
    '-', 'select-all', 'clear-selection', '-', 'columns', 'toggle-density', 'toggle-overview',
  ],
  pages: ['toggle-times', '-', 'show-incidents', 'show-access', 'show-setup'],
  incident: [
    'previous-incident', 'next-incident', 'close-incident', '-', 'star', 'select-row', 'open-in-defender', '-',
    'copy-json', 'copy-markdown', 'copy-curl', 'copy-powershell', '-',
    'show-timeline', 'show-alerts', 'show-entities', 'show-comments', 'show-raw-json', 'previous-section', 'next-section',
  ],
  help: ['shortcuts', 'show-setup'],
} as const satisfies Readonly<Record<string, readonly (CommandId | '-')[]>>

/** Returns a key of a command as Electron writes it. */
const accelerator = (key: string): string => key.replace('Mod', 'CmdOrCtrl').replace('Arrow', '')

interface MenuDeps {
  readonly command: (id: CommandId) => void
  readonly openLog: () => void
}

/** Sets the application menu. Its shortcuts work while the menu bar is hidden (Alt shows it). */
export function setMenu({ command, openLog }: MenuDeps): void {
  const mac = process.platform === 'darwin'
  const item = (id: CommandId): MenuItemConstructorOptions => {
    const { label, keys, keysOf } = commandOf(id)
    const [key] = keys
    // The page handles keys without Ctrl, because they type letters in a text box, and those of its list.
    // A Mac cannot show a key that the menu does not handle.
    const isOwn = key !== undefined && keysOf === undefined && key.startsWith('Mod+')
    const shownKey = key !== undefined && (isOwn || !mac) ? { accelerator: accelerator(key), registerAccelerator: isOwn } : {}
    return { label, ...shownKey, click: () => command(id) }
  }
  const items = (menu: keyof typeof commandsOf) => commandsOf[menu].map(id => id === '-' ? { type: 'separator' } as const : item(id))
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: [...items('file'), { type: 'separator' }, { role: mac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ...items('list'),
        { type: 'separator' },
        ...items('pages'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { label: '&Incident', submenu: items('incident') },
    { role: 'windowMenu' },
    { label: '&Help', role: 'help', submenu: [...items('help'), { label: 'Open log folder', click: openLog }, item('about')] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
