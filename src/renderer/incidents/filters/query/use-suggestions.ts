import type { Ref } from 'vue'
import type { FacetValue, ListView } from '../../../../shared/contract/list'
import type { useQuery } from '../use-query'
import { computed, ref, shallowRef, watch } from 'vue'
import { placeAt } from '../../../../shared/query/suggestions/place'
import { accept, facetOf, suggest, valueCandidates } from '../../../../shared/query/suggestions/suggest'
import { api } from '../../../bridge'
import { facetColumns } from '../facet-values'

interface Deps {
  readonly query: Pick<ReturnType<typeof useQuery>, 'text' | 'query'>
  readonly view: Readonly<Ref<ListView | null>>
  readonly named: () => boolean
}

const nothing = { suggestions: [], more: 0 } as const

/** Provides suggestions for the text in front of the caret. They appear while the user types, and disappear until the next change once dismissed. */
export function useSuggestions({ query, view, named }: Deps) {
  /** The position of the caret; null while there are no suggestions. */
  const caret = ref<number | null>(null)
  /** The index of the suggestion that Enter accepts; -1 for none. */
  const active = ref(-1)
  /** The values of one field among the incidents that match the other terms; null until they have arrived. */
  const values = shallowRef<readonly FacetValue[] | null>(null)

  const place = computed(() => caret.value === null ? null : placeAt(query.text.value, caret.value))
  const field = computed(() => place.value?.kind === 'value' ? place.value.field : null)
  const facet = computed(() => field.value === null ? undefined : facetOf(field.value))
  /** The query without the term at the caret. It stays the same while the user types in one term. */
  const rest = computed(() => {
    if (place.value?.kind !== 'value') return ''
    const { start, end } = place.value.term
    return `${query.text.value.slice(0, start)}${query.text.value.slice(end)}`.trim()
  })

  watch([facet, rest], async ([wanted, text]) => {
    values.value = null
    if (wanted === undefined) return
    // Without an answer, the values are those of the list, without counts.
    const answer = await api.frequencies({ query: { ...query.query.value, text }, column: facetColumns[wanted] }).catch(() => null)
    if (facet.value === wanted && rest.value === text) values.value = answer
  })

  const candidates = computed(() => {
    if (field.value === null) return []
    const listed = view.value?.facets.find(each => each.field === field.value)?.values.map(({ value }) => ({ value, count: null })) ?? null
    return valueCandidates(field.value, { values: values.value ?? listed, named: named() })
  })
  const found = computed(() => place.value === null ? nothing : suggest(query.text.value, place.value, candidates.value))

  const close = () => {
    caret.value = null
    active.value = -1
  }

  return {
    found,
    active,
    isOpen: computed(() => found.value.suggestions.length > 0),
    close,
    /** Called after the user has changed the text. */
    typed: (position: number | null) => {
      caret.value = position
      const current = place.value
      // A word in full may be meant as it is, and without a typed part nothing is meant yet.
      const isWhole = current?.kind === 'name' && `${current.typed.toLowerCase()}:` === found.value.suggestions[0]?.text
      active.value = current === null || current.typed === '' || isWhole ? -1 : 0
    },
    /** Moves to another suggestion, or to none behind the last one. */
    move: (step: number) => {
      const count = found.value.suggestions.length + 1
      active.value = (active.value + 1 + step + count) % count - 1
    },
    /** Returns the text with a suggestion, by default the active one, and its caret; null if there is none. */
    accepted: (index = active.value) => {
      const suggestion = found.value.suggestions[index]
      return place.value && suggestion ? accept(query.text.value, place.value, suggestion) : null
    },
  }
}
