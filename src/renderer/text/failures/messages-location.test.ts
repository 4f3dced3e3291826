import type { FailureDetails } from '../../../shared/contract/failure'
import { expect, it } from 'vitest'
import { messageOf } from './messages'

const textOf = (code: 'foreign-link' | 'redirected', details: FailureDetails) => {
  const { what, why, next, go } = messageOf({ code, details: { host: 'api.example', ...details } })
  return `${what} ${why} ${next} [${go ?? ''}]`
}

it.each<[FailureDetails, RegExp]>([
  [{ location: 'elsewhere.example' }, /^The API's link to the next page names another host.*leads to “elsewhere\.example”\. XDR Desk sends the access token to api\.example only\. .*whether a proxy changes responses.*\[settings\]$/],
  [{ location: 'http://api.example' }, /^The API's link to the next page is not encrypted.*“http:\/\/api\.example”\. XDR Desk sends the access token to api\.example only, and only encrypted\..*Refresh/],
  [{ location: 'http://elsewhere.example' }, /names another host.*“http:\/\/elsewhere\.example”.*only encrypted/],
  [{ location: 'api-eu.example', clouds: ['eu'] }, /“api-eu\.example”.*If your tenant is in that cloud, choose the cloud “Worldwide, Europe” in Settings\. \[settings\]$/],
  [{ location: 'gov.example', clouds: ['gcc-high', 'dod'] }, /choose the cloud “US Government GCC High” or “US Government DoD” in Settings/],
  [{}, /leads to an unknown host/],
])('does not suggest an attack if a link is not followed: %j', (details, pattern) => {
  expect(textOf('foreign-link', details)).toMatch(pattern)
  expect(textOf('foreign-link', details)).not.toMatch(/tamper|attack/i)
})

it.each<[FailureDetails, RegExp]>([
  [{ location: 'http://login.hotel.example' }, /^XDR Desk did not follow a redirect from api\.example to “http:\/\/login\.hotel\.example”\. XDR Desk never follows redirects.*Captive portals.*Sign in to the network.*in another cloud or region, choose it in Settings.*\[settings\]$/],
  [{ location: 'api.example' }, /from api\.example to another of its addresses\./],
  [{ location: 'api-eu.example', clouds: ['eu'] }, /never follows redirects: its requests are for api\.example only\. If your tenant is in that cloud, choose the cloud “Worldwide, Europe” in Settings\. \[settings\]$/],
  [{ location: 'graph.example', clouds: ['worldwide', 'us', 'eu', 'uk', 'gcc'] }, /choose the cloud “Worldwide” in Settings/],
  [{}, /from api\.example to another address\./],
  [{ host: 'login.example', location: 'hotel.example' }, /^XDR Desk did not follow a redirect from login\.example to “hotel\.example”.*Sign in to the network if it asks you to, then try again\. \[\]$/],
])('names the target of a redirect: %j', (details, pattern) => {
  expect(textOf('redirected', details)).toMatch(pattern)
})
