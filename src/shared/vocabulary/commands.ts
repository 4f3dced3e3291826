/**
 * @file The commands with a fixed name: the menus, the shortcuts, the command palette and the list of shortcuts read this table. To add a command, add it here
 * and provide what it does with `provideActions` where its state is; to show it in a menu, add its ID in main/menu.ts.
 */

export const commandGroups = ['List', 'Incident', 'Go to', 'App'] as const

export type CommandGroup = (typeof commandGroups)[number]

interface Facts {
  readonly id: string
  readonly label: string
  readonly group: CommandGroup
  /**
   * Modifiers and a key, joined by `+`: `Mod+Shift+R`. `Mod` is Ctrl, or Command on macOS. The first one is shown in menus. Keys without `Mod` work only
   * while no text box has the focus.
   */
  readonly keys: readonly string[]
  /** `list`: the list handles the keys itself, because elsewhere they have another meaning. */
  readonly keysOf?: 'list'
  /** Further words that find it in the command palette. */
  readonly words?: string
}

export const commands = [
  { id: 'refresh', label: 'Refresh', group: 'List', keys: ['Mod+R'] },
  { id: 'reload', label: 'Reload all', group: 'List', keys: ['Mod+Shift+R'] },
  { id: 'cancel', label: 'Cancel the refresh', group: 'List', keys: [] },
  { id: 'search', label: 'Search incidents', group: 'List', keys: ['Mod+F', '/'] },
  { id: 'clear-filters', label: 'Clear filters', group: 'List', keys: [] },
  { id: 'query-language', label: 'Query language', group: 'List', keys: [], words: 'help search' },
  { id: 'save-view', label: 'Save view', group: 'List', keys: [] },
  { id: 'column-values', label: 'Values of a column', group: 'List', keys: ['F'] },
  { id: 'mark-seen', label: 'Mark seen', group: 'List', keys: ['Mod+Shift+M'] },
  { id: 'toggle-changed', label: 'Show changed incidents only, or all', group: 'List', keys: [] },
  { id: 'toggle-merged', label: 'Show or hide merged incidents', group: 'List', keys: [] },
  { id: 'select-row', label: 'Select or deselect the row', group: 'List', keys: ['X'] },
  { id: 'select-all', label: 'Select all shown', group: 'List', keys: ['Mod+A'], keysOf: 'list' },
  { id: 'clear-selection', label: 'Clear selection', group: 'List', keys: [] },
  { id: 'toggle-density', label: 'Show one or two lines per row', group: 'List', keys: [], words: 'density compact comfortable' },
  { id: 'toggle-overview', label: 'Show or hide the overview', group: 'List', keys: [], words: 'chart' },
  { id: 'toggle-overview-tables', label: 'Show the overview as tables or pictures', group: 'List', keys: [], words: 'chart' },
  { id: 'columns', label: 'Columns', group: 'List', keys: [], words: 'choose move hide show' },
  { id: 'export', label: 'Export incidents…', group: 'List', keys: ['Mod+E'], words: 'save file csv excel parquet json' },
  { id: 'export-json', label: 'Export all as JSON…', group: 'List', keys: ['Mod+Shift+E'], words: 'save file received' },
  { id: 'previous-incident', label: 'Previous incident', group: 'Incident', keys: ['[', 'Alt+ArrowUp'] },
  { id: 'next-incident', label: 'Next incident', group: 'Incident', keys: [']', 'Alt+ArrowDown'] },
  { id: 'close-incident', label: 'Close incident', group: 'Incident', keys: ['Escape'] },
  { id: 'open-in-defender', label: 'Open in Defender', group: 'Incident', keys: ['O'] },
  { id: 'star', label: 'Star or unstar', group: 'Incident', keys: ['S'] },
  { id: 'copy-json', label: 'Copy as JSON', group: 'Incident', keys: [] },
  { id: 'copy-markdown', label: 'Copy as Markdown', group: 'Incident', keys: ['C'], words: 'ticket' },
  { id: 'copy-curl', label: 'Copy as cURL', group: 'Incident', keys: [] },
  { id: 'copy-powershell', label: 'Copy as PowerShell', group: 'Incident', keys: [] },
  { id: 'show-timeline', label: 'Show timeline', group: 'Incident', keys: ['1'] },
  { id: 'show-alerts', label: 'Show alerts', group: 'Incident', keys: ['2'] },
  { id: 'show-entities', label: 'Show entities', group: 'Incident', keys: ['3'] },
  { id: 'show-comments', label: 'Show comments', group: 'Incident', keys: ['4'] },
  { id: 'show-raw-json', label: 'Show raw JSON', group: 'Incident', keys: ['5'] },
  { id: 'previous-section', label: 'Previous section', group: 'Incident', keys: ['Alt+ArrowLeft'], words: 'tab' },
  { id: 'next-section', label: 'Next section', group: 'Incident', keys: ['Alt+ArrowRight'], words: 'tab' },
  { id: 'search-json', label: 'Search JSON', group: 'Incident', keys: [], words: 'raw' },
  { id: 'show-incidents', label: 'Incidents', group: 'Go to', keys: ['Mod+1'] },
  { id: 'show-access', label: 'Access', group: 'Go to', keys: ['Mod+2'] },
  { id: 'show-setup', label: 'Setup', group: 'Go to', keys: ['Mod+3'] },
  { id: 'show-settings', label: 'Settings', group: 'Go to', keys: ['Mod+,', 'Mod+4'] },
  { id: 'next-profile', label: 'Next profile', group: 'Go to', keys: ['Mod+Shift+P'] },
  { id: 'explore-sample', label: 'Explore sample data', group: 'Go to', keys: ['Mod+Shift+D'] },
  { id: 'leave-sample', label: 'Leave sample data', group: 'Go to', keys: [] },
  { id: 'open-file', label: 'Open a file…', group: 'App', keys: ['Mod+O'], words: 'json import reopen export' },
  { id: 'close-file', label: 'Close file', group: 'App', keys: [] },
  { id: 'clear-recent-files', label: 'Clear recent files', group: 'App', keys: [] },
  { id: 'palette', label: 'Command palette', group: 'App', keys: ['Mod+K'] },
  { id: 'shortcuts', label: 'Keyboard shortcuts', group: 'App', keys: ['?'] },
  { id: 'verify-export', label: 'Verify an export…', group: 'App', keys: [], words: 'manifest checksum sha256 file' },
  { id: 'toggle-times', label: 'Show times in UTC or local time', group: 'App', keys: [] },
  { id: 'about', label: 'About XDR Desk', group: 'App', keys: [] },
] as const satisfies readonly Facts[]

export type CommandId = (typeof commands)[number]['id']

export interface CommandFacts extends Facts {
  readonly id: CommandId
}

const byId = new Map<CommandId, CommandFacts>(commands.map(command => [command.id, command]))

export function commandOf(id: CommandId): CommandFacts {
  const command = byId.get(id)
  if (!command) throw new Error(`no command ${id}`)
  return command
}

/** Keys that move in the list, for the list of shortcuts. */
export const listKeys: readonly { readonly label: string, readonly group: CommandGroup, readonly keys: readonly string[] }[] = [
  { label: 'Next row', group: 'List', keys: ['J', 'ArrowDown'] },
  { label: 'Previous row', group: 'List', keys: ['K', 'ArrowUp'] },
  { label: 'Whole text of a cell', group: 'List', keys: ['ArrowRight', 'ArrowLeft'] },
  { label: 'First or last row', group: 'List', keys: ['Home', 'End'] },
  { label: 'Open the incident', group: 'List', keys: ['Enter'] },
]
