/** @file Encodes whole exports for tests, without a thread. */
import type { EncodingOptions } from '../encoding'
import type { Format } from './format'
import type { EncodedFormat } from './registry'
import { Buffer } from 'node:buffer'
import { formats } from './registry'

export interface EncodedFile {
  readonly name: string
  readonly bytes: Buffer
  readonly rows: number
}

export const someOptions = (given: Partial<EncodingOptions> & Pick<EncodingOptions, 'format'>): EncodingOptions =>
  ({ api: 'defender-xdr', completenessLine: 'Complete.', columns: null, ...given })

type Texts = readonly (Buffer | string)[]

/** Returns the files of an export of incidents, which are added in batches of `batch`. */
export function encoded(format: EncodedFormat, incidents: Texts, given: Partial<EncodingOptions> = {}, batch = 100): Promise<readonly EncodedFile[]> {
  return encodedBy(formats[format], incidents, someOptions({ format, ...given }), batch)
}

/** As `encoded`, with a format that may not be in the registry. */
export async function encodedBy({ planner, encoder }: Format, incidents: Texts, options: EncodingOptions, batch = 100): Promise<readonly EncodedFile[]> {
  const all = incidents.map(each => Buffer.from(each))
  const batches = Array.from({ length: Math.ceil(all.length / batch) }, (_, index) => all.slice(index * batch, (index + 1) * batch))
  const reader = typeof planner === 'function' ? planner(options) : { add: () => undefined, plan: () => planner }
  for (const each of batches) reader.add(each)
  const plan = reader.plan()
  const writer = await encoder(plan, options)
  const files = plan.files.map(({ name }) => ({ name, chunks: new Array<Uint8Array>(), rows: 0 }))
  const take = ({ file, bytes, rows }: { readonly file: number, readonly bytes: Uint8Array, readonly rows: number }) => {
    files[file]?.chunks.push(bytes)
    const held = files[file]
    if (held) held.rows += rows
  }
  for (const each of batches) (await writer.add(each)).forEach(take)
  for await (const chunk of writer.end()) take(chunk)
  return files.map(({ name, chunks, rows }) => ({ name, bytes: Buffer.concat(chunks), rows }))
}
