import type { Access } from '../../shared/contract/access'
import type { Failure } from '../../shared/contract/failure'
import { computed, onScopeDispose, readonly, ref, shallowRef } from 'vue'
import { mostPasted } from '../../shared/contract/ipc'
import { secretIn } from '../../shared/rules/pasted-secret'
import { api, failureOf } from '../bridge'

/**
 * A pasted text and what main says of it, judged with every change.
 * SECURITY: the text is in the box alone, and gone with it; main keeps nothing. A text that holds a secret is not taken into the page's
 * state at all, and its box is made anew: Vue and the browser's undo remember the text before for as long as a box lives.
 */
export function useTokenInspection() {
  const pasted = ref('')
  /** Counts the boxes so far; the key of the one in use. */
  const boxes = ref(0)
  const judged = shallowRef<Access | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let turn = 0

  const judge = async () => {
    const mine = ++turn
    const text = pasted.value
    let outcome: Access | Failure | null = null
    if (text.length > mostPasted) outcome = { code: 'paste-too-long', details: {} }
    else if (text.trim() !== '') outcome = await api.inspectToken({ text }).catch(failureOf)
    // Only the last text counts.
    if (mine !== turn) return
    judged.value = outcome && 'verdict' in outcome ? outcome : null
    failure.value = outcome && 'code' in outcome ? outcome : null
  }

  const receive = (text: string) => {
    // The result so far is about another text.
    turn++
    judged.value = null
    failure.value = null
    const secret = secretIn(text)
    pasted.value = secret ? '' : text
    if (!secret) return void judge()
    boxes.value++
    failure.value = { code: secret, details: {} }
  }

  const text = computed({ get: () => pasted.value, set: receive })
  const clear = () => receive('')
  onScopeDispose(clear)
  return { text, boxes: readonly(boxes), judged, failure, judge, clear }
}
