import type { StateDocument } from '../../core/files/state-document'
import { describe, expect, it } from 'vitest'
import { checkWindowState, stateOf, usableState } from './window-place'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const left = { x: -1920, y: 0, width: 1920, height: 1080 }
const size = { width: 1010, height: 700 }

describe('the place of a window', () => {
  it('is stored with its size', () => {
    expect(stateOf({ ...size, x: 20, y: 30 }, false, 'linux')).toEqual({ ...size, maximized: false, x: 20, y: 30 })
    expect(stateOf({ ...size, x: 0, y: 30 }, true, 'linux')).toEqual({ ...size, maximized: true, x: 0, y: 30 })
  })

  it('is unknown under Wayland, where Electron reports 0, 0: only the size is stored', () => {
    const state = stateOf({ ...size, x: 0, y: 0 }, false, 'linux')
    expect(state).toEqual({ ...size, maximized: false })
    expect(usableState(state, [screen], 'linux')).toEqual(state)
  })

  it.each(['darwin', 'win32'])('can be the corner on %s, because a window can be snapped to it', (platform) => {
    const state = stateOf({ ...size, x: 0, y: 0 }, false, platform)
    expect(state).toEqual({ ...size, maximized: false, x: 0, y: 0 })
    expect(usableState(state, [screen], platform)).toEqual(state)
  })

  it('is ignored if an earlier version stored it under Wayland', () => {
    expect(usableState({ ...size, x: 0, y: 0, maximized: true }, [screen], 'linux')).toEqual({ ...size, maximized: true })
  })

  it('is used on any connected screen', () => {
    const state = { ...size, maximized: false, x: -1000, y: 10 }
    expect(usableState(state, [screen, left], 'linux')).toEqual(state)
    expect(usableState(state, [screen], 'linux')).toBeNull()
  })
})

it.each<[string, StateDocument]>([
  ['no members', {}],
  ['only one coordinate', { ...size, maximized: false, x: 20 }],
  ['a place as text', { ...size, maximized: false, x: '20', y: '30' }],
  ['a size as text', { width: '1010', height: 700, maximized: false }],
  ['a width below the minimum', { width: 100, height: 700, maximized: false }],
  ['an impossible height', { ...size, height: 1e9, maximized: false }],
])('a document with %s is damaged', (_name, document) => {
  expect(checkWindowState(document)).toBeNull()
})

it.each([
  ['above', -40],
  ['below', 1060],
])('a place %s every screen is not used', (_name, y) => {
  expect(usableState({ ...size, maximized: false, x: 20, y }, [screen], 'linux')).toBeNull()
})

it('no other member of a document is used', () => {
  expect(checkWindowState({ ...size, maximized: false, kiosk: true, x: 20, y: 30 })).toEqual({ ...size, maximized: false, x: 20, y: 30 })
})
