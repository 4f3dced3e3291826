import type { Access } from '../../shared/contract/access'
import type { Failure } from '../../shared/contract/failure'
import { computed, onScopeDispose, readonly, ref, shallowRef } from 'vue'
import { maxPastedCharacters } from '../../shared/contract/ipc'
import { secretIn } from '../../shared/rules/secret-in-token-text'
import { api, failureOf } from '../bridge'

/**
 * Inspects a pasted token in main after every change.
 * SECURITY: only the box contains the text, until the box is unmounted; main stores nothing. A text with a secret never enters the page's state, and its
 * box is remounted, because Vue and the browser's undo keep the previous text while the box exists.
 */
export function useTokenInspection() {
  const pasted = ref('')
  /** The number of boxes mounted so far, used as the key of the current box. */
  const boxes = ref(0)
  const inspected = shallowRef<Access | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let turn = 0

  const inspect = async () => {
    const mine = ++turn
    const text = pasted.value
    let outcome: Access | Failure | null = null
    if (text.length > maxPastedCharacters) outcome = { code: 'paste-too-long', details: {} }
    else if (text.trim() !== '') outcome = await api.inspectToken({ text }).catch(failureOf)
    // The text has changed in the meantime.
    if (mine !== turn) return
    inspected.value = outcome && 'verdict' in outcome ? outcome : null
    failure.value = outcome && 'code' in outcome ? outcome : null
  }

  const receive = (text: string) => {
    // The previous result belongs to another text.
    turn++
    inspected.value = null
    failure.value = null
    const secret = secretIn(text)
    pasted.value = secret ? '' : text
    if (!secret) return void inspect()
    boxes.value++
    failure.value = { code: secret, details: {} }
  }

  const text = computed({ get: () => pasted.value, set: receive })
  const clear = () => receive('')
  onScopeDispose(clear)
  return { text, boxes: readonly(boxes), inspected, failure, inspect, clear }
}
