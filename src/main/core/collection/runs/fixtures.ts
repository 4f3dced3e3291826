/** @file Builders for tests: runs with default values for every member that a test does not set. */
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { RunSource } from './run'
import { anOrigin } from '../../dataset/fixtures'

export const aSource = (api: IncidentApi): RunSource => ({ ...anOrigin(), api })
