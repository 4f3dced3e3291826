/**
 * @file The people, devices and addresses of Contoso. Addresses and domains are reserved for documentation (RFC 5737, RFC 2606); contoso.com is Microsoft's
 * own example.
 */
import type { Device, FileFacts, Person } from './model'
import { createRandom } from './random'

export const tenantId = '7c1d5e20-4b6a-4f3e-9a51-0c0de5a3b1e7'
export const domain = 'contoso.com'

export const mailOf = ({ alias }: Person): string => `${alias}@${domain}`

/** The IDs of people, devices and files are generated once, so that they are the same in every incident. */
const random = createRandom(20_261_127)

const person = (name: string, department: string, alias = name.toLowerCase().replace(' ', '.'), isVip = false): Person => ({
  alias, name, department, isVip, sid: `S-1-5-21-1004336348-1177238915-682003330-${1100 + random.int(1, 8000)}`, objectId: random.guid(),
})
const vip = (name: string, department: string): Person => person(name, department, undefined, true)
const service = (alias: string): Person => person(alias, 'Service account', alias)

/** The analysts' sign-in names, as the portal assigns incidents. */
export const analysts = { megan: `megan.bowen@${domain}`, nestor: `nestor.wilke@${domain}`, lynne: `lynne.robbins@${domain}` } as const

/** The people that the intrusion concerns. */
export const adele = person('Adele Vance', 'Finance')
export const patti = vip('Patti Fernandez', 'Finance')
export const lee = person('Lee Gu', 'Finance')
export const finance = person('Finance', 'Shared mailbox', 'finance')

export const staff: readonly Person[] = [
  adele, patti, lee, vip('Miriam Graham', 'Executive office'), person('Alex Wilber', 'Marketing'), person('Allan Deyoung', 'IT'), person('Christie Cline', 'Sales'),
  person('Debra Berger', 'Human resources'), person('Diego Siciliani', 'Engineering'), person('Emily Braun', 'Sales'), person('Enrico Cattaneo', 'Legal'),
  person('Grady Archie', 'Engineering'), person('Henrietta Mueller', 'Engineering'), person('Irvin Sayers', 'Operations'), person('Isaiah Langer', 'Sales'),
  person('Johanna Lorenz', 'Operations'), person('Joni Sherman', 'Legal'), person('Lidia Holloway', 'Engineering'), person('Pradeep Gupta', 'IT'), person('Raul Razo', 'Sales'),
]

export const serviceAccounts = { adSync: service('svc-adsync'), backup: service('svc-backup'), scanner: service('svc-scan'), sql: service('svc-sql'), deploy: service('svc-deploy') } as const

export const administrator = person('Break glass', 'IT', 'breakglass-01')

function device(host: string, platform: string, user: Person, index: number, isCritical = false): Device {
  const version = platform === 'Windows11' ? '23H2' : platform === 'Windows10' ? '22H2' : '21H2'
  const build = platform === 'Windows11' ? 22_631 : platform === 'Windows10' ? 19_045 : 20_348
  return { name: `${host}.${domain}`, platform, version, build, id: random.hex(40), entraId: random.guid(), isCritical, ip: `192.0.2.${20 + index}`, user }
}

const departments: Readonly<Record<string, string>> = {
  'Finance': 'fin', 'Executive office': 'exe', 'Marketing': 'mkt', 'IT': 'it', 'Sales': 'sal', 'Human resources': 'hr', 'Engineering': 'eng', 'Legal': 'leg', 'Operations': 'ops',
}

const computers = new Map(staff.map((user, index) =>
  [user.alias, device(`lap-${departments[user.department] ?? 'gen'}-${String(101 + index)}`, index % 4 === 3 ? 'Windows10' : 'Windows11', user, index)]))

export const servers = {
  domainController: device('dc-01', 'WindowsServer2022', serviceAccounts.adSync, 40, true),
  sync: device('srv-sync-02', 'WindowsServer2022', serviceAccounts.adSync, 41, true),
  files: device('srv-file-01', 'WindowsServer2022', serviceAccounts.backup, 42),
  database: device('srv-sql-02', 'WindowsServer2022', serviceAccounts.sql, 43, true),
  scanner: device('srv-scan-01', 'WindowsServer2022', serviceAccounts.scanner, 44),
  build: device('srv-build-03', 'WindowsServer2022', serviceAccounts.deploy, 45),
} as const

/** Returns a person's computer. */
export function computerOf({ alias }: Person): Device {
  const found = computers.get(alias)
  if (!found) throw new RangeError(`${alias} has no computer`)
  return found
}

/** Creates the facts of a file with made-up hashes. */
export const file = (name: string, folder: string, bytes = 4096): FileFacts => ({ name, folder, sha1: random.hex(40), sha256: random.hex(64), bytes })

/** Addresses outside Contoso. The first two belong to the intruder. */
export const addresses = { spray: '198.51.100.23', intruder: '203.0.113.7', hotel: '203.0.113.88', vpn: '198.51.100.140', mobile: '203.0.113.151', contractor: '198.51.100.77', office: '192.0.2.10' } as const

const countries: ReadonlyMap<string, string> = new Map([[addresses.spray, 'NL'], [addresses.intruder, 'NL'], [addresses.hotel, 'ES'], [addresses.mobile, 'PT'], [addresses.contractor, 'PL']])

/** Returns the country to which the service maps an address. */
export const countryOf = (address: string): string => countries.get(address) ?? 'US'
