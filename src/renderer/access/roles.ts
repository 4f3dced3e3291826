/** @file What application roles allow, as far as this app and its users care. */

const meanings: ReadonlyMap<string, string> = new Map(Object.entries({
  'Incident.Read.All': 'Reads all incidents and alerts. This is all that XDR Desk needs.',
  'Incident.ReadWrite.All': 'Reads and changes all incidents and alerts. XDR Desk only reads.',
  'AdvancedHunting.Read.All': 'Runs advanced hunting queries. XDR Desk does not use it.',
  'CustomDetections.ReadWrite.All': 'Reads and changes custom detection rules. XDR Desk does not use it.',
  'SecurityIncident.Read.All': 'Reads incidents through Microsoft Graph. It does not open the Defender XDR API.',
  'SecurityIncident.ReadWrite.All': 'Reads and changes incidents through Microsoft Graph. It does not open the Defender XDR API.',
  'SecurityAlert.ReadWrite.All': 'Reads and changes alerts through Microsoft Graph. It does not open the Defender XDR API.',
  'SecurityAlert.Read.All': 'Reads alerts through Microsoft Graph. It does not open the Defender XDR API.',
  'ThreatHunting.Read.All': 'Runs hunting queries through Microsoft Graph. XDR Desk does not use it.',
}))

/** What a role allows. */
export function roleMeaning(role: string): string {
  return meanings.get(role) ?? 'A role that XDR Desk does not know and does not use.'
}
