import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import { describe, expect, it } from 'vitest'
import { messageOf } from './messages'

const words = (code: ErrorCode, serverCode?: string, details: FailureDetails = { path: '/home/a/list.json' }) => {
  const { what, why, next } = messageOf({ code, details: { ...details, ...(serverCode && { serverCode }) } })
  return `${what} ${why} ${next}`
}

describe('files', () => {
  it.each<[string, RegExp]>([
    ['ENOSPC', /: the disk is full\. \/home\/a\/list\.json did not fit \(ENOSPC\)\. No partial file was left\. Free some space or choose another disk, then export again\.$/],
    ['EDQUOT', /your quota on that disk is used up.*\(EDQUOT\).*Delete files of yours there/],
    ['EFBIG', /too large for that disk.*\(EFBIG\).*another file system/],
    ['EACCES', /you may not write there.*refuses to write .* for your account \(EACCES\).*Choose a folder of yours/],
    ['EPERM', /you may not write there.*\(EPERM\)/],
    ['EROFS', /that disk is read-only.*can only be read \(EROFS\).*folder on another disk/],
    ['ENOENT', /the folder is gone.*\(ENOENT\).*Choose another folder/],
    ['ENOTDIR', /a part of the path is no folder.*is a file, not a folder \(ENOTDIR\).*Choose another folder/],
    ['EISDIR', /a folder has that name.*is a folder, not a file \(EISDIR\).*Choose another name/],
    ['ENOTEMPTY', /a folder has that name/], ['EEXIST', /a folder has that name/],
    ['ENAMETOOLONG', /the name is too long.*\(ENAMETOOLONG\).*Choose a shorter name/],
    ['ELOOP', /links lead in a circle.*\(ELOOP\).*remove that link/],
    ['EBUSY', /another program uses the file.*\(EBUSY\).*Close it there/], ['ETXTBSY', /another program uses the file/],
    ['EINVAL', /name is not allowed there.*without special characters/], ['EILSEQ', /name is not allowed there/],
    ['EFTYPE', /that is not a file.*a device, a pipe or a socket/],
    ['EIO', /the disk failed.*have this one checked/],
    ['ESTALE', /the disk is not connected.*Connect it again/], ['ENODEV', /the disk is not connected/], ['ETIMEDOUT', /the disk is not connected/],
    ['EMFILE', /too many files are open.*Close other programs/],
  ])('%s of an export is told by its cause, with a step that helps', (errno, pattern) => {
    for (const code of ['export-failed', 'export-not-allowed', 'export-folder-gone'] as const) expect(words(code, errno)).toMatch(pattern)
  })

  it('a code that says nothing to a person is shown all the same', () => {
    expect(words('export-failed', 'EXDEV')).toBe('The export was not saved. The system could not write /home/a/list.json (EXDEV). No partial file was left. Choose another folder, then export again.')
    expect(words('export-disk-full', 'EXDEV')).toMatch(/the disk is full.*\(EXDEV\)/)
    expect(words('export-failed', undefined, {})).toBe('The export was not saved. The system could not write the file. No partial file was left. Choose another folder, then export again.')
  })

  it.each<[ErrorCode, string, RegExp]>([
    ['settings-unreadable', 'EACCES', /^The settings file cannot be read\. The system refuses to read .*\(EACCES\)\. Nothing was deleted\. Give your account read and write permission/],
    ['settings-unreadable', 'EISDIR', /is a folder, not a file \(EISDIR\)\. Nothing was deleted\. Move that folder away or rename it, then restart/],
    ['settings-unreadable', 'ENOTDIR', /Move that file away/], ['settings-unreadable', 'ELOOP', /Remove that link/], ['settings-unreadable', 'EIO', /The disk reported an error.*Have the disk checked/],
    ['settings-unwritable', 'ENOSPC', /did not fit \(ENOSPC\)\. The file is as it was.*Free some disk space, then save again/],
    ['settings-unwritable', 'EROFS', /can only be read \(EROFS\).*Make the disk writable, then save again/], ['settings-unwritable', 'EDQUOT', /Delete other files of yours/],
    ['certificate-file-unreadable', 'ENOENT', /^The file cannot be opened: the file is gone\. “?\/home\/a\/list\.json”? is not there any more \(ENOENT\)\. Choose another file\.$/],
    ['certificate-file-unreadable', 'EISDIR', /a folder has that name.*is a folder, not a file.*Choose a file\.$/], ['certificate-file-unreadable', 'EBUSY', /Close it there, then choose it again\.$/], ['certificate-file-unreadable', 'EACCES', /refuses to read “\/home\/a\/list\.json” for your account.*read permission.*then choose it again\.$/],
    ['certificate-unwritable', 'EROFS', /^The certificate was not saved: that disk is read-only.*The key that was made is dropped\. Choose a folder on another disk, then make a certificate again/],
    ['profiles-unreadable', 'EACCES', /^No profiles were imported: you may not read there.*\(EACCES\)/], ['profiles-unreadable', '', /not one that XDR Desk exported profiles to/],
  ])('%s with %s', (code, errno, pattern) => {
    expect(words(code, errno)).toMatch(pattern)
  })

  it('nobody is told to change permissions or to choose a folder for what that does not mend', () => {
    for (const errno of ['EISDIR', 'ENAMETOOLONG', 'ELOOP', 'ENOSPC', 'EROFS', 'EIO', 'ENOTDIR']) {
      for (const code of ['settings-unreadable', 'settings-unwritable', 'certificate-file-unreadable', 'certificate-unwritable', 'export-failed'] as const) expect(words(code, errno)).not.toMatch(/permission/)
    }
    expect(words('export-failed', 'ENAMETOOLONG')).not.toContain('another folder')
  })
})
