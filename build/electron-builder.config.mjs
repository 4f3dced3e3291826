/**
 * @file Configures the packages of XDR Desk for every system. ELECTRON_OVERRIDE_DIST_PATH is the path of the Electron to pack; without it,
 * electron-builder downloads the release of package.json's version. XDR_DESK_NOT_FOR_RELEASE marks a build with the runtime from the npm
 * registry, whose content cannot be checked against Electron's checksums.
 */
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { setFurtherFuses } from './fuses.mjs'

const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH
const notForRelease = process.env.XDR_DESK_NOT_FOR_RELEASE === '1'
const { version } = JSON.parse(readFileSync(path.join(import.meta.dirname, '../package.json'), 'utf8'))
const maintainer = 'XDR Desk maintainers <maintainers@xdr-desk.example>'
const synopsis = 'Lists Microsoft Defender XDR incidents completely'

export default {
  appId: 'example.xdr-desk',
  productName: 'XDR Desk',
  copyright: 'Copyright (c) 2026 XDR Desk maintainers',
  directories: { buildResources: 'build', output: 'dist' },
  // The build bundles every package it uses, so none is packed.
  files: ['out/**', '!out/*/licenses.md', 'package.json', 'LICENSE', '!node_modules'],
  extraResources: ['main', 'renderer'].map(part => ({ from: `out/${part}/licenses.md`, to: `licenses/${part}.md` })),
  asar: true,
  npmRebuild: false,
  publish: null,
  electronLanguages: ['en-US'],
  ...(notForRelease && { extraMetadata: { version: `${version}-not-for-release` } }),
  ...(dist && { electronDist: dist, electronVersion: readFileSync(path.join(dist, 'version'), 'utf8').trim() }),
  afterPack: (context) => {
    const { appOutDir } = context
    setFurtherFuses(context)
    // Remove Electron's default app and the marks of the runtime.
    for (const file of ['resources/default_app.asar', 'resources/not-for-release.txt', 'version']) rmSync(path.join(appOutDir, file), { force: true })
  },
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    // The app stores no cookies, and with this fuse a locked keyring would prevent the window from appearing.
    enableCookieEncryption: false,
    // Electron checks the integrity on macOS and Windows only: on Linux a modified app.asar starts.
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  linux: {
    // No AppImage: its launcher starts the app without the sandbox if the system forbids user namespaces.
    target: ['deb', 'rpm'],
    executableName: 'xdr-desk',
    // The names of the desktop entry and its StartupWMClass come from package.json's desktopName, which Electron sets on its windows.
    syncDesktopName: true,
    category: 'Network',
    // "Open with" offers the app. It is the default for none of these, unless the system knows no other program.
    mimeTypes: ['application/json', 'application/x-ndjson', 'application/vnd.apache.parquet'],
    icon: 'build/icons',
    maintainer,
    vendor: 'XDR Desk maintainers',
    synopsis: notForRelease ? `${synopsis} (development build, not for release)` : synopsis,
    desktop: { entry: { Name: 'XDR Desk', GenericName: 'Security incidents', Keywords: 'security;incidents;defender;xdr;' } },
  },
  deb: {
    ...(notForRelease && { compression: 'zst' }),
    depends: [
      'libgtk-3-0 | libgtk-3-0t64', 'libnotify4', 'libnss3', 'libxss1', 'libxtst6', 'xdg-utils', 'libatspi2.0-0 | libatspi2.0-0t64', 'libuuid1',
      'libsecret-1-0', 'libgbm1', 'libdrm2', 'libasound2 | libasound2t64',
    ],
    recommends: ['gnome-keyring | kwalletmanager'],
  },
  win: { target: ['nsis'], icon: 'build/icons/256x256.png' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true, license: 'LICENSE' },
  // Not for Windows: its installer makes an app the default for the files that it is associated with.
  mac: {
    target: ['dmg'],
    category: 'public.app-category.utilities',
    icon: 'build/icons/512x512.png',
    hardenedRuntime: true,
    fileAssociations: ['json', 'jsonl', 'parquet'].map(ext => ({ ext, name: 'Exported incidents', role: 'Viewer', rank: 'Alternate' })),
  },
}
