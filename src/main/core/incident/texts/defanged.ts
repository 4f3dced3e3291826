/** @file Defangs the names of entities, so that no program turns them into links. */
import type { Entity } from '../../../../shared/contract/detail'
import { defang } from '../../../../shared/query/defang'

/** Types whose name is an address. Accounts and devices of the organization stay readable. */
const addresses: ReadonlySet<string> = new Set(['Ip', 'Url', 'Dns', 'NetworkConnection', 'BlobContainer', 'Blob', 'ContainerRegistry'])

/** An address inside another text, such as a command line. */
const link = /(?:https?|ftps?):\/\/[^\s"'<>|]+/gi

/** Returns a text with the addresses in it defanged. */
export const defangedText = (text: string): string => text.replace(link, defang)

/** Returns the name of an entity, defanged. */
export const defangedName = ({ type, label }: Pick<Entity, 'type' | 'label'>): string => addresses.has(type) ? defang(label) : defangedText(label)
