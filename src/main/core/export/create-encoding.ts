/** @file Encodes one export in the thread: answers the messages of transfer.ts. */
import type { EncodedChunk } from './encoding'
import type { Encoder, Format, Planner } from './formats/format'
import type { FromEncoder, ToEncoder } from './transfer'
import { AppError, failureOf } from '../base/errors'
import { formats } from './formats/registry'
import { incidentsIn } from './transfer'

type Answer = (message: ToEncoder) => Promise<FromEncoder>

interface State {
  planner: Planner | null
  encoder: Encoder | null
  rest: AsyncIterator<EncodedChunk> | null
}

const nothing: FromEncoder = { kind: 'chunks', chunks: [], isLast: false }

function formatNamed(name: string): Format {
  const found = new Map<string, Format>(Object.entries(formats)).get(name)
  if (!found) throw new AppError('unexpected')
  return found
}

async function add({ planner, encoder }: State, incidents: ReturnType<typeof incidentsIn>): Promise<FromEncoder> {
  planner?.add(incidents)
  return encoder ? { kind: 'chunks', chunks: await encoder.add(incidents), isLast: false } : nothing
}

async function end(state: State): Promise<FromEncoder> {
  if (state.planner) return { kind: 'plan', plan: state.planner.plan() }
  state.rest ??= state.encoder?.end()[Symbol.asyncIterator]() ?? null
  const next = await state.rest?.next()
  return !next || next.done ? { kind: 'chunks', chunks: [], isLast: true } : { kind: 'chunks', chunks: [next.value], isLast: false }
}

async function answer(state: State, message: ToEncoder): Promise<FromEncoder> {
  switch (message.kind) {
    case 'plan': {
      const { planner } = formatNamed(message.options.format)
      if (typeof planner !== 'function') return { kind: 'plan', plan: planner }
      state.planner = planner(message.options)
      return nothing
    }
    case 'encode':
      state.encoder = await formatNamed(message.options.format).encoder(message.plan, message.options)
      return nothing
    case 'add': return add(state, incidentsIn(message.batch))
    case 'end': return end(state)
  }
}

/** Creates the function that answers the messages of one plan or one export. Messages must follow one another. */
export function createEncoding(): Answer {
  const state: State = { planner: null, encoder: null, rest: null }
  return async (message) => {
    try {
      return await answer(state, message)
    } catch (error) {
      return { kind: 'failed', failure: failureOf(error) }
    }
  }
}
