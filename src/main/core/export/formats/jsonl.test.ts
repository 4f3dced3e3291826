import { Buffer } from 'node:buffer'
import { expect, it } from 'vitest'
import { encoded } from './fixtures'

const json = '{\r\n\t"incidentId" : 9007199254740993,"n":1.0E+2,"at":"2026-11-24T12:00:00.1234567Z",\n"twice":1,"twice":2,"text":"a\\nb\\r \\u000A\u2028\u0085"}'

it('writes each incident as received on a line of its own, without line breaks between tokens', async () => {
  const [file] = await encoded('jsonl', [json, '{"incidentId":2}'])
  expect(file?.bytes.toString()).toBe('{\t"incidentId" : 9007199254740993,"n":1.0E+2,"at":"2026-11-24T12:00:00.1234567Z","twice":1,"twice":2,"text":"a\\nb\\r \\u000A\u2028\u0085"}\n{"incidentId":2}\n')
  expect(file?.rows).toBe(2)
})

it('keeps bytes that are not UTF-8', async () => {
  const bytes = Buffer.from([0x7B, 0x22, 0xFF, 0xC3, 0x22, 0x3A, 0x31, 0x0A, 0x7D])
  const [file] = await encoded('jsonl', [bytes])
  expect(file?.bytes).toEqual(Buffer.from([0x7B, 0x22, 0xFF, 0xC3, 0x22, 0x3A, 0x31, 0x7D, 0x0A]))
})

it('writes an empty file for no incidents', async () => {
  expect(await encoded('jsonl', [])).toEqual([{ name: '', bytes: Buffer.alloc(0), rows: 0 }])
})
