import type { FunctionalComponent } from 'vue'
import { h } from 'vue'
import { visibleText } from '../text/visible-text'

/**
 * A message's text. SECURITY: what stands in its quotes may come from outside, so it is isolated: letters that are read from right to left move nothing
 * around them. Hidden characters are named.
 */
export const QuotedText: FunctionalComponent<{ text: string }> = ({ text }) =>
  // What the expression captures stands at the odd places.
  text.split(/“([^“”]*)”/).map((part, at) => at % 2 === 1 ? ['“', h('bdi', visibleText(part)), '”'] : visibleText(part))

QuotedText.props = ['text']
