#!/usr/bin/env node
/**
 * @file Builds a .deb from electron-builder's command line for fpm, with dpkg-deb only: for machines on which fpm cannot be installed. It
 * accepts the options that electron-builder uses and rejects all others.
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'

const text = { type: 'string' }
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'input': { type: 'string', short: 's' },
    'target': { type: 'string', short: 't' },
    'depends': { type: 'string', short: 'd', multiple: true, default: [] },
    'force': { type: 'boolean' },
    'deb-recommends': { type: 'string', multiple: true, default: [] },
    'deb-compression': { type: 'string', default: 'xz' },
    'deb-priority': { type: 'string', default: 'optional' },
    'category': { type: 'string', default: 'net' },
    'architecture': text,
    'after-install': text,
    'after-remove': text,
    'description': text,
    'version': text,
    'package': text,
    'name': text,
    'maintainer': text,
    'vendor': text,
    'url': text,
    'license': text,
  },
})
if (values.input !== 'dir' || values.target !== 'deb') throw new Error('only -s dir -t deb is supported')

const root = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-deb-'))
try {
  for (const mapping of positionals) {
    const [from, to] = mapping.split('=')
    const target = path.join(root, to)
    mkdirSync(path.dirname(target), { recursive: true })
    cpSync(from, target, { recursive: true, verbatimSymlinks: true })
  }
  execFileSync('chmod', ['-R', 'u=rwX,go=rX', root])

  const control = path.join(root, 'DEBIAN')
  mkdirSync(control)
  for (const [name, file] of [['postinst', values['after-install']], ['postrm', values['after-remove']]]) {
    if (!file) continue
    writeFileSync(path.join(control, name), readFileSync(file))
    chmodSync(path.join(control, name), 0o755)
  }
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const bytes = files.reduce((sum, entry) => sum + statSync(path.join(entry.parentPath ?? entry.path, entry.name)).size, 0)
  const [synopsis, ...description] = values.description.split('\n').map(line => line.trim())
  writeFileSync(path.join(control, 'control'), [
    `Package: ${values.name}`,
    `Version: ${values.version}`,
    `Architecture: ${values.architecture}`,
    `Maintainer: ${values.maintainer}`,
    `Installed-Size: ${Math.ceil(bytes / 1024)}`,
    `Depends: ${values.depends.join(', ')}`,
    values['deb-recommends'].length > 0 && `Recommends: ${values['deb-recommends'].join(', ')}`,
    `Section: ${values.category}`,
    `Priority: ${values['deb-priority']}`,
    `Homepage: ${values.url}`,
    `Description: ${synopsis}`,
    ...description.map(line => ` ${line || '.'}`),
    '',
  ].filter(line => line !== false).join('\n'))
  const compression = values['deb-compression'] === 'zst' ? ['-Zzstd', '-z3'] : [`-Z${values['deb-compression']}`]
  execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', root, values.package], { stdio: ['ignore', 'ignore', 'inherit'] })
} finally {
  rmSync(root, { recursive: true, force: true })
}
