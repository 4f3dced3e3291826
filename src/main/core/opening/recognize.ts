/** @file Recognizes the format of a file by its content, never by its name. */
import type { FileEncoding, ForeignFormat } from '../../../shared/contract/opening'
import type { FileSource } from './file-source'
import { Buffer } from 'node:buffer'
import { AppError } from '../base/errors'
import { maxManifestBytes, readManifest } from '../export/manifest'
import { asUtf8 } from './text/json-text'

export type Recognized = { readonly kind: 'text', readonly encoding: FileEncoding } | { readonly kind: 'parquet' }

/** The size of the parts at both ends that are examined, in bytes. */
const endBytes = 65_536

const startsWith = (bytes: Buffer, start: string): boolean => bytes.subarray(0, start.length).equals(Buffer.from(start, 'latin1'))

/** The first bytes of formats that are not text. */
const signatures: readonly (readonly [start: string, format: ForeignFormat])[] = [
  ['%PDF-', 'pdf'], ['\x1F\x8B', 'archive'], ['7z\xBC\xAF\x27\x1C', 'archive'], ['Rar!', 'archive'], ['BZh', 'archive'], ['\xFD7zXZ\0', 'archive'], ['(\xB5/\xFD', 'archive'],
  // Workbooks of Excel before 2007.
  ['\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1', 'excel'],
]

/** Returns the encoding by a byte order mark, or by the zeros of ASCII characters in UTF-16. */
function encodingOf(head: Buffer): FileEncoding {
  const [first, second] = head
  if ((first === 0xFF && second === 0xFE) || (first !== 0 && second === 0)) return 'utf-16le'
  return (first === 0xFE && second === 0xFF) || (first === 0 && second !== undefined && second !== 0) ? 'utf-16be' : 'utf-8'
}

/** A zip file lists its contents at its end; a workbook of Excel contains this file. */
const zipFormat = (tail: Buffer): ForeignFormat => tail.includes('xl/workbook.xml') ? 'excel' : 'archive'

/** Returns the format of a text that is not JSON. */
function textFormat(text: string): ForeignFormat {
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(text)) return 'html'
  if (/^<[?!\p{L}]/u.test(text)) return 'xml'
  // The replacement character stands for bytes that are not text.
  if (/[\p{Cc}\uFFFD]/u.test(text.replace(/\s/g, ''))) return 'binary'
  const [line = ''] = text.split(/\r?\n/, 1)
  // At least three columns, or two whose names contain no spaces, unlike a sentence.
  return /^[^,;\t]+([,;\t])[^,;\t]*\1|^[^,;\s]+[,;\t][^,;\s]+$/.test(line) ? 'csv' : 'text'
}

function throwOther(format: ForeignFormat): never {
  throw new AppError('file-other-format', { format })
}

/** Recognizes a file. Throws AppError `file-empty`, `file-other-format` or `file-unreadable`. */
export function recognize(source: FileSource): Recognized {
  const head = source.read(0, endBytes)
  if (startsWith(head, 'PAR1')) return { kind: 'parquet' }
  if (startsWith(head, 'PK\x03\x04')) throwOther(zipFormat(source.read(Math.max(0, source.size - endBytes), endBytes)))
  for (const [start, format] of signatures) if (startsWith(head, start)) throwOther(format)
  const encoding = encodingOf(head)
  const whole = asUtf8(head.subarray(0, head.length - head.length % (encoding === 'utf-8' ? 1 : 2)), encoding).toString()
  const text = whole.replace(/^\uFEFF/, '').trimStart()
  if (text === '' && source.size <= endBytes) throw new AppError('file-empty')
  if (!/^[[{]/.test(text)) throwOther(textFormat(text))
  if (source.size <= maxManifestBytes && /^\{\s*"manifest"/.test(text) && readManifest(asUtf8(source.read(0, source.size), encoding).toString())) throwOther('manifest')
  return { kind: 'text', encoding }
}
