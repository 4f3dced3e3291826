import { describe, expect, it } from 'vitest'
import { stateOf, usableState } from './window-place'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const left = { x: -1920, y: 0, width: 1920, height: 1080 }
const size = { width: 1010, height: 700 }

describe('the place of a window', () => {
  it('is remembered with its size', () => {
    expect(stateOf({ ...size, x: 20, y: 30 }, false, 'linux')).toEqual({ ...size, maximized: false, x: 20, y: 30 })
    expect(stateOf({ ...size, x: 0, y: 30 }, true, 'linux')).toEqual({ ...size, maximized: true, x: 0, y: 30 })
  })

  it('is not known under Wayland, where Electron says 0, 0: the size is remembered alone', () => {
    const state = stateOf({ ...size, x: 0, y: 0 }, false, 'linux')
    expect(state).toEqual({ ...size, maximized: false })
    expect(usableState(state, [screen], 'linux')).toEqual(state)
  })

  it.each(['darwin', 'win32'])('is the corner on %s, where a window can be snapped to it', (platform) => {
    const state = stateOf({ ...size, x: 0, y: 0 }, false, platform)
    expect(state).toEqual({ ...size, maximized: false, x: 0, y: 0 })
    expect(usableState(state, [screen], platform)).toEqual(state)
  })

  it('that an earlier version remembered under Wayland is not used', () => {
    expect(usableState({ ...size, x: 0, y: 0, maximized: true }, [screen], 'linux')).toEqual({ ...size, maximized: true })
  })

  it('is used on whatever screen it is', () => {
    const state = { ...size, maximized: false, x: -1000, y: 10 }
    expect(usableState(state, [screen, left], 'linux')).toEqual(state)
    expect(usableState(state, [screen], 'linux')).toBeNull()
  })
})

it.each([
  ['nothing', null],
  ['half a place', { ...size, maximized: false, x: 20 }],
  ['texts', { ...size, maximized: false, x: '20', y: '30' }],
  ['a size of another kind', { width: '1010', height: 700, maximized: false }],
  ['too small', { width: 100, height: 700, maximized: false }],
  ['beyond reason', { ...size, height: 1e9, maximized: false }],
  ['above every screen', { ...size, maximized: false, x: 20, y: -40 }],
  ['below every screen', { ...size, maximized: false, x: 20, y: 1060 }],
])('%s is no state', (_name, value) => {
  expect(usableState(value, [screen], 'linux')).toBeNull()
})

it('nothing else of a file is taken over', () => {
  expect(usableState({ ...size, maximized: false, kiosk: true, x: 20, y: 30 }, [screen], 'linux')).toEqual({ ...size, maximized: false, x: 20, y: 30 })
})
