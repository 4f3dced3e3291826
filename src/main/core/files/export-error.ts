import type { ErrorCode } from '../../../shared/contract/failure'
import { AppError } from '../base/errors'
import { errnoOf } from './errno'

const byErrno: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'export-disk-full',
  EDQUOT: 'export-disk-full',
  EFBIG: 'export-disk-full',
  EACCES: 'export-not-allowed',
  EPERM: 'export-not-allowed',
  EROFS: 'export-not-allowed',
  ENOENT: 'export-folder-gone',
  ENOTDIR: 'export-folder-gone',
}

/** Returns the AppError `export-…` for a system error while writing `file`. An AppError is returned unchanged. */
export function exportError(error: unknown, file: string): AppError {
  if (error instanceof AppError) return error
  const errno = errnoOf(error)
  return new AppError(byErrno[errno ?? ''] ?? 'export-failed', { path: file, ...(errno && { serverCode: errno }) })
}
