import type { Access } from '../../shared/access'
import type { Failure } from '../../shared/failure'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { mostPasted } from '../../shared/ipc'
import { api, failureOf } from '../bridge'

/**
 * A pasted text and what main says of it, judged with every change.
 * SECURITY: the text is in the box alone, and gone with it; main keeps nothing.
 */
export function useJudgement() {
  const text = ref('')
  const judged = shallowRef<Access | null>(null)
  const failure = shallowRef<Failure | null>(null)
  let turn = 0

  const judge = async () => {
    const mine = ++turn
    const pasted = text.value
    let outcome: Access | Failure | null = null
    if (pasted.length > mostPasted) outcome = { code: 'paste-too-long', details: {} }
    else if (pasted.trim() !== '') outcome = await api.judgeToken({ text: pasted }).catch(failureOf)
    // Only the last text counts.
    if (mine !== turn) return
    judged.value = outcome && 'verdict' in outcome ? outcome : null
    failure.value = outcome && 'code' in outcome ? outcome : null
  }

  const clear = () => { text.value = '' }

  watch(text, () => {
    // The result is about another text.
    judged.value = null
    failure.value = null
    void judge()
  })
  onScopeDispose(clear)
  return { text, judged, failure, judge, clear }
}
