/**
 * @file The services that raise alerts, and what detected them, as data. The Defender XDR API documents neither list; its spellings are from captured
 * responses, or else Graph's with a capital letter. Labels are those of the Defender portal. Sources:
 * learn.microsoft.com/en-us/graph/api/resources/security-detectionsource and …/enums-security (`serviceSource`). Both lists grow, so unknown values
 * are valid.
 */
import type { KnownValue } from './known-values'
import { createCanonical } from './known-values'

/** `short`: the label where the user knows that a source is meant. */
export interface KnownSource extends KnownValue {
  readonly short: string
}

export const services = [
  { value: 'MicrosoftDefenderForEndpoint', graph: 'microsoftDefenderForEndpoint', label: 'Microsoft Defender for Endpoint', short: 'Endpoint', also: ['MicrosoftDefenderATP'] },
  { value: 'MicrosoftDefenderForIdentity', graph: 'microsoftDefenderForIdentity', label: 'Microsoft Defender for Identity', short: 'Identity' },
  {
    value: 'MicrosoftDefenderForCloudApps', graph: 'microsoftDefenderForCloudApps', label: 'Microsoft Defender for Cloud Apps', short: 'Cloud Apps', also: ['MicrosoftCloudAppSecurity'],
  },
  { value: 'MicrosoftDefenderForOffice365', graph: 'microsoftDefenderForOffice365', label: 'Microsoft Defender for Office 365', short: 'Office 365', also: ['OfficeATP'] },
  { value: 'Microsoft365Defender', graph: 'microsoft365Defender', label: 'Microsoft Defender XDR', short: 'Defender XDR' },
  { value: 'AADIdentityProtection', graph: 'azureAdIdentityProtection', label: 'Microsoft Entra ID Protection', short: 'Entra ID Protection' },
  { value: 'MicrosoftApplicationProtection', graph: 'microsoftAppGovernance', label: 'App governance', short: 'App governance' },
  { value: 'DataLossPrevention', graph: 'dataLossPrevention', label: 'Microsoft Data Loss Prevention', short: 'DLP' },
  { value: 'MicrosoftDefenderForCloud', graph: 'microsoftDefenderForCloud', label: 'Microsoft Defender for Cloud', short: 'Cloud' },
  { value: 'MicrosoftSentinel', graph: 'microsoftSentinel', label: 'Microsoft Sentinel', short: 'Sentinel' },
  { value: 'MicrosoftInsiderRiskManagement', graph: 'microsoftInsiderRiskManagement', label: 'Microsoft Purview Insider Risk Management', short: 'Insider risk' },
  { value: 'MicrosoftThreatIntelligence', graph: 'microsoftThreatIntelligence', label: 'Microsoft Threat Intelligence', short: 'Threat intelligence' },
  { value: 'MicrosoftSecurityForAI', graph: 'microsoftSecurityForAI', label: 'Microsoft Security for AI', short: 'Security for AI' },
] as const satisfies readonly KnownSource[]

/** A detection source that is a service as a whole has the service's value, so that an incident counts once for both. */
export const detectionSources = [
  // An alert of Defender for Endpoint can be detected by its sensor, its antivirus and others: its sensor is EDR in the portal.
  { value: 'WindowsDefenderAtp', graph: 'microsoftDefenderForEndpoint', label: 'EDR', short: 'EDR' },
  { value: 'WindowsDefenderAv', graph: 'antivirus', label: 'Antivirus', short: 'Antivirus' },
  { value: 'SmartScreen', graph: 'smartScreen', label: 'SmartScreen', short: 'SmartScreen' },
  { value: 'CustomerTI', graph: 'customTi', label: 'Custom TI', short: 'Custom TI' },
  { value: 'CustomDetection', graph: 'customDetection', label: 'Custom detection', short: 'Custom detection' },
  { value: 'AutomatedInvestigation', graph: 'automatedInvestigation', label: 'Automated investigation', short: 'Automated investigation' },
  { value: 'MicrosoftThreatExperts', graph: 'microsoftThreatExperts', label: 'Microsoft Threat Experts', short: 'Threat Experts' },
  { value: 'Manual', graph: 'manual', label: 'Manual', short: 'Manual' },
  { value: 'MicrosoftDefenderForOffice365', graph: 'microsoftDefenderForOffice365', label: 'Microsoft Defender for Office 365', short: 'Office 365', also: ['OfficeATP'] },
  { value: 'MicrosoftDefenderForIdentity', graph: 'microsoftDefenderForIdentity', label: 'Microsoft Defender for Identity', short: 'Identity' },
  { value: 'MicrosoftDefenderForCloudApps', graph: 'cloudAppSecurity', label: 'Microsoft Defender for Cloud Apps', short: 'Cloud Apps', also: ['MCAS'] },
  { value: 'Microsoft365Defender', graph: 'microsoft365Defender', label: 'Microsoft Defender XDR', short: 'Defender XDR' },
  { value: 'AADIdentityProtection', graph: 'azureAdIdentityProtection', label: 'Microsoft Entra ID Protection', short: 'Entra ID Protection', also: ['AAD'] },
  { value: 'DataLossPrevention', graph: 'microsoftDataLossPrevention', label: 'Microsoft Data Loss Prevention', short: 'DLP' },
  { value: 'AppGPolicy', graph: 'appGovernancePolicy', label: 'App governance policy', short: 'App governance policy' },
  { value: 'AppGovernanceDetection', graph: 'appGovernanceDetection', label: 'App governance detection', short: 'App governance detection' },
  { value: 'MicrosoftDefenderForCloud', graph: 'microsoftDefenderForCloud', label: 'Microsoft Defender for Cloud', short: 'Cloud' },
  { value: 'MicrosoftDefenderForIoT', graph: 'microsoftDefenderForIoT', label: 'Microsoft Defender for IoT', short: 'IoT' },
  { value: 'MicrosoftDefenderForServers', graph: 'microsoftDefenderForServers', label: 'Microsoft Defender for Servers', short: 'Servers' },
  { value: 'MicrosoftDefenderForStorage', graph: 'microsoftDefenderForStorage', label: 'Microsoft Defender for Storage', short: 'Storage' },
  { value: 'MicrosoftDefenderForDNS', graph: 'microsoftDefenderForDNS', label: 'Microsoft Defender for DNS', short: 'DNS' },
  { value: 'MicrosoftDefenderForDatabases', graph: 'microsoftDefenderForDatabases', label: 'Microsoft Defender for Databases', short: 'Databases', also: ['DefenderForDatabases'] },
  { value: 'MicrosoftDefenderForContainers', graph: 'microsoftDefenderForContainers', label: 'Microsoft Defender for Containers', short: 'Containers' },
  { value: 'MicrosoftDefenderForNetwork', graph: 'microsoftDefenderForNetwork', label: 'Microsoft Defender for Network', short: 'Network' },
  { value: 'MicrosoftDefenderForAppService', graph: 'microsoftDefenderForAppService', label: 'Microsoft Defender for App Service', short: 'App Service' },
  { value: 'MicrosoftDefenderForKeyVault', graph: 'microsoftDefenderForKeyVault', label: 'Microsoft Defender for Key Vault', short: 'Key Vault' },
  { value: 'MicrosoftDefenderForResourceManager', graph: 'microsoftDefenderForResourceManager', label: 'Microsoft Defender for Resource Manager', short: 'Resource Manager' },
  { value: 'MicrosoftDefenderForApiManagement', graph: 'microsoftDefenderForApiManagement', label: 'Microsoft Defender for API Management', short: 'API Management' },
  { value: 'MicrosoftDefenderForAIServices', graph: 'microsoftDefenderForAIServices', label: 'Microsoft Defender for AI Services', short: 'AI Services' },
  { value: 'MicrosoftSentinel', graph: 'microsoftSentinel', label: 'Microsoft Sentinel', short: 'Sentinel' },
  { value: 'NrtAlerts', graph: 'nrtAlerts', label: 'Sentinel NRT alerts', short: 'NRT alerts' },
  { value: 'ScheduledAlerts', graph: 'scheduledAlerts', label: 'Sentinel scheduled alerts', short: 'Scheduled alerts' },
  {
    value: 'MicrosoftDefenderThreatIntelligenceAnalytics', graph: 'microsoftDefenderThreatIntelligenceAnalytics', label: 'Sentinel threat intelligence alerts', short: 'Threat intelligence alerts',
  },
  { value: 'BuiltInMl', graph: 'builtInMl', label: 'Sentinel built-in ML', short: 'Built-in ML' },
  { value: 'MicrosoftInsiderRiskManagement', graph: 'microsoftInsiderRiskManagement', label: 'Microsoft Purview Insider Risk Management', short: 'Insider risk' },
  { value: 'MicrosoftThreatIntelligence', graph: 'microsoftThreatIntelligence', label: 'Microsoft Threat Intelligence', short: 'Threat intelligence' },
  { value: 'SecurityCopilot', graph: 'securityCopilot', label: 'Security Copilot', short: 'Security Copilot' },
] as const satisfies readonly KnownSource[]

/** Each of these functions converts a value from either API to the app's spelling. */
export const canonicalService = createCanonical(services)
export const canonicalDetectionSource = createCanonical(detectionSources)
