/** @file The files that the command line, the desktop or a second start ask the app to open. */
import { statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Returns the path in an argument: desktops pass the address of a file instead. */
function pathIn(argument: string, folder: string): string | null {
  if (!/^file:/i.test(argument)) return path.resolve(folder, argument)
  try {
    return fileURLToPath(argument)
  } catch {
    return null
  }
}

function isFile(file: string): boolean {
  try {
    return !statSync(file).isDirectory()
  } catch {
    return false
  }
}

/**
 * Returns the first argument that is the path of an existing file, absolute; null if there is none.
 * @param args the command line of a process. `appPath`: the argument of an unpackaged app that names the app, before which none counts; otherwise null.
 * `folder`: the working directory of the process.
 */
export function fileArgument(args: readonly string[], { appPath, folder }: { readonly appPath: string | null, readonly folder: string }): string | null {
  const own = appPath === null ? 0 : args.findIndex(argument => path.resolve(folder, argument) === appPath)
  for (const argument of args.slice(own + 1)) {
    // SECURITY: a switch is never a path, whatever files are called.
    const file = argument === '' || argument.startsWith('-') ? null : pathIn(argument, folder)
    if (file !== null && isFile(file)) return file
  }
  return null
}

/** Returns the file in the data that a second start of the app sends to the first one; null if there is none. */
export function fileInData(data: unknown): string | null {
  const file = typeof data === 'object' && data !== null && 'file' in data ? data.file : null
  return typeof file === 'string' && path.isAbsolute(file) ? file : null
}

export interface FilesToOpen {
  /** Opens a file, at the latest once something follows. Only the last file waits. */
  readonly open: (file: string) => void
  /** Calls `listener` with each file. */
  readonly follow: (listener: (file: string) => void) => void
}

export function createFilesToOpen(): FilesToOpen {
  let waiting: string | null = null
  let listener: ((file: string) => void) | null = null
  return {
    open: (file) => {
      if (listener) listener(file)
      else waiting = file
    },
    follow: (next) => {
      listener = next
      if (waiting !== null) next(waiting)
      waiting = null
    },
  }
}
