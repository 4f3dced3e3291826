/** @file Builders for tests: runs with default values for every member that a test does not set. */
import type { ListCommands } from '../../list/list-index'
import type { IncidentApi } from '../../microsoft/incident-apis'
import type { RunSource } from './run'
import { anOrigin } from '../../dataset/fixtures'

export const aSource = (api: IncidentApi): RunSource => ({ ...anOrigin(), api })

const nothing = () => undefined

/** An index that a test does not look at. */
export const noIndex: ListCommands = { begin: nothing, add: nothing, end: nothing, replace: nothing, setChanges: nothing, setMarks: nothing, clear: nothing }
