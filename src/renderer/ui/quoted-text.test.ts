import { h } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { expect, it } from 'vitest'
import { quoted } from '../text/failures/quoted'
import { QuotedText } from './QuotedText'

const html = async (text: string) => (await renderToString(h(QuotedText, { text }))).replace(/<!--.*?-->/g, '')

it('isolates every quotation and shows its hidden characters', async () => {
  expect(await html(`a.example says: ${quoted('שלום\u202E <b>')}. Open “Access” next.`))
    .toBe('a.example says: “<bdi>שלום⟨U+202E⟩ &lt;b&gt;</bdi>”. Open “<bdi>Access</bdi>” next.')
  expect(await html('Plain \u200B.')).toBe('Plain ⟨U+200B⟩.')
  // An unclosed quotation mark does not quote.
  expect(await html('“open')).toBe('“open')
})
