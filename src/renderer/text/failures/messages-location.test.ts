import type { FailureDetails } from '../../../shared/contract/failure'
import { expect, it } from 'vitest'
import { messageOf } from './messages'

const words = (code: 'foreign-link' | 'redirected', details: FailureDetails) => {
  const { what, why, next, go } = messageOf({ code, details: { host: 'api.example', ...details } })
  return `${what} ${why} ${next} [${go ?? ''}]`
}

it.each<[FailureDetails, RegExp]>([
  [{ location: 'elsewhere.example' }, /^The API named another host for the next page.*leads to “elsewhere\.example”\. The access token goes to api\.example only\. .*whether a proxy changes responses.*\[settings\]$/],
  [{ location: 'http://api.example' }, /^The API named an address without encryption for the next page.*“http:\/\/api\.example”\. The access token goes to api\.example only, and only encrypted\..*Refresh/],
  [{ location: 'http://elsewhere.example' }, /named another host.*“http:\/\/elsewhere\.example”.*only encrypted/],
  [{ location: 'api-eu.example', clouds: ['eu'] }, /“api-eu\.example”.*If your tenant belongs there, choose the cloud “Worldwide, Europe” in Settings\. \[settings\]$/],
  [{ location: 'gov.example', clouds: ['gcc-high', 'dod'] }, /choose the cloud “US Government GCC High” or “US Government DoD” in Settings/],
  [{}, /leads to an unknown host/],
])('a link that is not followed accuses nobody: %j', (details, pattern) => {
  expect(words('foreign-link', details)).toMatch(pattern)
  expect(words('foreign-link', details)).not.toMatch(/tamper|attack/i)
})

it.each<[FailureDetails, RegExp]>([
  [{ location: 'http://login.hotel.example' }, /^api\.example redirected the request to “http:\/\/login\.hotel\.example”, which was refused\. XDR Desk follows no redirects.*captive portal.*Sign in to the network.*Settings has Microsoft's clouds and regions.*\[settings\]$/],
  [{ location: 'api.example' }, /redirected the request to another of its addresses, which was refused/],
  [{ location: 'api-eu.example', clouds: ['eu'] }, /follows no redirects: what it sends is for api\.example alone\. If your tenant belongs there, choose the cloud “Worldwide, Europe” in Settings\. \[settings\]$/],
  [{ location: 'graph.example', clouds: ['worldwide', 'us', 'eu', 'uk', 'gcc'] }, /choose the cloud “Worldwide” in Settings/],
  [{}, /redirected the request to another address, which was refused/],
  [{ host: 'login.example', location: 'hotel.example' }, /^login\.example redirected the request to “hotel\.example”.*Sign in to the network if it asks for it, then try again\. \[\]$/],
])('a redirect names its target: %j', (details, pattern) => {
  expect(words('redirected', details)).toMatch(pattern)
})
