/** @file Thousands of hostile files in one window, and a file of 2 GB. */
import process from 'node:process'
import { test } from '../harness/fixtures'
import { openHostileFiles, openLargeFile } from './demanding-files'

test('2,000 hostile files never stop the window', async ({ folder, launch }) => {
  await openHostileFiles(await launch(), folder, 2000, Number(process.env.XDR_DESK_SEED))
})

test('2 GB stay within the empty app and 400 MB', async ({ folder, userData, launch }) => {
  await openLargeFile(await launch(), { folder, userData, incidents: 167_000, seconds: 600, megabytes: 400 })
})
