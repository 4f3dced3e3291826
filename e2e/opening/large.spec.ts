/** @file A large file: rows at once, and memory that does not grow with the size of its incidents. */
import { test } from '../harness/fixtures'
import { openLargeFile } from './demanding-files'

test('200 MB show their first rows at once and are read within 30 s, in less memory than the file has', async ({ folder, userData, launch }) => {
  test.setTimeout(120_000)
  await openLargeFile(await launch(), { folder, userData, incidents: 16_700, seconds: 30, megabytes: 200 })
})
