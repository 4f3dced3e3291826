import type { FunctionalComponent } from 'vue'
import { h } from 'vue'
import { visibleParts } from '../text/visible-text'

/** Text as it is, hidden characters named in a muted mark. */
export const MarkedText: FunctionalComponent<{ text: string }> = ({ text }) =>
  visibleParts(text).map(part => part.hidden ? h('span', { class: 'hidden-character' }, part.text) : part.text)

MarkedText.props = ['text']
