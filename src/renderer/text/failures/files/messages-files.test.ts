import type { ErrorCode, FailureDetails } from '../../../../shared/contract/failure'
import type { ForeignFormat } from '../../../../shared/contract/opening'
import { describe, expect, it } from 'vitest'
import { messageText } from '../fixtures'
import { messageOf } from '../messages'

const textOf = (code: ErrorCode, serverCode?: string, details: FailureDetails = { path: '/home/a/list.json' }) => {
  const { what, why, next } = messageOf({ code, details: { ...details, ...(serverCode && { serverCode }) } })
  return `${what} ${why} ${next}`
}

describe('files', () => {
  it.each<[string, RegExp]>([
    ['ENOSPC', /: the disk is full\. \/home\/a\/list\.json did not fit \(ENOSPC\)\. No partial file was left\. Free up some space or choose another disk, then export again\.$/],
    ['EDQUOT', /your quota on that disk is used up.*\(EDQUOT\).*Delete some of your files there/],
    ['EFBIG', /too large for that disk.*\(EFBIG\).*another file system/],
    ['EACCES', /you don't have permission to write there.*Your account is not allowed to write .* \(EACCES\).*Choose a folder that you can write to/],
    ['EPERM', /you don't have permission to write there.*\(EPERM\)/],
    ['EROFS', /that disk is read-only.*can only be read \(EROFS\).*folder on another disk/],
    ['ENOENT', /the folder no longer exists.*\(ENOENT\).*Choose another folder/],
    ['ENOTDIR', /part of the path is not a folder.*is a file, not a folder \(ENOTDIR\).*Choose another folder/],
    ['EISDIR', /a folder has that name.*is a folder, not a file \(EISDIR\).*Choose another name/],
    ['ENOTEMPTY', /a folder has that name/], ['EEXIST', /a folder has that name/],
    ['ENAMETOOLONG', /the name is too long.*\(ENAMETOOLONG\).*Choose a shorter name/],
    ['ELOOP', /links form a loop.*\(ELOOP\).*remove the link/],
    ['EBUSY', /another program is using the file.*\(EBUSY\).*Close it there/], ['ETXTBSY', /another program is using the file/],
    ['EINVAL', /name is not allowed there.*without special characters/], ['EILSEQ', /name is not allowed there/],
    ['EFTYPE', /that is not a file.*a device, a pipe or a socket/],
    ['EIO', /the disk failed.*have this one checked/],
    ['ESTALE', /the disk is not connected.*Reconnect it/], ['ENODEV', /the disk is not connected/], ['ETIMEDOUT', /the disk is not connected/],
    ['EMFILE', /too many files are open.*Close other programs/],
  ])('states the cause of %s in an export, and a step that helps', (errno, pattern) => {
    for (const code of ['export-failed', 'export-not-allowed', 'export-folder-gone'] as const) expect(textOf(code, errno)).toMatch(pattern)
  })

  it('shows a code that has no message of its own', () => {
    expect(textOf('export-failed', 'EXDEV')).toBe('The export was not saved. The system could not write /home/a/list.json (EXDEV). No partial file was left. Choose another folder, then export again.')
    expect(textOf('export-disk-full', 'EXDEV')).toMatch(/the disk is full.*\(EXDEV\)/)
    expect(textOf('export-failed', undefined, {})).toBe('The export was not saved. The system could not write the file. No partial file was left. Choose another folder, then export again.')
  })

  it.each<[ErrorCode, string, RegExp]>([
    ['settings-unreadable', 'EACCES', /^The settings file cannot be read\. Your account is not allowed to read .*\(EACCES\)\. Nothing was deleted\. Give your account permission to read and write the file/],
    ['settings-unreadable', 'EISDIR', /is a folder, not a file \(EISDIR\)\. Nothing was deleted\. Move or rename that folder, then restart XDR Desk/],
    ['settings-unreadable', 'ENOTDIR', /Move or rename that file/], ['settings-unreadable', 'ELOOP', /Remove the link/], ['settings-unreadable', 'EIO', /The disk reported an error.*Have the disk checked/],
    ['settings-unwritable', 'ENOSPC', /did not fit \(ENOSPC\)\. The file is unchanged.*Free up some disk space, then save again/],
    ['settings-unwritable', 'EROFS', /can only be read \(EROFS\).*Make the disk writable, then save again/], ['settings-unwritable', 'EDQUOT', /Delete some of your other files/],
    ['preferences-unwritable', 'ENOSPC', /^Your change to the list's views, stars or columns was not saved\. .*did not fit \(ENOSPC\)\. The file is unchanged\. Free up some disk space, then try again\.$/],
    ['preferences-not-forgotten', 'EROFS', /^The credentials are forgotten, but not all.*can only be read \(EROFS\).*Make the disk writable, then delete the file\. It may also contain/],
    ['certificate-file-unreadable', 'ENOENT', /^The file cannot be opened: the file no longer exists\. “?\/home\/a\/list\.json”? was moved or deleted \(ENOENT\)\. Choose another file\.$/],
    ['certificate-file-unreadable', 'EISDIR', /a folder has that name.*is a folder, not a file.*Choose a file\.$/], ['certificate-file-unreadable', 'EBUSY', /Close it there, then choose it again\.$/], ['certificate-file-unreadable', 'EACCES', /Your account is not allowed to read “\/home\/a\/list\.json”.*permission to read it.*then choose it again\.$/],
    ['certificate-unwritable', 'EROFS', /^The certificate was not saved: that disk is read-only.*Its new key was discarded\. Choose a folder on another disk, then create a certificate again/],
    ['profiles-unreadable', 'EACCES', /^No profiles were imported: you don't have permission to read there.*\(EACCES\)/], ['profiles-unreadable', '', /does not contain profiles exported by XDR Desk/],
  ])('explains %s with %s', (code, errno, pattern) => {
    expect(textOf(code, errno)).toMatch(pattern)
  })

  it('suggests a change of permissions or another folder only if that helps', () => {
    for (const errno of ['EISDIR', 'ENAMETOOLONG', 'ELOOP', 'ENOSPC', 'EROFS', 'EIO', 'ENOTDIR']) {
      for (const code of ['settings-unreadable', 'settings-unwritable', 'preferences-unwritable', 'preferences-not-forgotten', 'certificate-file-unreadable', 'certificate-unwritable', 'export-failed'] as const) expect(textOf(code, errno)).not.toMatch(/permission/)
    }
    expect(textOf('export-failed', 'ENAMETOOLONG')).not.toContain('another folder')
  })
})

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
