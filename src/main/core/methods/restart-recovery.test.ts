import type { SecretPlace, TimeWindow } from '../../../shared/contract/model'
import type { Interruption, Interruptions } from './restart-recovery'
import type { StartOptions, UnderWay } from '../collection/runs/collections'
import { describe, expect, it } from 'vitest'
import { aCollection } from '../../../shared/contract/fixtures'
import { createInterruptions, decide } from './restart-recovery'

const window: TimeWindow = { kind: 'last', hours: 168 }
const knownUntil = '2026-11-24T11:00:00.000Z'
const found: Interruption = { profileId: 'a', window, startedBy: 'app', knownUntil, tries: 0 }
const refreshed: UnderWay = { window: { kind: 'last', hours: 24 }, startedBy: 'person', knownUntil }
const sealed: SecretPlace = { kind: 'sealed', backend: 'gnome_libsecret' }
const storage = { backend: 'gnome_libsecret', protects: true }
const session: SecretPlace = { kind: 'session', reason: 'no-keyring' }

describe('at a start', () => {
  it.each([
    ['nothing was interrupted', { found: null }, true, 'nothing', 0],
    ['of another profile', { profileId: 'b' }, true, 'nothing', 0],
    ['an open keyring', {}, true, 'start', 1],
    ['a locked keyring, or one that is not known', {}, false, 'keyring', 1],
    ['a secret of that session only', { secret: { kind: 'none' } as const }, true, 'secret', 0],
    ['a secret that nothing sealed', { secret: session }, true, 'secret', 0],
    ['a secret of another keyring', { storage: { ...storage, backend: 'kwallet' } }, true, 'keyring', 0],
    ['nothing that protects', { storage: { ...storage, protects: false } }, true, 'keyring', 0],
    ['tried twice in a row', { found: { ...found, tries: 2 } }, true, 'start', 1],
    ['tried three times in a row', { found: { ...found, tries: 3 } }, true, 'repeated', 0],
  ])('%s', async (_name, changed, isOpen, expected, looks) => {
    let looked = 0
    const isKeyringOpen = async () => { looked++; return isOpen }
    expect(await decide({ found, profileId: 'a', secret: sealed, storage, ...changed }, isKeyringOpen)).toBe(expected)
    expect(looked).toBe(looks)
  })
})

/** A session whose keyring and window wait until they are told. */
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
      list: () => ({
        collection: null, rows: [], changes: [],
        running: started.length === 0
          ? null
          : aCollection({ run: started.length, window }),
        compared: false,
        failed: null,
      }),
    },
    autoRefresh: { startedOver: (asked: TimeWindow, known: string | null) => { repeated.push([asked, known]) } },
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

it('starts the same window over for whoever started it, and counts that it did', async () => {
  const { control, interruptions, started, repeated, paint } = setUp({ ...found, tries: 1 })
  paint()
  expect(await interruptions.resume()).toEqual({ kind: 'started', window, run: 1 })
  expect(started).toEqual([[window, { how: 'reload', startedBy: 'app' }]])
  expect(repeated).toEqual([[window, knownUntil]])
  expect(control.kept).toEqual({ ...found, tries: 2 })
  // The page may be built anew while that runs.
  expect(await interruptions.resume()).toBeNull()
  expect(started).toHaveLength(1)
})

it('reads nothing before the first paint', async () => {
  const { control, interruptions, paint } = setUp(found)
  const answer = interruptions.resume()
  await new Promise(setImmediate)
  expect(control.reads).toBe(0)
  paint()
  expect(await answer).toMatchObject({ kind: 'started' })
})

it('leaves it to a person where the keyring might ask, also at the next start', async () => {
  const { control, interruptions, started, paint } = setUp(found, false)
  paint()
  expect(await interruptions.resume()).toEqual({ kind: 'left', window, why: 'keyring' })
  expect(await interruptions.resume()).toEqual({ kind: 'left', window, why: 'keyring' })
  expect(started).toEqual([])
  expect(control.kept).toEqual(found)
})

it.each([['a refresh', refreshed], ['another profile chosen', null]])('does not come after %s', async (_name, asked) => {
  const { interruptions, started, paint } = setUp(found)
  const answer = interruptions.resume()
  interruptions.follow(asked)
  paint()
  expect(await answer).toBeNull()
  expect(started).toEqual([])
})

it('does not come between when a person begins while the keyring is looked at', async () => {
  const { interruptions, started, paint } = setUp(found)
  paint()
  const answer = interruptions.resume()
  await Promise.resolve()
  interruptions.follow(refreshed)
  expect(await answer).toBeNull()
  expect(started).toEqual([])
})

it('keeps what runs, of the profile in use, until it has ended', () => {
  const { control, interruptions } = setUp(null)
  interruptions.follow({ window, startedBy: 'app', knownUntil })
  expect(control.kept).toEqual(found)
  interruptions.follow(null)
  expect(control.kept).toBeNull()
})
