import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { fakeStorage } from '../../testing/fake-bridge'
import { isUtc } from '../../text/format'
import { windowChoices, inputTime, useWindow } from './use-window'

const now = Date.parse('2026-11-24T12:00:00Z')
const day = 86_400_000
const standard = { choice: '48', field: 'lastUpdateTime', from: inputTime(now - 7 * day), to: '' }
const chosen = ({ choice, field, from, to }: ReturnType<typeof useWindow>) => ({ choice: choice.value, field: field.value, from: from.value, to: to.value })

beforeEach(() => vi.useFakeTimers({ now }))
afterEach(() => {
  isUtc.value = false
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the last choice', () => {
  it('is stored', async () => {
    const kept = fakeStorage()
    const first = useWindow()
    expect(chosen(first)).toEqual(standard)
    Object.assign(first.choice, { value: 'custom' })
    Object.assign(first.field, { value: 'createdTime' })
    first.from.value = '2026-11-01T00:00'
    first.to.value = '2026-11-02T00:00'
    await nextTick()
    const stored = { choice: 'custom', field: 'createdTime', from: new Date('2026-11-01T00:00').toISOString(), to: new Date('2026-11-02T00:00').toISOString() }
    expect(JSON.parse(kept.get('window') ?? '')).toEqual(stored)
    expect(chosen(useWindow())).toEqual(chosen(first))
  })

  it.each([
    ['nothing', 'null', standard],
    ['no JSON', '{', standard],
    ['a text', '"48"', standard],
    ['unknown values', '{"choice":"49","field":"severity","from":7,"to":"soon"}', standard],
    ['a part', '{"choice":"720","to":"2026-11-02T00:00"}', { ...standard, choice: '720', to: '2026-11-02T00:00' }],
  ])('gets the default for each unreadable member: %s', (_name, window, expected) => {
    fakeStorage({ window })
    expect(chosen(useWindow())).toEqual(expected)
  })
})

describe('the window', () => {
  beforeEach(() => void fakeStorage())

  it.each([['24', 24], ['48', 48], ['168', 168], ['720', 720]] as const)('of the choice %s is the last %i hours, without a problem', (choice, hours) => {
    const { choice: chosenNow, from, window, problem } = useWindow()
    from.value = ''
    chosenNow.value = choice
    expect([window.value, problem.value]).toEqual([{ kind: 'last', hours }, ''])
  })

  it('of the custom choice is in UTC, and has no end if none is entered', () => {
    const { choice, field, from, to, window } = useWindow()
    choice.value = 'custom'
    field.value = 'createdTime'
    from.value = inputTime(now - 2 * day)
    expect(window.value).toEqual({ kind: 'custom', field: 'createdTime', from: '2026-11-22T12:00:00.000Z', to: null })
    to.value = inputTime(now - day)
    expect(window.value).toMatchObject({ to: '2026-11-23T12:00:00.000Z' })
  })

  it.each([
    ['no start', '', '', /^Enter/],
    ['a start in the future', inputTime(now + 60_000), '', /future/],
    ['an end before the start', inputTime(now - day), inputTime(now - 2 * day), /ends before/],
    ['an end at the start', inputTime(now - day), inputTime(now - day), /ends before/],
    ['an end that is not a time', inputTime(now - day), 'x', /^Enter when the window ends/],
  ])('with %s is not valid and has an explanation', (_name, start, end, words) => {
    const { choice, from, to, window, problem } = useWindow()
    choice.value = 'custom'
    from.value = start
    to.value = end
    expect(window.value).toBeNull()
    expect(problem.value).toMatch(words)
  })

  it('may begin now', () => {
    const { choice, from, problem } = useWindow()
    choice.value = 'custom'
    from.value = inputTime(now)
    expect(problem.value).toBe('')
  })
})

it('selects a window that does not come from the inputs without changing it', () => {
  fakeStorage()
  const { show, window, choice } = useWindow()
  for (const shown of [
    { kind: 'last', hours: 168 },
    { kind: 'custom', field: 'createdTime', from: '2026-11-20T10:00:00.000Z', to: '2026-11-21T10:30:00.000Z' },
    { kind: 'custom', field: 'lastUpdateTime', from: '2026-11-20T10:00:00.000Z', to: null },
  ] as const) {
    show(shown)
    expect(window.value).toEqual(shown)
  }
  expect(windowChoices.map(({ value }) => value)).toContain(choice.value)
})

it('keeps its times when they are shown in another time zone', () => {
  fakeStorage()
  const { choice, field, from, to, window } = useWindow()
  choice.value = 'custom'
  field.value = 'createdTime'
  const start = new Date(2026, 10, 20, 10, 0)
  from.value = '2026-11-20T10:00'
  to.value = 'x'
  isUtc.value = true
  expect([from.value, to.value]).toEqual([start.toISOString().slice(0, 16), 'x'])
  to.value = ''
  expect(window.value).toEqual({ kind: 'custom', field: 'createdTime', from: start.toISOString(), to: null })
  from.value = '2026-11-20T12:00'
  expect(window.value).toMatchObject({ from: '2026-11-20T12:00:00.000Z' })
})
