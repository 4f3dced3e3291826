/** @file The window's size and place as data: what is stored, and what can be restored. */
import type { Rectangle } from 'electron'
import type { StateDocument } from '../../core/files/state-document'

export interface WindowState {
  readonly width: number
  readonly height: number
  readonly maximized: boolean
  /** Both coordinates are absent if the place is unknown. */
  readonly x?: number
  readonly y?: number
}

const maxPixels = 100_000
const isBetween = (min: number, value: unknown): value is number => Number.isInteger(value) && Number(value) >= min && Number(value) <= maxPixels

/** Returns whether the position is known. Under Wayland it never is, and Electron reports 0, 0; on X11 that would be the corner below a panel. */
const hasPlace = ({ x, y }: Pick<Rectangle, 'x' | 'y'>, platform: string): boolean => platform !== 'linux' || x !== 0 || y !== 0

/** Returns whether part of the window, title bar included, is on a screen, because screens can be disconnected. */
function isVisible({ x, y, width }: Rectangle, workAreas: readonly Rectangle[]): boolean {
  return workAreas.some(area => x + width > area.x + 100 && x < area.x + area.width - 100 && y >= area.y && y < area.y + area.height - 40)
}

/** Returns the state to store for a window with these bounds. */
export function stateOf({ x, y, width, height }: Rectangle, maximized: boolean, platform: string): WindowState {
  return { width, height, maximized, ...(hasPlace({ x, y }, platform) && { x, y }) }
}

/**
 * Returns the state in a file, or null if it is damaged. Checked without a schema library: the window waits for the result, and loading the library that
 * checks the other files would take longer than everything else here.
 */
export function checkWindowState({ x, y, width, height, maximized }: StateDocument): WindowState | null {
  if (!isBetween(900, width) || !isBetween(600, height) || typeof maximized !== 'boolean') return null
  // SECURITY: no other member of the file becomes an option of the window.
  if (x === undefined && y === undefined) return { width, height, maximized }
  return isBetween(-maxPixels, x) && isBetween(-maxPixels, y) ? { width, height, maximized, x, y } : null
}

/** Returns the part of a stored state that can be used on these screens, or null if the window would be on none of them. */
export function usableState({ x, y, width, height, maximized }: WindowState, workAreas: readonly Rectangle[], platform: string): WindowState | null {
  if (x === undefined || y === undefined) return { width, height, maximized }
  return isVisible({ x, y, width, height }, workAreas) ? stateOf({ x, y, width, height }, maximized, platform) : null
}
