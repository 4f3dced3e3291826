import { describe, expect, it } from 'vitest'
import { isPressed, keyCaps } from './key-text'

type Modifiers = Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'altGraph', boolean>>

function press(key: string, { altGraph = false, ...modifiers }: Modifiers = {}) {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  return { key, ...none, getModifierState: (name: string) => name === 'AltGraph' && altGraph, ...modifiers }
}

it('shows keys as each system names them', () => {
  expect(['Mod+Shift+R', 'Alt+ArrowUp', 'Alt+ArrowRight', '?', 'Escape'].map(key => keyCaps(key, false))).toEqual([['Ctrl', 'Shift', 'R'], ['Alt', '↑'], ['Alt', '→'], ['?'], ['Esc']])
  expect(['Mod+Shift+R', 'Alt+ArrowUp'].map(key => keyCaps(key, true))).toEqual([['⌘', '⇧', 'R'], ['⌥', '↑']])
})

describe('a key is recognized', () => {
  it.each([
    ['Mod+R', press('r', { ctrlKey: true }), true],
    ['Mod+R', press('R', { ctrlKey: true, shiftKey: true }), false],
    ['Mod+R', press('r'), false],
    ['Mod+R', press('r', { metaKey: true }), false],
    ['Mod+R', press('r', { ctrlKey: true, altKey: true }), false],
    ['Mod+Shift+R', press('R', { ctrlKey: true, shiftKey: true }), true],
    ['J', press('j'), true],
    ['J', press('J', { shiftKey: true }), false],
    ['J', press('j', { ctrlKey: true }), false],
    ['?', press('?', { shiftKey: true }), true],
    ['/', press('/', { shiftKey: true }), true],
    ['/', press('/', { ctrlKey: true }), false],
    ['[', press('[', { ctrlKey: true, altKey: true, altGraph: true }), true],
    ['[', press('[', { ctrlKey: true, altKey: true }), false],
    ['Alt+ArrowUp', press('ArrowUp', { altKey: true }), true],
    ['Alt+ArrowUp', press('ArrowUp'), false],
  ])('%s (case %#)', (key, event, expected) => {
    expect(isPressed(event, key, false)).toBe(expected)
  })

  it('with Command on macOS', () => {
    expect(isPressed(press('r', { metaKey: true }), 'Mod+R', true)).toBe(true)
    expect(isPressed(press('r', { ctrlKey: true }), 'Mod+R', true)).toBe(false)
  })
})
