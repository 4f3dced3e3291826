import type { Access, VerdictAnswer } from '../contract/access'

/**
 * Returns whether the token can list incidents: the API's answer to a test call counts more than the claims. A token that has expired since it was
 * accepted is judged by its claims.
 */
export function answerOf({ verdict, test }: Pick<Access, 'verdict' | 'test'>): { readonly answer: VerdictAnswer, readonly byTest: boolean } {
  const kind = test?.outcome.kind
  if (kind === 'refused') return { answer: 'no', byTest: verdict.answer !== 'no' }
  const isOutdated = verdict.reason === 'expired' && Date.parse(test?.testedAt ?? '') < Date.parse(verdict.value)
  return kind === 'works' && !isOutdated ? { answer: 'yes', byTest: verdict.answer !== 'yes' } : { answer: verdict.answer, byTest: false }
}
