import type { UnreadKind } from './unread-rows'
import { describe, expect, it } from 'vitest'
import { createUnreadRows, unreadFailure } from './unread-rows'

const rows = (kinds: readonly UnreadKind[]) => kinds.map((kind, index) => ({ kind, after: String(index), rowNumber: index + 1 }))

describe('an unread row', () => {
  it('counts once, identified by the incident before it, even if several passes reach it', () => {
    const unread = createUnreadRows()
    unread.add('undelivered', '7', 0, 10)
    unread.add('undelivered', '7', 0, 11)
    unread.add('unreadable', '7', 1, 11)
    unread.add('undelivered', '8', 0, 12)
    expect(unread.all()).toEqual([{ kind: 'undelivered', after: '7', rowNumber: 11 }, { kind: 'unreadable', after: '7', rowNumber: 12 }, { kind: 'undelivered', after: '8', rowNumber: 13 }])
  })

  it('is forgotten when the whole list is read again', () => {
    const unread = createUnreadRows()
    unread.add('undelivered', '7', 0, 10)
    unread.restart()
    expect(unread.all()).toEqual([])
  })
})

describe('the failure of a list', () => {
  it('is null if every row was read', () => {
    expect(unreadFailure([], () => ['1'])).toBeNull()
  })

  it('identifies the incidents if the previous list contains as many that this list lacks', () => {
    expect(unreadFailure(rows(['undelivered', 'undelivered']), () => ['8', '9'])).toEqual({ code: 'incidents-unread', details: { count: 2, incidents: ['8', '9'] } })
  })

  it.each([[[]], [['8']], [['8', '9', '10']]])('identifies the rows by position if the number of lost incidents differs: %j', (lost) => {
    expect(unreadFailure(rows(['undelivered', 'undelivered']), () => lost)).toEqual({ code: 'incidents-unread', details: { count: 2, after: ['0', '1'], rowNumbers: [1, 2] } })
  })

  it('has another code if elements are not incidents, and identifies no incident', () => {
    const lost = () => { throw new Error('must not be called') }
    expect(unreadFailure(rows(['unreadable']), lost)).toMatchObject({ code: 'entries-unreadable', details: { after: ['0'] } })
    expect(unreadFailure(rows(['unreadable', 'undelivered']), lost)).toMatchObject({ code: 'incidents-unread', details: { count: 2, rowNumbers: [1, 2] } })
  })

  it('counts all rows and identifies fifty', () => {
    const many = rows(Array<UnreadKind>(51).fill('undelivered'))
    const ids = many.map(({ after }) => after)
    const named = ids.slice(0, 50)
    expect(unreadFailure(many, () => [])?.details).toEqual({ count: 51, after: named, rowNumbers: named.map(id => Number(id) + 1) })
    expect(unreadFailure(many, () => ids)?.details).toEqual({ count: 51, incidents: named })
  })
})
