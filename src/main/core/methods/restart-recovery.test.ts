import type { SecretPlace, TimeWindow } from '../../../shared/contract/model'
import type { Interruption, Interruptions } from './restart-recovery'
import type { StartOptions, ActiveRun } from '../collection/runs/collections'
import { describe, expect, it } from 'vitest'
import { aCollection } from '../../../shared/contract/fixtures'
import { createInterruptions, decideRestart } from './restart-recovery'

const window: TimeWindow = { kind: 'last', hours: 168 }
const knownUntil = '2026-11-24T11:00:00.000Z'
const found: Interruption = { profileId: 'a', window, startedBy: 'app', knownUntil, tries: 0 }
const refreshed: ActiveRun = { window: { kind: 'last', hours: 24 }, startedBy: 'person', knownUntil }
const sealed: SecretPlace = { kind: 'sealed', backend: 'gnome_libsecret' }
const storage = { backend: 'gnome_libsecret', protects: true }
const session: SecretPlace = { kind: 'session', reason: 'no-keyring' }

describe('at a start', () => {
  it.each([
    ['does nothing if nothing was interrupted', { found: null }, true, 'nothing', 0],
    ['does nothing if the run was of another profile', { profileId: 'b' }, true, 'nothing', 0],
    ['restarts with an unlocked keyring', {}, true, 'start', 1],
    ['leaves it to the user with a keyring that is locked or unknown', {}, false, 'keyring', 1],
    ['leaves it to the user without a secret', { secret: { kind: 'none' } as const }, true, 'secret', 0],
    ['leaves it to the user with a session-only secret', { secret: session }, true, 'secret', 0],
    ['leaves it to the user with a secret of another keyring', { storage: { ...storage, backend: 'kwallet' } }, true, 'keyring', 0],
    ['leaves it to the user without a keyring', { storage: { ...storage, protects: false } }, true, 'keyring', 0],
    ['restarts after two restarts in a row', { found: { ...found, tries: 2 } }, true, 'start', 1],
    ['leaves it to the user after three restarts in a row', { found: { ...found, tries: 3 } }, true, 'repeated', 0],
  ])('%s', async (_name, changed, isOpen, expected, checks) => {
    let checked = 0
    const isKeyringOpen = async () => { checked++; return isOpen }
    expect(await decideRestart({ found, profileId: 'a', secret: sealed, storage, ...changed }, isKeyringOpen)).toBe(expected)
    expect(checked).toBe(checks)
  })
})

/** Creates a session whose keyring and window respond when the test says so. */
function setUp(kept: Interruption | null, isOpen = true) {
  const started: (readonly [TimeWindow, StartOptions])[] = []
  const repeated: (readonly [TimeWindow, string | null])[] = []
  const control = { kept, reads: 0, isOpen }
  let paint: () => void = () => undefined
  const shown = new Promise<void>((resolve) => { paint = resolve })
  const session = {
    vault: { status: () => ({ profile: null, secret: sealed, storage, problems: [] }), profile: () => null },
    holdsKey: () => false,
    leave: () => undefined,
    collections: {
      start: (asked: TimeWindow, options: StartOptions) => {
        started.push([asked, options])
        interruptions.follow({ window: asked, startedBy: options.startedBy, knownUntil })
      },
      state: () => ({
        collection: null,
        running: started.length === 0
          ? null
          : aCollection({ run: started.length, window }),
        compared: false,
        failed: null,
        seenAt: null,
        withoutAlerts: 0,
        file: null,
        rowsVersion: 0,
      }),
    },
    autoRefresh: { restarted: (asked: TimeWindow, known: string | null) => { repeated.push([asked, known]) } },
  }
  const interruptions: Interruptions = createInterruptions({
    file: {
      read: () => { control.reads++; return control.kept },
      write: (interruption) => { control.kept = interruption },
      remove: () => { control.kept = null },
    },
    profiles: () => ({ current: () => session, currentId: () => 'a' }),
    isKeyringOpen: async () => control.isOpen,
    shown: () => shown,
  })
  return { control, interruptions, started, repeated, paint: () => paint() }
}

it('restarts the collection with the same window and starter, and counts the restart', async () => {
  const { control, interruptions, started, repeated, paint } = setUp({ ...found, tries: 1 })
  paint()
  expect(await interruptions.resume()).toEqual({ kind: 'started', window, run: 1 })
  expect(started).toEqual([[window, { how: 'reload', startedBy: 'app' }]])
  expect(repeated).toEqual([[window, knownUntil]])
  expect(control.kept).toEqual({ ...found, tries: 2 })
  // The page may reload while the run continues.
  expect(await interruptions.resume()).toBeNull()
  expect(started).toHaveLength(1)
})

it('reads nothing before the window is visible', async () => {
  const { control, interruptions, paint } = setUp(found)
  const answer = interruptions.resume()
  await new Promise(setImmediate)
  expect(control.reads).toBe(0)
  paint()
  expect(await answer).toMatchObject({ kind: 'started' })
})

it('leaves the collection to the user if the keyring might prompt, including at the next start', async () => {
  const { control, interruptions, started, paint } = setUp(found, false)
  paint()
  expect(await interruptions.resume()).toEqual({ kind: 'left', window, why: 'keyring' })
  expect(await interruptions.resume()).toEqual({ kind: 'left', window, why: 'keyring' })
  expect(started).toEqual([])
  expect(control.kept).toEqual(found)
})

it.each([['a refresh', refreshed], ['another profile chosen', null]])('restarts nothing after %s', async (_name, asked) => {
  const { interruptions, started, paint } = setUp(found)
  const answer = interruptions.resume()
  interruptions.follow(asked)
  paint()
  expect(await answer).toBeNull()
  expect(started).toEqual([])
})

it('restarts nothing if the user starts a collection while the keyring is checked', async () => {
  const { interruptions, started, paint } = setUp(found)
  paint()
  const answer = interruptions.resume()
  await Promise.resolve()
  interruptions.follow(refreshed)
  expect(await answer).toBeNull()
  expect(started).toEqual([])
})

it('stores the run of the current profile until it ends', () => {
  const { control, interruptions } = setUp(null)
  interruptions.follow({ window, startedBy: 'app', knownUntil })
  expect(control.kept).toEqual(found)
  interruptions.follow(null)
  expect(control.kept).toBeNull()
})
