import type { Action } from '../../composables/use-actions'
import { describe, expect, it } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { remember, sectionsOf, usePalette } from './use-palette'

const action = (id: string, label: string, group: string): Action => ({ id, label, group, keys: [], blocked: '', run: () => undefined })
const refresh = action('refresh', 'Refresh', 'List')
const reload = action('reload', 'Reload all', 'List')
const access = action('access', 'Access', 'Go to')
const view = action('view', 'Müller’s incidents', 'Views')
const all = [access, view, refresh, reload]
const found = (text: string, recent: readonly string[] = []) => sectionsOf(all, text, recent).map(({ title, options }) => [title, options.map(({ id }) => id)])

describe('the palette', () => {
  it('shows the groups of the app in their order, then others', () => {
    expect(found('')).toEqual([['List', ['refresh', 'reload']], ['Go to', ['access']], ['Views', ['view']]])
  })

  it('finds actions by words of their name and group, in any order, without accents', () => {
    expect(found('ALL re')).toEqual([['List', ['reload']]])
    expect(found('views muller')).toEqual([['Views', ['view']]])
    expect(found('refresh all')).toEqual([])
  })

  it('finds an action by a further word that its name lacks', () => {
    const copy = { ...action('copy-markdown', 'Copy as Markdown', 'Incident'), words: 'ticket' }
    expect(sectionsOf([refresh, copy], 'copy ticket', [])).toEqual([{ title: 'Incident', options: [copy] }])
  })

  it('shows recent actions first, and only once', () => {
    expect(found('', ['access', 'gone', 'reload'])).toEqual([['Recent', ['access', 'reload']], ['List', ['refresh']], ['Views', ['view']]])
    expect(found('re', ['access', 'reload'])).toEqual([['Recent', ['reload']], ['List', ['refresh']]])
  })

  it('moves from the last option to the first, and starts over with another text', async () => {
    const extra = shallowRef<readonly Action[]>([])
    const { text, current, move } = usePalette(() => all, () => extra.value)
    move(-1)
    expect(current.value).toBe(view)
    move(1)
    expect(current.value).toBe(refresh)
    move(1)
    text.value = 're'
    await nextTick()
    expect(current.value).toBe(refresh)
    const incident = action('open-incident', 'Open incident 7', 'Incident')
    extra.value = [incident]
    await nextTick()
    expect(current.value).toBe(incident)
  })

  it('remembers the last actions', () => {
    for (const { id } of all) remember(id)
    const { sections } = usePalette(() => all, () => [])
    expect(sections.value.map(({ options }) => options.map(({ id }) => id))).toEqual([['reload', 'refresh', 'view', 'access']])
  })
})
