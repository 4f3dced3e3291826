import { expect, it } from 'vitest'
import { commandOf, commands, listKeys } from './commands'

it('gives each key to one command', () => {
  const keys = [...commands.flatMap(command => [...command.keys]), ...listKeys.flatMap(entry => entry.keys)]
  expect(keys.filter((key, index) => keys.indexOf(key) < index)).toEqual([])
})

it('finds a command by its ID', () => {
  expect(commands.map(({ id }) => commandOf(id))).toEqual(commands)
})
