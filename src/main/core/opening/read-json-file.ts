/** @file Reads the incidents of a file of JSON text. */
import type { FileEncoding } from '../../../shared/contract/opening'
import type { FileReading } from './batch'
import type { FileSource } from './file-source'
import { readEnvelope } from '../collection/paging/page-envelope'
import { createCollector } from './collector'
import { createJsonText } from './text/json-text'
import { walk } from './text/walk'

/** The number of bytes after which progress is reported even without an incident. */
const progressBytes = 8_000_000

/** Reads all of a file. Throws AppError `file-unreadable`, `file-other-format` for alerts, and `file-no-incidents`. */
export async function* readJsonFile(source: FileSource, encoding: FileEncoding, chunkBytes?: number): FileReading {
  const text = createJsonText(source, encoding, chunkBytes)
  const collector = createCollector()
  let [cutOffAt, hasNextLink, reported]: [number | null, boolean, number] = [null, false, 0]

  const steps = walk(text, {
    read: ({ start, end, size }, onlyIncidents) => {
      const [at, offset] = [text.offsetOf(start), text.offsetOf(start)]
      return collector.add({ at, offset, length: text.offsetOf(end) - offset, size, json: () => text.slice(start, end) }, onlyIncidents)
    },
    damaged: at => collector.damaged(text.offsetOf(at)),
    cutOff: (at) => { cutOffAt = text.offsetOf(at) },
    // A link of an earlier response leads to a later one of the file.
    response: (members) => { hasNextLink = readEnvelope(members).hasMore },
  })
  let step = steps.next()
  for (; !step.done; step = steps.next()) {
    const readBytes = text.offsetOf(step.value)
    if (!collector.isFull() && readBytes - reported < progressBytes) continue
    reported = readBytes
    yield { kind: 'batch', batch: collector.take(readBytes) }
  }
  const found = collector.end()
  yield { kind: 'batch', batch: collector.take(source.size) }
  yield { kind: 'end', scanned: { facts: { kind: step.value, encoding, ...found, cutOffAt, hasNextLink }, texts: null } }
}
