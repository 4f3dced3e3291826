/** @file Runs a composable as a component does, mounted and unmounted, without a page. */
import { createRenderer } from 'vue'

const nothing = () => undefined
const { createApp } = createRenderer<object, object>({
  insert: nothing, remove: nothing, patchProp: nothing, setText: nothing, setElementText: nothing,
  createElement: () => ({}), createText: () => ({}), createComment: () => ({}),
  parentNode: () => null, nextSibling: () => null,
})

/** Mounts a component with this `setup`. Returns the result of `setup` and a function that unmounts the component. */
export function mounted<T>(setup: () => T): { readonly of: T, readonly unmount: () => void } {
  let result: { readonly value: T } | null = null
  const app = createApp({
    setup: () => {
      result = { value: setup() }
      return () => null
    },
  })
  app.mount({})
  const { value } = result as unknown as { readonly value: T }
  return { of: value, unmount: () => app.unmount() }
}
