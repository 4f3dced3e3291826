/** @file Checks what the documents refer to: links, headings, files, folders and npm scripts must exist. Nothing is requested from the network. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import packageJson from '../package.json' with { type: 'json' }
import { root } from './runtime/electron-runtime'

const notOurs = new Set(['.git', 'node_modules', 'out', 'dist', 'test-results'])

/** Returns the files below `folder` as paths from the root of the repository, with `/` between folders. */
function filesBelow(folder = ''): readonly string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).filter(({ name }) => !notOurs.has(name)).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(file) : [file]
  })
}

const files = filesBelow()
const documents = files.filter(file => file.endsWith('.md'))
const decisions = files.filter(file => /^docs\/adr\/\d/.test(file))
const code = files.filter(file => /\.(ts|vue|mjs|js)$/.test(file))
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

const fences = /^```.*?^```/gms
const spans = /`[^`\n]+`/g
const withoutCode = (text: string): string => text.replaceAll(fences, '').replaceAll(spans, 'code')
/** Returns each word of the code in `text`, from blocks and from inline spans. */
const wordsOfCode = (text: string): readonly string[] =>
  [...text.match(fences) ?? [], ...text.replaceAll(fences, '').match(spans) ?? []].flatMap(each => each.split(/[\s`,()]+/))

/** Returns the anchors that GitHub gives the headings of `text`. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>()
  for (const [, heading = ''] of text.replaceAll(fences, '').matchAll(/^#+ +(.+)$/gm)) {
    const anchor = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, '').trim().replaceAll(' ', '-')
    let unique = anchor
    for (let copy = 1; anchors.has(unique); copy++) unique = `${anchor}-${copy}`
    anchors.add(unique)
  }
  return anchors
}

/** Returns the links of `document` whose file or heading does not exist. */
function brokenLinks(document: string): readonly string[] {
  const text = withoutCode(read(document))
  const targets = Array.from(text.matchAll(/\]\(([^)\s]+)[^)]*\)|^\[[^\]]+\]: *(\S+)/gm), ([, inline, reference]) => inline ?? reference ?? '')
  return targets.filter(target => !/^(https?|mailto):/.test(target)).filter((target) => {
    const [file = '', anchor] = target.split('#')
    const linked = file === '' ? document : path.posix.join(path.posix.dirname(document), decodeURI(file))
    if (!existsSync(path.join(root, linked))) return true
    return anchor !== undefined && !anchorsOf(read(linked)).has(anchor)
  })
}

const topFolders = new Set(files.filter(file => file.includes('/')).map(file => file.split('/', 1)[0]))
/** Stands for any name in a document. */
const placeholder = /\bNAME\b/
const isSourceFile = (word: string): boolean => /^[\w@][\w@.-]*(\/[\w@.-]+)*\.(ts|vue|mjs|js|css|md)$/.test(word)
const isRepositoryPath = (word: string): boolean => /^[\w.-]+(\/[\w@.-]+)+\/?$/.test(word) && topFolders.has(word.split('/', 1)[0])

/** Returns the paths and file names in the code of `document` that do not exist. A file may be given by the end of its path. */
function missingPaths(document: string): readonly string[] {
  return wordsOfCode(read(document)).filter(word => !placeholder.test(word)).filter((word) => {
    if (isRepositoryPath(word)) return !existsSync(path.join(root, word))
    return isSourceFile(word) && !files.some(file => file === word || file.endsWith(`/${word}`))
  })
}

/** Returns the npm scripts that `document` names and package.json does not define. */
const missingScripts = (document: string): readonly string[] =>
  Array.from(read(document).matchAll(/npm run (?:--silent )?([\w:-]+)/g), ([, script = '']) => script).filter(script => !(script in packageJson.scripts))

/** Returns the specs that `document` passes to `npm test` and that match no file. */
const missingSpecs = (document: string): readonly string[] =>
  Array.from(read(document).matchAll(/`npm test -- ([^`]+)`/g), ([, specs = '']) => specs.split(/\s+/)).flat()
    .filter(spec => !spec.startsWith('--') && !placeholder.test(spec) && !files.some(file => /^e2e\/.*\.spec\.ts$/.test(file) && file.includes(spec)))

describe.each(documents)('%s', (document) => {
  it('links to files and headings that exist', () => {
    expect(brokenLinks(document)).toEqual([])
  })

  it('names files and folders that exist', () => {
    expect(missingPaths(document)).toEqual([])
  })

  it('names npm scripts and specs that exist', () => {
    expect([...missingScripts(document), ...missingSpecs(document)]).toEqual([])
  })
})

describe('the code', () => {
  it('refers to documents that exist', () => {
    const missing = code.flatMap(file => (read(file).match(/(?<![\w/])docs\/(?:adr\/|generated\/)?[\w-]+\.md\b/g) ?? []).filter(document => !existsSync(path.join(root, document))).map(document => `${file}: ${document}`))
    expect(missing).toEqual([])
  })
})

describe('the index of decisions', () => {
  it('number each decision once, and state the number in its title', () => {
    const numbers = decisions.map(file => path.basename(file).slice(0, 4))
    expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([])
    const titles = decisions.map(file => Number(/^# (\d+)\. /.exec(read(file))?.[1]))
    expect(titles).toEqual(numbers.map(Number))
  })

  it('links every decision once', () => {
    const index = read('docs/adr/README.md')
    expect(decisions.filter(file => index.split(`(${path.posix.basename(file)})`).length !== 2)).toEqual([])
  })

  it.each(decisions)('%s has a date, a context, a decision and consequences', (file) => {
    expect(read(file)).toMatch(/^# \d+\. .+\n\nDate: 2\d{3}-\d{2}-\d{2}(?:, revised 2\d{3}-\d{2}-\d{2})?\n[^]*^## Context\n[^]*^## Decision\n[^]*^## Consequences\n/m)
  })
})
