/** @file Figures with their floors, and the report of them. */
import process from 'node:process'
import { createInterface } from 'node:readline'

export interface Figure {
  readonly what: string
  readonly floor: string
  readonly app: string
  /** The value compared with the target: a ratio, or a value in `unit`. */
  readonly ratio: number
  /** Infinity if there is none. */
  readonly target: number
  readonly unit: string
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
export const ms = (value: number) => `${Math.round(value)} ms`
export const mb = (value: number) => `${Math.round(value / 1e6)} MB`
/** Compares the app's figure with its floor. `target` is the highest allowed ratio. */
export const compare = (what: string, floor: number, app: number, target: number, show = ms): Figure =>
  ({ what, floor: show(floor), app: show(app), ratio: app / floor, target, unit: '×' })

const replies = createInterface(process.stdin)
// Without the parent process, no reply arrives and no one reads the result.
replies.on('close', () => process.exit(1))
/** Returns the summed PSS of a process and its children in bytes. The parent measures it, because it may read sandboxed processes. */
export async function memory(pid: number): Promise<number> {
  process.stdout.write(`@pss ${pid}\n`)
  return Number(await new Promise<string>(resolve => replies.once('line', resolve)))
}

/** Prints the table and exits, with code 1 if a target is missed. */
export function report(figures: readonly Figure[]): never {
  const rows = figures.map(({ what, floor, app, ratio, target, unit }) =>
    `| ${what} | ${floor} | ${app} | ${unit === '×' ? ratio.toFixed(2) : Math.round(ratio)}${unit} | ${target === Infinity ? '–' : `${target}${unit}`} | ${ratio <= target ? 'met' : 'MISSED'} |`)
  process.stdout.write(['| what | floor | app | ratio | target | |', '|---|---|---|---|---|---|', ...rows, ''].join('\n'))
  process.exit(figures.every(({ ratio, target }) => ratio <= target) ? 0 : 1)
}
