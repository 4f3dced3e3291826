/** @file Drafts: temporary files that are renamed to the final file. */
import path from 'node:path'

export interface Drafts {
  /** Returns the path of a new draft in `folder`. The draft does not count as an orphan until `end` is called. */
  readonly begin: (folder: string) => string
  readonly end: (draft: string) => void
  /** Returns the paths of this owner's drafts among `names` in `folder` that no write is using: a killed process left them behind. */
  readonly orphansIn: (folder: string, names: readonly string[]) => readonly string[]
}

/** Returns 8 hexadecimal digits. If a draft with the same name exists, creating another one fails instead of overwriting it. */
const suffix = (): string => Math.floor(Math.random() * 2 ** 32).toString(16).padStart(8, '0')

/** @param owner 8 hexadecimal digits that no other running process uses. The next start of this app uses them again. */
export function createDrafts(owner: string): Drafts {
  /** Version 0.1.0 wrote `.xdr-desk-export-` first. */
  const ours = new RegExp(`^\\.xdr-desk-(?:export-)?${owner}[\\da-f]{8}\\.tmp$`)
  const active = new Set<string>()
  return {
    begin: (folder) => {
      const draft = path.join(folder, `.xdr-desk-${owner}${suffix()}.tmp`)
      active.add(draft)
      return draft
    },
    end: (draft) => { active.delete(draft) },
    orphansIn: (folder, names) => names.filter(name => ours.test(name)).map(name => path.join(folder, name)).filter(file => !active.has(file)),
  }
}
