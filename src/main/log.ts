/** @file What main writes about errors that nobody expected, to its error output and to the log: where, never what was held. */
import type { WebContents, WebContentsConsoleMessageEventParams } from 'electron'
import type { Origin } from './adapters/log/unexpected-errors'
import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { app } from 'electron'
import { createLogFile } from './adapters/log/log-file'
import { describeError, placeIn } from './core/base/error-report'

const logFile = createLogFile(path.join(app.getPath('userData'), 'logs'))

const isOwnFile = (file: string): boolean => existsSync(path.join(app.getAppPath(), file))

function write(lines: readonly string[]): void {
  const text = `${lines.join('\n')}\n`
  process.stderr.write(`xdr-desk: ${text}`)
  logFile.append(`${new Date().toISOString()} ${app.getVersion()} ${process.platform} ${text}`)
}

/** Reports an error that nobody expected. SECURITY: by its class and places alone, since its message may repeat what it was given. */
export function reportUnexpected(error: unknown, origin: Origin = 'call'): void {
  const [what = '', ...rest] = describeError(error, isOwnFile)
  write([`unexpected ${what} (${origin})`, ...rest])
}

/** Electron's words for why a process ended: a closed list. */
const word = (text: string): string => /^[\w -]{1,40}$/.test(text) ? text : 'unknown'

/** Reports that a process of the app ended by itself. */
export function reportGone(process: string, reason: string, exitCode: number): void {
  write([`process gone: ${word(process)}, ${word(reason)}, exit code ${exitCode}`])
}

interface PageMessage { readonly isError: boolean, readonly source: string, readonly line: number }

/** Electron passes a console message's facts with its event; before 35 as further arguments. */
function pageMessage(details: WebContentsConsoleMessageEventParams, [level, , line, source]: readonly unknown[]): PageMessage {
  return typeof details.level === 'string'
    ? { isError: details.level === 'error', source: details.sourceId, line: details.lineNumber }
    : { isError: level === 3, source: String(source), line: Number(line) }
}

/** Reports the page's errors by their places. SECURITY: not by their text. */
export function followPageErrors(contents: WebContents): void {
  // Electron warns of listeners that take more than one argument by name.
  contents.on('console-message', (details, ...before: readonly unknown[]) => {
    const { isError, source, line } = pageMessage(details, before)
    if (!isError) return
    const place = placeIn(` ${source}:${line}:0`, isOwnFile)
    write(['page error', ...(place ? [`    at ${place}`] : [])])
  })
}

/** Makes the log's folder and returns it. Throws the system's error. */
export function prepareLogFolder(): string {
  logFile.prepare()
  return logFile.folder
}
