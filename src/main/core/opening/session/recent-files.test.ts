import { expect, it } from 'vitest'
import { createRecentFiles } from './recent-files'

function setUp(files: readonly string[] = []) {
  let stored = files
  return { recent: createRecentFiles({ read: () => stored, write: (next) => { stored = next } }, async file => !file.includes('gone')), stored: () => stored }
}

it('remembers the last ten files, each once, the latest first', () => {
  const { recent, stored } = setUp()
  for (let at = 0; at < 12; at++) recent.add(`/home/${at}.json`)
  recent.add('/home/5.json')
  expect(stored()).toEqual([5, 11, 10, 9, 8, 7, 6, 4, 3, 2].map(at => `/home/${at}.json`))
  recent.clear()
  expect(stored()).toEqual([])
})

it('lists names and folders, says which files are gone, and knows a path only by its ID', async () => {
  const { recent } = setUp(['/home/a.json', '/home/gone.json'])
  const list = await recent.list()
  expect(list.map(({ name, folder, missing }) => [name, folder, missing])).toEqual([['a.json', '/home', false], ['gone.json', '/home', true]])
  expect(list.map(({ id }) => recent.pathOf(id))).toEqual(['/home/a.json', '/home/gone.json'])
  expect(recent.pathOf('/home/a.json')).toBeNull()
})
