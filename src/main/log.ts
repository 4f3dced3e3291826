/** @file Writes unexpected errors to the error output and to the log: their locations in the code, never their data. */
import type { WebContents, WebContentsConsoleMessageEventParams } from 'electron'
import type { Origin } from './adapters/log/unexpected-errors'
import { existsSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { app } from 'electron'
import { createLogFile } from './adapters/log/log-file'
import { describeError, locationIn } from './core/base/error-report'

const logFile = createLogFile(path.join(app.getPath('userData'), 'logs'))

const isOwnFile = (file: string): boolean => existsSync(path.join(app.getAppPath(), file))

function write(lines: readonly string[]): void {
  const text = `${lines.join('\n')}\n`
  process.stderr.write(`xdr-desk: ${text}`)
  logFile.append(`${new Date().toISOString()} ${app.getVersion()} ${process.platform} ${text}`)
}

/** Reports an unexpected error. SECURITY: only its class and its locations, because its message may repeat data. */
export function reportUnexpected(error: unknown, origin: Origin = 'call'): void {
  const [summary = '', ...places] = describeError(error, isOwnFile)
  write([`unexpected ${summary} (${origin})`, ...places])
}

/** Returns the text if it looks like one of Electron's short names of processes and reasons, otherwise `unknown`. SECURITY: no other text reaches the log. */
const word = (text: string): string => /^[\w -]{1,40}$/.test(text) ? text : 'unknown'

/** Reports that a process of the app ended unexpectedly. */
export function reportGone(process: string, reason: string, exitCode: number): void {
  write([`process gone: ${word(process)}, ${word(reason)}, exit code ${exitCode}`])
}

interface PageMessage { readonly isError: boolean, readonly source: string, readonly line: number }

/** Returns the facts of a console message. Electron passes them in the event; versions before 35 pass them as further arguments. */
function pageMessage(details: WebContentsConsoleMessageEventParams, [level, , line, source]: readonly unknown[]): PageMessage {
  return typeof details.level === 'string'
    ? { isError: details.level === 'error', source: details.sourceId, line: details.lineNumber }
    : { isError: level === 3, source: String(source), line: Number(line) }
}

/** Reports the page's errors. SECURITY: only their locations, not their text. */
export function followPageErrors(contents: WebContents): void {
  // Electron warns about listeners that declare more than one argument.
  contents.on('console-message', (details, ...before: readonly unknown[]) => {
    const { isError, source, line } = pageMessage(details, before)
    if (!isError) return
    const place = locationIn(` ${source}:${line}:0`, isOwnFile)
    write(['page error', ...(place ? [`    at ${place}`] : [])])
  })
}

/** Creates the log's folder and returns its path. Throws the system's error. */
export function prepareLogFolder(): string {
  logFile.prepare()
  return logFile.folder
}
