/** @file Thousands of hostile files in one window, and a file of 2 GB. */
import process from 'node:process'
import { expect, test } from '../harness/fixtures'
import { openHostileFiles, openLargeFile } from './demanding-files'

test('2,000 hostile files never stop the window for a second, and their memory is bounded', async ({ folder, userData, launch }) => {
  const { main, page, grown } = await openHostileFiles(await launch(), { folder, userData, count: 2000, seed: Number(process.env.XDR_DESK_SEED) })
  expect(main).toBeLessThan(1000)
  expect(page).toBeLessThan(1000)
  expect(grown).toBeLessThan(400)
})

test('2 GB stay within the empty app and 400 MB', async ({ folder, userData, launch }) => {
  await openLargeFile(await launch(), { folder, userData, incidents: 167_000, seconds: 600, megabytes: 400 })
})
