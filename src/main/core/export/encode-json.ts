import type { Incident } from '../incident/incident'
import type { EncodedChunk, Encode } from './encoding'
import { AppError } from '../base/errors'
import { jsonPieces } from './export'
import { noLimits } from './formats/format'

async function* chunks(incidents: readonly Incident[], signal: AbortSignal): AsyncGenerator<EncodedChunk, void, void> {
  for (const piece of jsonPieces(incidents)) {
    if (signal.aborted) throw new AppError('cancelled')
    yield { file: 0, ...piece }
  }
}

/** Adds JSON as received to the formats that `others` encodes. It needs no worker, because its bytes are those of the API. */
export function withJson(others: Encode): Encode {
  return {
    plan: async (incidents, options, signal) =>
      options.format === 'json' ? { files: [{ name: '', table: 'all' }], limits: noLimits } : others.plan(incidents, options, signal),
    chunks: (incidents, plan, options, signal) =>
      options.format === 'json' ? chunks(incidents, signal) : others.chunks(incidents, plan, options, signal),
  }
}
