/** @file Decodes external text in the encodings that Windows programs and proxies use. */
import { Buffer } from 'node:buffer'

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean => start.every((byte, index) => bytes[index] === byte)

const bigEndian = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, bytes.length - bytes.length % 2)).swap16().toString('utf16le')

/** Decodes UTF-8, or UTF-16 if a byte order mark or a zero among the first two bytes indicates it. Returns the text without the byte order mark. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  const isLittle = startsWith(bytes, 0xFF, 0xFE) || (first !== 0 && second === 0)
  const isBig = startsWith(bytes, 0xFE, 0xFF) || (first === 0 && second !== undefined && second !== 0)
  const text = isBig ? bigEndian(bytes) : Buffer.from(bytes).toString(isLittle ? 'utf16le' : 'utf8')
  return text.replace(/^\uFEFF/, '')
}
