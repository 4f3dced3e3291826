import type { UnreadKind } from './unread-rows'
import { describe, expect, it } from 'vitest'
import { createUnreadRows, unreadFailure } from './unread-rows'

const places = (kinds: readonly UnreadKind[]) => kinds.map((kind, index) => ({ kind, after: String(index), place: index + 1 }))

describe('a place that could not be read', () => {
  it('is counted once however often it is met, by its neighbor', () => {
    const unread = createUnreadRows()
    unread.add('undelivered', '7', 0, 10)
    unread.add('undelivered', '7', 0, 11)
    unread.add('unreadable', '7', 1, 11)
    unread.add('undelivered', '8', 0, 12)
    expect(unread.all()).toEqual([{ kind: 'undelivered', after: '7', place: 11 }, { kind: 'unreadable', after: '7', place: 12 }, { kind: 'undelivered', after: '8', place: 13 }])
  })

  it('is forgotten when the whole list is read again', () => {
    const unread = createUnreadRows()
    unread.add('undelivered', '7', 0, 10)
    unread.restart()
    expect(unread.all()).toEqual([])
  })
})

describe('the failure', () => {
  it('is none where every place was read', () => {
    expect(unreadFailure([], () => ['1'])).toBeNull()
  })

  it('names the incidents that were there before, where these are as many', () => {
    expect(unreadFailure(places(['undelivered', 'undelivered']), () => ['8', '9'])).toEqual({ code: 'incidents-unread', details: { count: 2, incidents: ['8', '9'] } })
  })

  it.each([[[]], [['8']], [['8', '9', '10']]])('names the places where others are missing: %j', (lost) => {
    expect(unreadFailure(places(['undelivered', 'undelivered']), () => lost)).toEqual({ code: 'incidents-unread', details: { count: 2, after: ['0', '1'], places: [1, 2] } })
  })

  it('of elements that are none is another one, and no incident is named then', () => {
    const lost = () => { throw new Error('nobody is to be asked') }
    expect(unreadFailure(places(['unreadable']), lost)).toMatchObject({ code: 'entries-unreadable', details: { after: ['0'] } })
    expect(unreadFailure(places(['unreadable', 'undelivered']), lost)).toMatchObject({ code: 'incidents-unread', details: { count: 2, places: [1, 2] } })
  })

  it('counts all and names fifty', () => {
    const many = places(Array<UnreadKind>(51).fill('undelivered'))
    const ids = many.map(({ after }) => after)
    const named = ids.slice(0, 50)
    expect(unreadFailure(many, () => [])?.details).toEqual({ count: 51, after: named, places: named.map(id => Number(id) + 1) })
    expect(unreadFailure(many, () => ids)?.details).toEqual({ count: 51, incidents: named })
  })
})
