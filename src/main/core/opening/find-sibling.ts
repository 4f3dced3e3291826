/** @file Finds a file that can be opened, beside one that cannot. */
import type { ForeignFormat } from '../../../shared/contract/opening'
import { lstat } from 'node:fs/promises'
import path from 'node:path'
import { loadManifest } from '../export/manifest-files'
import { manifestSuffix } from '../export/manifest'

/** The extensions of exports that can be opened, the best first. */
const extensions = ['.json', '.jsonl'] as const
const incidentTable = 'incidents.parquet'

const isFile = (file: string): Promise<boolean> => lstat(file).then(facts => facts.isFile(), () => false)

/** Returns the names that the exported files of a manifest have. Their names are checked: they do not lead out of the folder. */
async function namesIn(folder: string, name: string): Promise<readonly string[]> {
  const found = await loadManifest(folder, name).catch(() => null)
  return found?.manifest.files.map(each => each.name).filter(each => each === incidentTable || extensions.some(extension => each.endsWith(extension))) ?? []
}

/** Returns the name of a file in the same folder that can be opened instead; null if there is none. `format`: what the file at `chosen` is. */
export async function findSibling(chosen: string, format: ForeignFormat | undefined): Promise<string | null> {
  const { dir: folder, base, name } = path.parse(chosen)
  const stem = base.endsWith(manifestSuffix) ? base.slice(0, -manifestSuffix.length) : name
  const names = format === 'manifest' ? await namesIn(folder, base) : [incidentTable]
  for (const each of [...names, ...extensions.map(extension => `${stem}${extension}`)]) {
    if (each !== base && await isFile(path.join(folder, each))) return each
  }
  return null
}
