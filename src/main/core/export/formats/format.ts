/** @file What a format of exports consists of. CONTRIBUTING.md describes how to add one. */
import type { Buffer } from 'node:buffer'
import type { EncodedChunk, EncodingOptions, ExportPlan } from '../encoding'

/** Writes the incidents of one export. Calls follow one another: `add` for each batch, then `end`. */
export interface Encoder {
  /** Encodes a batch of incidents, each as received, and returns the bytes that are ready. */
  readonly add: (incidents: readonly Buffer[]) => Promise<readonly EncodedChunk[]>
  /** Yields the rest of all files. The next chunk is not created before the caller asks for it. */
  readonly end: () => AsyncIterable<EncodedChunk>
}

/** Reads all incidents before an export, and returns what will be written. */
export interface Planner {
  readonly add: (incidents: readonly Buffer[]) => void
  readonly plan: () => ExportPlan
}

export interface Format {
  /** The plan of every export in this format; or else creates the planner of one export. */
  readonly planner: ExportPlan | ((options: EncodingOptions) => Planner)
  /** Creates the encoder of one export, and loads the libraries that it needs. */
  readonly encoder: (plan: ExportPlan, options: EncodingOptions) => Promise<Encoder>
}

/** The limits of a format that holds everything. */
export const noLimits: ExportPlan['limits'] = { cutTexts: 0, tooManyRows: null }
