import { expect, it } from 'vitest'
import { parse } from '../../../../shared/query/syntax/parse'
import { print } from '../../../../shared/query/syntax/print'
import { examples } from './query-examples'

it('every example is a query in its printed form', () => {
  expect(examples.map(({ query }) => print(parse(query).query ?? []))).toEqual(examples.map(({ query }) => query))
})
