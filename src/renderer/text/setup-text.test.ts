import { expect, it } from 'vitest'
import { connectionChecks } from '../../shared/vocabulary/connection-checks'
import { stepsFor } from './setup-text'

const all = (['defender-xdr', 'microsoft-graph'] as const).flatMap(api => (['secret', 'certificate'] as const).map(kind => [api, kind] as const))

it.each(all)('proves each step of %s with a %s by checks of the connection test, each once', (api, kind) => {
  expect(stepsFor(api, kind).flatMap(({ checks }) => checks).sort()).toEqual([...connectionChecks].sort())
})

it.each(all)('tells the user of %s with a %s one action a line, in at most 20 words', (api, kind) => {
  for (const text of stepsFor(api, kind).flatMap(({ actions, note }) => [...actions, note])) {
    for (const sentence of text.split(/(?<=[.;]) /)) expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(20)
  }
})

it('asks for the secret after every name that the user copies, which would replace it on the clipboard', () => {
  const steps = stepsFor('defender-xdr', 'secret')
  const last = steps.findLastIndex(({ names }) => names.length > 0)
  expect(last).toBeGreaterThanOrEqual(0)
  expect(last).toBeLessThan(steps.findIndex(({ id }) => id === 'credential'))
})
