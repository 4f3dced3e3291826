/**
 * @file The default app for a runtime without Electron's own: `electron FOLDER` opens the app in that folder. For development and tests only.
 */
import { readFileSync } from 'node:fs'
import { createRequire, Module } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const given = process.argv.slice(1)
const preloaded = []
let folder
for (let at = 0; at < given.length && !folder; at++) {
  if (given[at] === '-r' || given[at] === '--require') preloaded.push(given[++at])
  else if (!given[at].startsWith('-')) folder = path.resolve(given[at])
}
if (preloaded.length > 0) Module._preloadModules(preloaded)

if (folder) {
  const { name, productName, version, main } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  app.setName(productName ?? name)
  app.setVersion(version)
  app.setAppPath(folder)
  const entry = createRequire(path.join(folder, 'package.json')).resolve(path.join(folder, main))
  // Electron delays `ready` until this module has been evaluated.
  await import(pathToFileURL(entry).href)
} else {
  process.stderr.write('Which app? Give the folder of its package.json.\n')
  app.exit(1)
}
