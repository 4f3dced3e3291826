/** @file The parts of each kind of ordinary incident. */
import type { AlertKind, Device, Entity, Judgment, Person } from '../model'
import type { Random } from '../random'

/** The events of one incident. */
export interface Scene {
  /** Ends the incident's name, for example `involving one user`. */
  readonly subject: string
  readonly people: readonly Person[]
  readonly devices: readonly Device[]
  readonly entities: readonly Entity[]
}

export interface IncidentKind {
  readonly alert: AlertKind
  /** How many incidents of the tenant are of this kind. */
  readonly count: number
  readonly scene: (random: Random) => Scene
  /** How analysts judge incidents of this kind, or the service if it resolves them by itself. */
  readonly outcomes: readonly Judgment[]
  /** Whether the service resolves these incidents without an analyst. */
  readonly isAutomatic: boolean
}

const judgment = (classification: Judgment['classification']) => (determination: string, comment: string): Judgment => ({ classification, determination, comment })
export const truePositive = judgment('TruePositive')
export const expected = judgment('InformationalExpectedActivity')
export const falsePositive = judgment('FalsePositive')

export const oneUser = 'involving one user'
export const oneEndpoint = 'on one endpoint'
