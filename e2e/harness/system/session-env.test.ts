import { expect, it } from 'vitest'
import { sessionEnv } from './session-env'

it('keeps the variables that programs need on Windows, and none of the test runner\'s', () => {
  const kept = { PATH: 'C:\\Windows', SystemRoot: 'C:\\Windows', APPDATA: 'C:\\a', LOCALAPPDATA: 'C:\\l', TEMP: 'C:\\t', USERPROFILE: 'C:\\u' }
  expect(sessionEnv('', { EXTRA: '1' }, 'win32', { ...kept, NODE_OPTIONS: '--inspect', npm_config_x: 'y' })).toEqual({ ...kept, TZ: 'UTC', EXTRA: '1' })
})

it('keeps the folder for temporary files on macOS', () => {
  expect(sessionEnv('', {}, 'darwin', { HOME: '/Users/mia', TMPDIR: '/var/t', PATH: '/bin', DISPLAY: ':0', CI: '1' }))
    .toEqual({ HOME: '/Users/mia', TMPDIR: '/var/t', PATH: '/bin', TZ: 'UTC' })
})

it('sets the display on Linux, without the session of the test runner', () => {
  expect(sessionEnv(':99', { HOME: '/tmp/home' }, 'linux', { PATH: '/bin', HOME: '/root', DBUS_SESSION_BUS_ADDRESS: 'unix:', WAYLAND_DISPLAY: 'wayland-0' }))
    .toEqual({ PATH: '/bin', HOME: '/tmp/home', LANG: 'C.UTF-8', TZ: 'UTC', DISPLAY: ':99', NO_AT_BRIDGE: '1' })
})
