import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { bringToFront } from './bring-to-front'
import { createNotifier } from './notification'

const textOf = (incident: string | null) => ({ title: `Incident ${incident}`, body: 'High', incident })

function notifier({ isSupported = true } = {}) {
  const done: string[] = []
  const made: EventEmitter[] = []
  class Notification extends EventEmitter {
    static isSupported = () => isSupported
    constructor(readonly options: { title: string, body: string }) {
      super()
      made.push(this)
    }

    show() { done.push(`show ${this.options.title}`) }
    close() { done.push(`close ${this.options.title}`) }
  }
  const errors: unknown[] = []
  const notify = createNotifier({
    Notification,
    bringToFront: () => done.push('front'),
    open: incident => done.push(`open ${incident}`),
    onUnexpected: error => errors.push(error),
  })
  return { notify, done, made, errors }
}

it('a click brings the window to the front and opens the incident', () => {
  const { notify, done, made } = notifier()
  notify(textOf('7'))
  made[0]?.emit('click')
  expect(done).toEqual(['show Incident 7', 'front', 'open 7'])
})

it('the next notification replaces the previous one', () => {
  const { notify, done } = notifier()
  notify(textOf('7'))
  notify(textOf('8'))
  expect(done).toEqual(['show Incident 7', 'close Incident 7', 'show Incident 8'])
})

it('a refused notification is reported once, without its text, and the next one is still shown', () => {
  const { notify, done, made, errors } = notifier()
  notify(textOf('7'))
  made[0]?.emit('failed', {}, 'not allowed: Incident 7')
  notify(textOf('8'))
  made[1]?.emit('failed', {}, 'not allowed: Incident 8')
  expect(done).toEqual(['show Incident 7', 'show Incident 8'])
  expect(errors).toEqual([expect.objectContaining({ name: 'NotificationRefused', message: 'refused' })])
})

it('no notification is shown on a system that does not support them', () => {
  const { notify, done, made } = notifier({ isSupported: false })
  notify(textOf('7'))
  expect([done, made]).toEqual([[], []])
})

it.each([[{ isMinimized: true }, ['restore', 'show', 'focus']], [{}, ['show', 'focus']], [{ isDestroyed: true }, []]])('a window that is %j is brought to the front by %j', (state, expected) => {
  const { isMinimized = false, isDestroyed = false } = state as { isMinimized?: boolean, isDestroyed?: boolean }
  const done: string[] = []
  bringToFront({
    isMinimized: () => isMinimized, isDestroyed: () => isDestroyed, restore: () => done.push('restore'), show: () => done.push('show'), focus: () => done.push('focus'),
  })
  expect(done).toEqual(expected)
})
