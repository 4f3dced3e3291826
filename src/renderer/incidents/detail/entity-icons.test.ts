import { expect, it } from 'vitest'
import { labeledEntityTypes } from '../../../shared/vocabulary/entity-labels'
import { entityIcon } from './entity-icons'

it('has an icon for every type with a label, and one for unknown types', () => {
  const unknown = entityIcon('SomethingNew')
  expect(unknown).not.toBe('')
  expect(labeledEntityTypes.length).toBeGreaterThan(45)
  expect(labeledEntityTypes.filter(type => entityIcon(type) === unknown)).toEqual([])
  expect(entityIcon('constructor')).toBe(unknown)
})
