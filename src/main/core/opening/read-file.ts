import type { FileReading } from './batch'
import type { FileSource } from './file-source'
import { readJsonFile } from './read-json-file'
import { readParquetFile } from './read-parquet-file'
import { recognize } from './recognize'

/** Recognizes a file and reads all of it. Throws AppError `file-…`. */
export async function* readFile(source: FileSource): FileReading {
  const recognized = recognize(source)
  yield* recognized.kind === 'parquet' ? readParquetFile(source) : readJsonFile(source, recognized.encoding)
}
