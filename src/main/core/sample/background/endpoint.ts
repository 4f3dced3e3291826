/** @file Incidents of Defender for Endpoint. */
import type { AlertKind, FileFacts } from '../model'
import type { Random } from '../random'
import type { IncidentKind, Scene } from './kind'
import { computerOf, file, serviceAccounts, servers, staff } from '../contoso'
import { blockedFile, blockedUrl, hostileIp, powershell, process, scheduler, started, user } from '../entities'
import { expected, falsePositive, oneEndpoint, truePositive } from './kind'

const kind = (title: string, detection: string, facts: Omit<AlertKind, 'title' | 'service' | 'detection' | 'family'> & { readonly family?: string }): AlertKind =>
  ({ title, service: 'MicrosoftDefenderForEndpoint', detection, family: null, ...facts })

const downloads = (alias: string) => `C:\\Users\\${alias}\\Downloads`
const installers = ['pdf-merge-setup.exe', 'free-video-converter.exe', 'driver-updater.exe'].map(name => file(name, '', 2_311_168))
const loader = file('Statement viewer.exe', '', 512_000)
const eicar = file('eicar.com', 'C:\\Temp', 68)
const remoteTool = file('QuickAssistPro.exe', 'C:\\ProgramData\\QuickAssistPro', 8_912_896)

const inDownloads = (facts: FileFacts, alias: string): FileFacts => ({ ...facts, folder: downloads(alias) })

function prevented(random: Random, facts: FileFacts): Scene {
  const person = random.pick(staff)
  const device = computerOf(person)
  return { subject: oneEndpoint, people: [person], devices: [device], entities: [blockedFile(inDownloads(facts, person.alias), device), user(person)] }
}

function testFile(): Scene {
  const { scanner } = servers
  return { subject: oneEndpoint, people: [serviceAccounts.scanner], devices: [scanner], entities: [blockedFile(eicar, scanner), user(serviceAccounts.scanner)] }
}

function script(random: Random): Scene {
  const person = random.pick(staff)
  const device = computerOf(person)
  const command = `powershell.exe -NoProfile -ExecutionPolicy Bypass -File ${downloads(person.alias)}\\collect-inventory.ps1`
  return { subject: oneEndpoint, people: [person], devices: [device], entities: [process(started(random, powershell, command, person), device), user(person)] }
}

function task(random: Random): Scene {
  const device = random.pick([servers.build, servers.files])
  const command = 'schtasks.exe /create /tn "Contoso\\Nightly copy" /tr D:\\Jobs\\copy.cmd /sc daily /st 02:00'
  return { subject: oneEndpoint, people: [device.user], devices: [device], entities: [process(started(random, scheduler, command, device.user, 'cmd.exe'), device), user(device.user)] }
}

function indicator(random: Random): Scene {
  const person = random.pick(staff)
  const address = random.pick(['198.51.100.61', '203.0.113.120'])
  return { subject: oneEndpoint, people: [person], devices: [computerOf(person)], entities: [hostileIp(address), user(person)] }
}

function website(random: Random): Scene {
  const person = random.pick(staff)
  const address = random.pick(['https://mail-quota.example/login', 'https://free-streams.example/', 'https://parcel-desk.example/t/7714'])
  return { subject: oneEndpoint, people: [person], devices: [computerOf(person)], entities: [blockedUrl(address), user(person)] }
}

function remote(random: Random): Scene {
  const person = random.pick(staff)
  const device = computerOf(person)
  return { subject: oneEndpoint, people: [person], devices: [device], entities: [process(started(random, remoteTool, `"${remoteTool.folder}\\${remoteTool.name}" --unattended`, person), device), user(person)] }
}

const protection: readonly IncidentKind[] = [
  {
    count: 14, scene: random => prevented(random, random.pick(installers)), isAutomatic: true,
    alert: kind('\'OfferCore\' unwanted software was prevented', 'WindowsDefenderAv', {
      severity: 'Informational', category: 'UnwantedSoftware', techniques: ['T1204.002'], family: 'OfferCore',
      description: 'Potentially unwanted software was found in a download and blocked.', actions: 'Remind the user of the software catalog.',
    }),
    outcomes: [truePositive('UnwantedSoftware', 'Automated investigation: file quarantined before it ran.')],
  },
  {
    count: 5, scene: random => prevented(random, loader), isAutomatic: true,
    alert: kind('\'Wacatac\' malware was prevented', 'WindowsDefenderAv', {
      severity: 'Low', category: 'Malware', techniques: ['T1204.002'], family: 'Wacatac',
      description: 'Malware was found in a download and blocked before it ran.', actions: 'Find out where the file came from.',
    }),
    outcomes: [truePositive('Malware', 'Automated investigation: file quarantined before it ran.')],
  },
  {
    count: 2, scene: testFile, isAutomatic: false,
    alert: kind('\'EICAR_Test_File\' malware was prevented', 'WindowsDefenderAv', {
      severity: 'Informational', category: 'Malware', techniques: ['T1204.002'], family: 'EICAR_Test_File',
      description: 'The test file for antivirus software was found and blocked.', actions: 'Confirm that the test was planned.',
    }),
    outcomes: [expected('SecurityTesting', 'Monthly scanner test, change CHG-4471.')],
  },
  {
    count: 6, scene: website, isAutomatic: true,
    alert: kind('Connection to a malicious website was blocked', 'SmartScreen', {
      severity: 'Informational', category: 'InitialAccess', techniques: ['T1566.002'],
      description: 'A user tried to open a website with a bad reputation. The connection was blocked.', actions: 'No action needed unless it recurs.',
    }),
    outcomes: [truePositive('Phishing', 'Automated investigation: connection blocked, nothing downloaded.')],
  },
]

export const endpointKinds: readonly IncidentKind[] = [
  ...protection,
  {
    count: 6, scene: script, isAutomatic: false,
    alert: kind('Suspicious PowerShell command line', 'WindowsDefenderAtp', {
      severity: 'Medium', category: 'Execution', techniques: ['T1059.001'],
      description: 'A PowerShell script ran with options that attackers use to avoid restrictions.', actions: 'Read the script. Ask the user for its origin.',
    }),
    outcomes: [expected('LineOfBusinessApplication', 'Inventory script of the IT team. Signing requested.'), falsePositive('Clean', 'Vendor support session, script reviewed.')],
  },
  {
    count: 4, scene: task, isAutomatic: false,
    alert: kind('Suspicious scheduled task', 'WindowsDefenderAtp', {
      severity: 'Low', category: 'Persistence', techniques: ['T1053.005'],
      description: 'A scheduled task was created on a server outside of the deployment system.', actions: 'Compare the task with the change calendar.',
    }),
    outcomes: [expected('LineOfBusinessApplication', 'Backup job, owner confirmed.')],
  },
  {
    count: 7, scene: indicator, isAutomatic: false,
    alert: kind('Connection to a custom network indicator', 'CustomerTI', {
      severity: 'Low', category: 'CommandAndControl', techniques: ['T1071.001'],
      description: 'A device connected to an address on the list of custom indicators. The connection was blocked.', actions: 'Check which process connected.',
    }),
    outcomes: [truePositive('Phishing', 'Browser, link from the mailbox quota campaign. Blocked.'), falsePositive('Clean', 'Link preview in Outlook, no user activity.')],
  },
  {
    count: 3, scene: remote, isAutomatic: false,
    alert: kind('Suspicious use of remote management software', 'WindowsDefenderAtp', {
      severity: 'Medium', category: 'CommandAndControl', techniques: ['T1219'],
      description: 'Remote management software that Contoso does not use was started.', actions: 'Call the user. Isolate the device if nobody asked for support.',
    }),
    outcomes: [truePositive('UnwantedSoftware', 'User installed it for a private call. Removed.')],
  },
]
