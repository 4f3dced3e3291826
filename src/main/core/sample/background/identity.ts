/** @file Incidents of Entra ID Protection and Defender for Identity. */
import type { AlertKind, Person } from '../model'
import type { Random } from '../random'
import type { IncidentKind, Scene } from './kind'
import { addresses, computerOf, serviceAccounts, servers, staff } from '../contoso'
import { ip, suspect, user } from '../entities'
import { expected, falsePositive, oneUser, truePositive } from './kind'

type Facts = Omit<AlertKind, 'title' | 'service' | 'detection' | 'family'>
const entra = (title: string, facts: Facts): AlertKind => ({ title, service: 'AADIdentityProtection', detection: 'AAD', family: null, ...facts })
const directory = (title: string, facts: Facts): AlertKind =>
  ({ title, service: 'MicrosoftDefenderForIdentity', detection: 'MicrosoftDefenderForIdentity', family: null, ...facts })

/** People who travel or work from home, so that their names recur. */
const travelers: readonly Person[] = staff.slice(4, 12)

const signIn = (places: readonly string[]) => (random: Random): Scene => {
  const person = random.pick(travelers)
  return { subject: oneUser, people: [person], devices: [], entities: [suspect(person), ip(random.pick(places))] }
}

const onServer = (account: Person, server: (typeof servers)[keyof typeof servers], address: string = server.ip) => (): Scene =>
  ({ subject: oneUser, people: [account], devices: [server, servers.domainController], entities: [suspect(account), ip(address)] })

function guessed(random: Random): Scene {
  const person = random.pick(staff)
  return { subject: oneUser, people: [person], devices: [servers.domainController, computerOf(person)], entities: [user(person), ip(computerOf(person).ip)] }
}

const entraKinds: readonly IncidentKind[] = [
  {
    count: 12, scene: signIn([addresses.hotel, addresses.mobile, addresses.contractor]), isAutomatic: false,
    alert: entra('Unfamiliar sign-in properties', {
      severity: 'Low', category: 'InitialAccess', techniques: ['T1078.004'],
      description: 'A sign-in had properties that the user\'s earlier sign-ins did not have.', actions: 'Confirm the sign-in with the user.',
    }),
    outcomes: [expected('ConfirmedActivity', 'User is at a customer site until Friday.'), falsePositive('Clean', 'New phone, confirmed by the user.')],
  },
  {
    count: 6, scene: signIn([addresses.hotel, addresses.mobile]), isAutomatic: false,
    alert: entra('Atypical travel', {
      severity: 'Low', category: 'InitialAccess', techniques: ['T1078.004'],
      description: 'Two sign-ins came from places that are too far apart for the time between them.', actions: 'Confirm the travel with the user.',
    }),
    outcomes: [expected('ConfirmedActivity', 'Company VPN exit changed during the flight.')],
  },
  {
    count: 5, scene: signIn([addresses.intruder, addresses.vpn]), isAutomatic: false,
    alert: entra('Anonymous IP address', {
      severity: 'Medium', category: 'InitialAccess', techniques: ['T1078.004', 'T1090.003'],
      description: 'A sign-in came from an anonymous IP address.', actions: 'Confirm the sign-in with the user. Require a password change if they deny it.',
    }),
    outcomes: [expected('ConfirmedActivity', 'Private VPN, user was told to switch it off.'), truePositive('CompromisedAccount', 'User denies the sign-in. Sessions revoked, password reset.')],
  },
  {
    count: 1, scene: signIn([addresses.vpn]), isAutomatic: false,
    alert: entra('Leaked credentials', {
      severity: 'High', category: 'CredentialAccess', techniques: ['T1589.001'],
      description: 'The user\'s valid credentials were found in a public leak.', actions: 'Reset the password and revoke all sessions.',
    }),
    outcomes: [truePositive('CompromisedAccount', 'Password reused at a breached shop. Reset, sessions revoked.')],
  },
]

const directoryKinds: readonly IncidentKind[] = [
  {
    count: 3, scene: onServer(serviceAccounts.scanner, servers.scanner), isAutomatic: false,
    alert: directory('Account enumeration reconnaissance', {
      severity: 'Medium', category: 'Discovery', techniques: ['T1087.002'],
      description: 'An account asked the domain controller for many names that do not exist.', actions: 'Find out whether the account is used for scans.',
    }),
    outcomes: [expected('SecurityTesting', 'Vulnerability scan, svc-scan is listed as a scanner.')],
  },
  {
    count: 4, scene: guessed, isAutomatic: false,
    alert: directory('Suspected brute-force attack (Kerberos, NTLM)', {
      severity: 'Medium', category: 'CredentialAccess', techniques: ['T1110.001'],
      description: 'Many sign-ins to one account failed within a short time.', actions: 'Check the source device for saved, outdated credentials.',
    }),
    outcomes: [falsePositive('Clean', 'Old password saved in a mapped drive after yesterday\'s change.')],
  },
  {
    count: 3, scene: onServer(serviceAccounts.sql, servers.database), isAutomatic: false,
    alert: directory('Unusual number of failed sign-ins of a service account', {
      severity: 'Low', category: 'CredentialAccess', techniques: ['T1110'],
      description: 'A service account failed to sign in more often than usual.', actions: 'Check when its password was changed.',
    }),
    outcomes: [expected('LineOfBusinessApplication', 'Password rotation, one job was not updated.')],
  },
  {
    count: 1, scene: onServer(serviceAccounts.adSync, servers.sync), isAutomatic: false,
    alert: directory('Suspected DCSync attack (replication of directory services)', {
      severity: 'High', category: 'CredentialAccess', techniques: ['T1003.006'],
      description: 'A server that is not a domain controller asked for the replication of directory data.', actions: 'Confirm that the server synchronizes the directory.',
    }),
    outcomes: [expected('ConfirmedActivity', 'srv-sync-02 is the new Entra Connect server, change CHG-4465. Exclusion requested.')],
  },
]

export const identityKinds: readonly IncidentKind[] = [...entraKinds, ...directoryKinds]
