/** @file The methods that export incidents and verify exported files. */
import type { ExportOutcome, ExportRequest, VerifyOutcome, VerifyTarget } from './export'

export interface ExportMethods {
  /** Writes incidents of the current list to the file or folder that the user chooses in a dialog of the OS. One export at a time. */
  exportIncidents: (request: ExportRequest) => Promise<ExportOutcome>
  /** Stops the export or the check that is running. */
  cancelExport: () => void
  /** Shows the files of the last export in the system's file manager. */
  showExport: () => void
  /** Compares exported files with their manifest. Fails with `manifest-…` if there is none that can be used. */
  verifyExport: (target: VerifyTarget) => Promise<VerifyOutcome>
}
