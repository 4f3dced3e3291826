import { expect, it } from 'vitest'
import { aCollection } from '../../../shared/contract/fixtures'
import { restartedText } from './interruption-text'

const window = { kind: 'last', hours: 48 } as const
const run = (number: number) => aCollection({ run: number })

it('explains the restarted run, and no other', () => {
  expect(restartedText({ kind: 'started', window, run: 1 }, run(1))).toContain('closed during the last refresh')
  expect(restartedText({ kind: 'started', window, run: 1 }, run(2))).toBe('')
  expect(restartedText({ kind: 'started', window, run: 1 }, null)).toBe('')
  expect(restartedText({ kind: 'left', window, why: 'keyring' }, run(1))).toBe('')
  expect(restartedText(null, run(1))).toBe('')
})
