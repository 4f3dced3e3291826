import type { VerifyTarget } from '../../shared/contract/export'
import { shallowReadonly, shallowRef } from 'vue'

/** An opening of the dialog. `target`: what it verifies at once; null: the user chooses. */
interface Opening {
  readonly target: VerifyTarget | null
  readonly number: number
}

const opening = shallowRef<Opening | null>(null)
let openings = 0

/** Provides the dialog that verifies exported files. App.vue shows it. */
export function useVerify() {
  return {
    opening: shallowReadonly(opening),
    open: (target: VerifyTarget | null = null) => { opening.value = { target, number: ++openings } },
    close: () => { opening.value = null },
  }
}
