import type { SupportFacts } from '../../shared/contract/access'
import { afterEach, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { fakeBridge, refuse } from '../testing/fake-bridge'
import { useCopied } from './use-copied'

const aFact = {} as SupportFacts
afterEach(() => vi.unstubAllGlobals())

it('copies the facts, and confirms the copy until the facts change', async () => {
  const copied: SupportFacts[] = []
  fakeBridge({ copySupport: (facts) => { copied.push(facts) } })
  const facts = shallowRef<SupportFacts | null>(null)
  const { note, copy } = useCopied(() => facts.value)
  await copy()
  expect([note.value, copied]).toEqual(['', []])
  facts.value = aFact
  await copy()
  expect([note.value, copied]).toEqual(['Copied', [aFact]])
  facts.value = {} as SupportFacts
  await nextTick()
  expect(note.value).toBe('')
})

it('suggests selecting the text if the clipboard cannot be used', async () => {
  fakeBridge({ copySupport: () => refuse('unexpected') })
  const { note, copy } = useCopied(() => aFact)
  await copy()
  expect(note.value).toMatch(/could not be copied.*[Ss]elect/)
})
