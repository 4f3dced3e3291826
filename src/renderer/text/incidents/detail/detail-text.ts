/** @file The text of an open incident: labels for the values of alerts and entities. SECURITY: unknown values are made safe to show. */
import type { AlertDetail, Entity } from '../../../../shared/contract/detail'
import { entityTypeLabel } from '../../../../shared/vocabulary/entity-labels'
import { classifications, determinations, worstVerdictRank } from '../../../../shared/vocabulary/incident-values'
import { remediationLabel } from '../../../../shared/vocabulary/remediation'
import { detectionSources, services } from '../../../../shared/vocabulary/sources'
import { shownLine, visibleLine } from '../../visible-text'
import { valueText } from '../value-text'

type Labeled = readonly { readonly value: string, readonly label: string }[]
const lookUp = (known: Labeled): (value: string) => string => {
  const labels = new Map(known.map(({ value, label }) => [value, label]))
  return value => labels.get(value) ?? visibleLine(value, 60)
}

export const classificationText = lookUp(classifications)
export const determinationText = lookUp(determinations)

const shortNames: ReadonlyMap<string, string> = new Map([...detectionSources, ...services].map(({ value, short }) => [value, short]))
/** Returns the short name of a service or a detection source; an unknown one as received. */
export const sourceText = (source: string): string => shortNames.get(source) ?? visibleLine(source, 60)

/** Returns the sources of an alert: `Endpoint · Antivirus`; '' if there is none. */
export function alertSourceText({ service, detectionSource }: Pick<AlertDetail, 'service' | 'detectionSource'>): string {
  return [...new Set([service, detectionSource].filter(each => each !== '').map(sourceText))].join(' · ')
}

/** Returns the name of an entity type; an unknown one as received. */
export const typeText = (type: string): string => entityTypeLabel(type) ?? visibleLine(type, 60)

/** Returns the name of an entity on one line. */
export const entityText = ({ label }: Pick<Entity, 'label'>, max = 300): string => shownLine(label, '(not named)', max)

export const verdictsText = (verdicts: readonly string[]): string => verdicts.map(valueText).join(', ')
/** Returns how an entity's remediation stands: `Remediation: active, remediated`; '' if no state says anything. */
export function remediationsText(states: readonly string[]): string {
  const texts = states.filter(state => state !== 'None').map(state => remediationLabel(state)?.toLowerCase() ?? visibleLine(state, 40))
  return texts.length > 0 ? `Remediation: ${texts.join(', ')}` : ''
}

/** Returns a category in words: `Initial access` for `InitialAccess`. */
export function categoryText(category: string): string {
  return /^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/.test(category) ? category.replaceAll(/(?<=[a-z])[A-Z]/g, letter => ` ${letter.toLowerCase()}`) : visibleLine(category, 60)
}

/** Types of entities that an attack is about, the most important first. Other types describe the method. */
const assetTypes: readonly string[] = ['User', 'Device', 'IoTDevice', 'Mailbox', 'ServicePrincipal', 'CloudApplication', 'OAuthApplication', 'AIAgent', 'AzureResource', 'AmazonResource', 'GoogleCloudResource']

/** Returns entities in the order of their importance: assets by their type, then all others. */
export function assetsFirst(entities: readonly Entity[]): readonly Entity[] {
  return [...assetTypes.flatMap(type => entities.filter(entity => entity.type === type)), ...entities.filter(({ type }) => !assetTypes.includes(type))]
}

/** Returns entities with their index, the worst verdicts first. Entities of the same verdict keep their order. */
export function worstFirst(entities: readonly Entity[]): readonly { readonly entity: Entity, readonly index: number }[] {
  return entities.map((entity, index) => ({ entity, index })).sort((a, b) => worstVerdictRank(a.entity) - worstVerdictRank(b.entity))
}

/** Returns the first names of entities, each once, and how many more there are: `pc-01, megan +2`. A user and a mailbox often share theirs. */
export function namesText(entities: readonly Entity[], max: number): string {
  const names = [...new Set(entities.map(entity => entityText(entity, 60)))]
  return names.slice(0, max).join(', ') + (names.length > max ? ` +${names.length - max}` : '')
}
