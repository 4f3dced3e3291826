import type { FunctionalComponent } from 'vue'
import { h } from 'vue'
import { visibleText } from '../text/visible-text'

/**
 * Shows a message. SECURITY: quoted text may come from outside, so it is isolated, and right-to-left letters do not reorder the text around it.
 * Hidden characters are visible.
 */
export const QuotedText: FunctionalComponent<{ text: string }> = ({ text }) =>
  // The captured groups are at odd indexes.
  text.split(/“([^“”]*)”/).map((part, at) => at % 2 === 1 ? ['“', h('bdi', visibleText(part)), '”'] : visibleText(part))

QuotedText.props = ['text']
