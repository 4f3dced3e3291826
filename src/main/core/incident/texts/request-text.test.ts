import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../../shared/testing/property-runs'
import { defenderXdr, microsoftGraph } from '../../microsoft/incident-apis'
import { curlText, powershellText } from './request-text'

/** As collection/paging/query.ts builds the address. */
function request(id: string, { host, listPath, options, headers } = defenderXdr) {
  const search = Object.entries(options).map(([name, value]) => `?${name}=${value}`).join('')
  return { url: new URL(`https://${host}${listPath}/${encodeURIComponent(id)}${search}`), headers }
}

describe('a command for cURL', () => {
  it('requests one incident with a placeholder for the token', () => {
    expect(curlText(request('41207', microsoftGraph))).toBe([
      'curl --fail-with-body \'https://graph.microsoft.com/v1.0/security/incidents/41207?$expand=alerts\'', '  --header "Authorization: Bearer $TOKEN"',
      '  --header \'Accept: application/json\'', '  --header \'Prefer: include-unknown-enum-members\'\n',
    ].join(' \\\n'))
  })

  it('is one command with one URL in a shell, whatever the ID contains', () => {
    const odd = fc.string({ unit: fc.constantFrom('\'', '"', '$', '`', '\\', ';', '\n', '(', ')', '!', '*', ' ', '&', '|', 'a', '‘'), minLength: 1, maxLength: 12 })
    fc.assert(fc.property(odd, (id) => {
      const { url, headers } = request(id)
      const seen = execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$#" "$2"; }; TOKEN='$(echo x)'; ${curlText({ url, headers })}`]).toString()
      const [number, address = ''] = seen.split('\n')
      expect(number).toBe('6')
      expect(decodeURIComponent(new URL(address).pathname)).toBe(`/api/incidents/${id}`)
    }), runs(100))
  })
})

describe('a command for PowerShell', () => {
  it('requests one incident with a placeholder for the token', () => {
    expect(powershellText(request('41207'))).toBe([
      '$headers = @{', '  Authorization = "Bearer $env:TOKEN"', '  \'Accept\' = \'application/json\'', '}',
      'Invoke-RestMethod -Uri \'https://api.security.microsoft.com/api/incidents/41207\' -Headers $headers\n',
    ].join('\n'))
  })

  it('contains no quotation mark of an ID, and doubles those of a header', () => {
    const text = powershellText({ url: request('a\'b‘c’;calc').url, headers: { X: 'it\'s ‘x’' } })
    expect(text).toContain('incidents/a%27b%E2%80%98c%E2%80%99%3Bcalc\' -Headers')
    expect(text).toContain('\'it\'\'s ‘‘x’’\'')
  })
})
