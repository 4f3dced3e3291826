/** @file The window's remembered size and place, as data: what of them is kept and what can be used again. */
import type { Rectangle } from 'electron'

export interface WindowState {
  readonly width: number
  readonly height: number
  readonly maximized: boolean
  /** Neither of the two is there where the place is not known. */
  readonly x?: number
  readonly y?: number
}

const most = 100_000
const isBetween = (least: number, value: unknown): value is number => Number.isInteger(value) && Number(value) >= least && Number(value) <= most

/** Under Wayland no app learns where its window is: Electron then says 0, 0, which would be the corner below a panel on X11. */
const hasPlace = ({ x, y }: Pick<Rectangle, 'x' | 'y'>, platform: string): boolean => platform !== 'linux' || x !== 0 || y !== 0

/** Whether some of it, title bar included, can be seen: screens come and go. */
function isVisible({ x, y, width }: Rectangle, workAreas: readonly Rectangle[]): boolean {
  return workAreas.some(area => x + width > area.x + 100 && x < area.x + area.width - 100 && y >= area.y && y < area.y + area.height - 40)
}

/** Returns what to remember of a window with these bounds. */
export function stateOf({ x, y, width, height }: Rectangle, maximized: boolean, platform: string): WindowState {
  return { width, height, maximized, ...(hasPlace({ x, y }, platform) && { x, y }) }
}

/**
 * Returns the remembered state, or null if it is damaged or out of sight. Checked by hand: the window waits for it, and loading the
 * library that checks elsewhere takes longer than all of this.
 */
export function usableState(value: unknown, workAreas: readonly Rectangle[], platform: string): WindowState | null {
  const { x, y, width, height, maximized } = Object(value) as Partial<Record<keyof WindowState, unknown>>
  if (!isBetween(900, width) || !isBetween(600, height) || typeof maximized !== 'boolean') return null
  // SECURITY: nothing else of the file becomes an option of the window.
  if (x === undefined && y === undefined) return { width, height, maximized }
  if (!isBetween(-most, x) || !isBetween(-most, y) || !isVisible({ x, y, width, height }, workAreas)) return null
  return stateOf({ x, y, width, height }, maximized, platform)
}
