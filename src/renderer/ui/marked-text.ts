import type { FunctionalComponent } from 'vue'
import { h } from 'vue'
import { visibleParts } from '../text/visible-text'

/** Shows a text in which a muted mark with its name replaces each hidden character. */
export const MarkedText: FunctionalComponent<{ text: string }> = ({ text }) =>
  visibleParts(text).map(part => part.hidden ? h('span', { class: 'hidden-character' }, part.text) : part.text)

MarkedText.props = ['text']
