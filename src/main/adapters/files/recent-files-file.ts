/** @file The paths of the files that were opened last. */
import type { FileWriter } from '../../core/files/write-file'
import type { RecentFilesFile } from '../../core/opening/session/recent-files'
import type { StateSchema } from './state-file'
import path from 'node:path'
import * as v from 'valibot'
import { maxRecentFiles } from '../../../shared/contract/opened-file'
import { createStateFile } from './state-file'

const filesSchema = v.object({ files: v.array(v.pipe(v.string(), v.check(path.isAbsolute))) })

const schema: StateSchema<v.InferOutput<typeof filesSchema>> = {
  version: 1,
  members: ['files'],
  check: (document) => {
    const parsed = v.safeParse(filesSchema, document)
    return parsed.success ? { files: parsed.output.files.slice(0, maxRecentFiles) } : null
  },
}

export function createRecentFilesFile(file: string, writer: Pick<FileWriter, 'writeSync' | 'removeSync'>): RecentFilesFile {
  const state = createStateFile(file, schema, writer)
  return {
    read: () => state.read()?.files ?? [],
    write: (files) => {
      try {
        if (files.length > 0) state.write({ files: [...files] })
        else state.remove()
      } catch {
        // The files can be opened in another way.
      }
    },
  }
}
