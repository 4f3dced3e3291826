/** @file The sizes, themes and zooms in which pictures are taken. */

export interface View {
  /** The end of the picture's name, such as `light-wide`. */
  readonly name: string
  readonly colorScheme: 'light' | 'dark'
  /** In CSS pixels: a window at 200 % zoom has half of its size. */
  readonly viewport: { readonly width: number, readonly height: number }
}

/** `once`: one picture of each screen. `all`: light and dark, wide and narrow. `survey`: one of each screen, in turns of all sizes, themes and zooms. */
export type Mode = 'once' | 'all' | 'survey'

const themes = ['light', 'dark'] as const
const wide = { width: 1280, height: 800 }
const narrow = { width: 900, height: 600 }
const large = { width: 2560, height: 1440 }

const named = (sizes: Readonly<Record<string, View['viewport']>>): readonly View[] =>
  themes.flatMap(colorScheme => Object.entries(sizes).map(([size, viewport]) => ({ name: `${colorScheme}-${size}`, colorScheme, viewport })))

const halved = ({ width, height }: View['viewport']) => ({ width: width / 2, height: height / 2 })
const surveyed = named({ '900': narrow, '1280': wide, '2560': large, '1280-zoomed': halved(wide), '2560-zoomed': halved(large) })
/** Shares no factor with their number, so that neighboring screens differ in theme and size. */
const step = 7

/** Returns the views of a screen, given its number. */
export function viewsOf(mode: Mode, screen: number): readonly View[] {
  switch (mode) {
    case 'once': return [{ name: 'light-wide', colorScheme: 'light', viewport: wide }]
    case 'all': return named({ wide, narrow })
    case 'survey': return surveyed.slice(screen * step % surveyed.length).slice(0, 1)
  }
}
