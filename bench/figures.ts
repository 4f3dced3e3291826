/** @file A figure beside its floor, and how they are reported. */
import process from 'node:process'
import { createInterface } from 'node:readline'

export interface Figure {
  readonly what: string
  readonly floor: string
  readonly app: string
  /** What is held against the target: a ratio, or a value in `unit`. */
  readonly ratio: number
  readonly target: number
  readonly unit: string
}

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
export const ms = (value: number) => `${Math.round(value)} ms`
export const mb = (value: number) => `${Math.round(value / 1e6)} MB`
/** The app's figure against its floor, and what their ratio should be at most. */
export const compare = (what: string, floor: number, app: number, target: number, show = ms): Figure =>
  ({ what, floor: show(floor), app: show(app), ratio: app / floor, target, unit: '×' })

const answers = createInterface(process.stdin)
// Without the parent nobody would answer, nor read what comes of it.
answers.on('close', () => process.exit(1))
/** Summed PSS of a process and its children in bytes; asked of the parent, which may read sandboxed processes. */
export async function memory(pid: number): Promise<number> {
  process.stdout.write(`@pss ${pid}\n`)
  return Number(await new Promise<string>(resolve => answers.once('line', resolve)))
}

/** Prints the table and ends the process: exit code 1 when a target was missed. */
export function report(figures: readonly Figure[]): never {
  const rows = figures.map(({ what, floor, app, ratio, target, unit }) =>
    `| ${what} | ${floor} | ${app} | ${unit === '×' ? ratio.toFixed(2) : Math.round(ratio)}${unit} | ${target}${unit} | ${ratio <= target ? 'met' : 'MISSED'} |`)
  process.stdout.write(['| what | floor | app | ratio | target | |', '|---|---|---|---|---|---|', ...rows, ''].join('\n'))
  process.exit(figures.every(({ ratio, target }) => ratio <= target) ? 0 : 1)
}
