/** @file Builders for tests: runs with plain values for everything that a test does not name. */
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { RunSource } from './run'
import { anOrigin } from '../../dataset/fixtures'

export const aSource = (api: IncidentApi): RunSource => ({ ...anOrigin(), api })
