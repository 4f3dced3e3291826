/** @file The lint rule `test-length`: max-lines-per-function for tests. A suite (`describe`) only groups tests, so its callback may be longer. */
import { builtinRules } from 'eslint/use-at-your-own-risk'

const core = builtinRules.get('max-lines-per-function')

/** Returns whether a function is the callback of `describe`, `describe.each(rows)` or `test.describe`. */
function isSuite({ parent }) {
  return parent.type === 'CallExpression' && /^(?:test\.)?describe\b/.test(nameOf(parent.callee))
}

function nameOf(callee) {
  if (callee.type === 'Identifier') return callee.name
  if (callee.type === 'MemberExpression') return `${nameOf(callee.object)}.${callee.property.name ?? ''}`
  return callee.type === 'CallExpression' ? nameOf(callee.callee) : ''
}

export const testLength = {
  meta: core.meta,
  create: context => core.create(Object.create(context, { report: { value: (problem) => { if (!isSuite(problem.node)) context.report(problem) } } })),
}
