import { expect, it } from 'vitest'
import { useQuery } from './use-query'

it('facets, switches and the text are the same query', () => {
  const { text, toggle, isSelected, changedOnly, hasFlag, toggleFlag, active, clear } = useQuery()
  toggle('severity', 'High')
  toggle('severity', 'Medium')
  changedOnly.value = true
  expect(text.value).toBe('severity:(high,medium) is:changed')
  expect([isSelected('severity', 'High'), isSelected('severity', 'Low'), hasFlag('changed'), active.value]).toEqual([true, false, true, true])
  text.value = 'severity:medium is:new'
  expect([isSelected('severity', 'High'), isSelected('severity', 'Medium'), changedOnly.value]).toEqual([false, true, false])
  toggleFlag('new')
  toggle('severity', 'Medium')
  expect([text.value, active.value]).toEqual(['', false])
  text.value = 'x'
  clear()
  expect(text.value).toBe('')
})

it('leaves a text with a problem to the user until a filter replaces it', () => {
  const { text, changedOnly, toggle } = useQuery()
  text.value = 'severity:'
  expect(changedOnly.value).toBe(false)
  toggle('status', 'Active')
  expect(text.value).toBe('status:active')
})
