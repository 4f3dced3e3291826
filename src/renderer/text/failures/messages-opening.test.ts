import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import type { ForeignFormat } from '../../../shared/contract/opening'
import { describe, expect, it } from 'vitest'
import { messageText } from './fixtures'

const path = '/home/a/list.json'

describe('opening a file', () => {
  it.each<[ErrorCode, FailureDetails, RegExp]>([
    ['file-missing', { serverCode: 'ENOENT' }, /^The file cannot be opened: the file no longer exists\. “\/home\/a\/list\.json” was moved or deleted \(ENOENT\)\. Choose another file\.$/],
    ['file-missing', { serverCode: 'ENOTDIR' }, /part of the path is not a folder/],
    ['file-forbidden', { serverCode: 'EACCES' }, /you don't have permission to read there.*not allowed to read “\/home\/a\/list\.json” \(EACCES\)/],
    ['file-not-a-file', { serverCode: 'EISDIR' }, /“\/home\/a\/list\.json” is a folder, not a file \(EISDIR\)\. Choose a file\.$/],
    ['file-not-a-file', { serverCode: 'ELOOP' }, /its symbolic links form a loop/],
    ['file-not-a-file', {}, /a device, a pipe or a socket\. Choose a file\.$/],
    ['file-unreadable', { serverCode: 'EIO' }, /the disk failed/],
    ['file-empty', {}, /^The file is empty\. “\/home\/a\/list\.json” contains nothing\. Choose another file\.$/],
    ['file-changed', {}, /^The file was changed after you opened it\. Another program wrote to “.*Open the file again\.$/],
    ['file-parquet-too-large', { bytes: 600_000_000, expected: 512_000_000 }, /contains 600\.0\u00A0MB of incidents.*stops at 512\.0\u00A0MB\. Export the list as JSON Lines/],
  ])('explains %s with %j', (code, details, pattern) => {
    expect(messageText(code, { path, ...details })).toMatch(pattern)
  })

  it.each<[ForeignFormat, RegExp]>([
    ['manifest', /it is a manifest\./], ['csv', /it is a CSV table\..*only some fields/], ['excel', /it is an Excel workbook\./], ['parquet', /only incidents\.parquet/],
    ['damaged-parquet', /damaged, or compressed/], ['alerts', /alerts without their incidents/], ['binary', /neither JSON nor Parquet/],
  ])('names %s, and what can be opened instead', (format, pattern) => {
    expect(messageText('file-other-format', { path, format })).toMatch(pattern)
    expect(messageText('file-other-format', { path, format })).toMatch(/exported as JSON, JSON Lines or Parquet, or a response of the API\.$/)
    expect(messageText('file-other-format', { path, format, sibling: 'a “b”.json' })).toMatch(/Open “a "b"\.json” in the same folder instead\.$/)
  })
})
