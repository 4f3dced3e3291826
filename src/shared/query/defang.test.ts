import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runs } from '../testing/property-runs'
import { defang, refang } from './defang'

it.each([
  ['hxxps://evil[.]example/a', 'https://evil.example/a'], ['hXXp://evil[.]example', 'http://evil.example'], ['HXXPS[:]//EVIL[DOT]EXAMPLE', 'HttPS://EVIL.EXAMPLE'], ['hxxp[://]evil', 'http://evil'],
  ['fxp://evil', 'ftp://evil'], ['evil(.)example', 'evil.example'], ['evil{.}example', 'evil.example'], ['evil[dot]example', 'evil.example'], ['evil ( dot ) example', 'evil . example'],
  ['user[at]evil[.]example', 'user@evil.example'], ['user[@]x', 'user@x'], ['2001[:]db8[:][:]1', '2001:db8::1'], ['10[.]0[.]0[.]1', '10.0.0.1'], ['10.0.0[.]1', '10.0.0.1'],
])('refangs %j to %j', (text, plain) => {
  expect(refang(text)).toBe(plain)
})

it.each(['hxxp', 'exhxxp://x', '[dots]', '[.)', 'a[b]', 'https://evil.example', '(at'])('leaves %j alone', (text) => {
  expect(refang(text)).toBe(text)
})

it.each([
  ['https://evil.example/a.html?b=c.d', 'hxxps://evil[.]example/a.html?b=c.d'], ['http://10.0.0.1:8080', 'hxxp://10[.]0[.]0[.]1:8080'], ['HTTP://evil.example', 'hxxp://evil[.]example'], ['ftp://evil.example', 'fxp://evil[.]example'],
  ['evil.example', 'evil[.]example'], ['evil.example:443', 'evil[.]example:443'], ['evil.example/a.b', 'evil[.]example/a.b'], ['adele@contoso.example', 'adele[@]contoso[.]example'], ['10.0.0.1', '10[.]0[.]0[.]1'], ['2001:db8::1', '2001[:]db8[:][:]1'],
  ['https://u:p@evil.example', 'hxxps://u:p[@]evil[.]example'], ['pc-01', 'pc-01'], ['', ''],
])('defangs %j to %j', (text, defanged) => {
  expect(defang(text)).toBe(defanged)
})

it('restores every address that it defanged', () => {
  const address = fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ['http', 'https', 'ftp'] }), fc.domain(), fc.emailAddress(), fc.ipV4(), fc.ipV6())
  fc.assert(fc.property(address, (text) => {
    // A path may look defanged itself.
    fc.pre(refang(text) === text)
    expect(refang(defang(text))).toBe(text)
    expect(/^(?:http|ftp)/.test(defang(text)) && text.includes('://')).toBe(false)
  }), runs(2000))
})
