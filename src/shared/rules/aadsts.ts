/**
 * @file The one table from the numbers of Entra's refusals to the failures they are. Numbers and meanings are from Microsoft's page
 * reference-error-codes; the words for each failure are in `renderer/text/failures/messages-sign-in.ts`.
 */
import type { ErrorCode } from '../contract/failure'

const numbersOf = {
  'secret-invalid': [7000215, 70002],
  'secret-expired': [7000222],
  'credential-missing': [7000218, 7000216],
  'certificate-unknown': [700027],
  'certificate-rejected': [700030, 50012],
  'certificate-expired': [1000502],
  'certificate-clock': [700024],
  'public-client': [700025],
  'client-not-found': [700016],
  'not-installed': [7000229],
  'app-disabled': [7000112],
  'tenant-not-found': [90002],
  'tenant-malformed': [900023, 900021],
  'wrong-cloud': [90038, 900382, 900432],
  'resource-not-found': [500011, 50001],
  'resource-not-subscribed': [650052, 500014],
  'permission-not-listed': [650057],
  'scope-invalid': [70011, 1002012],
  'consent-missing': [65001, 90094],
  'conditional-access': [53003, 530032, 530031],
  'request-loop': [50196],
  'entra-unavailable': [90033, 90006, 90024],
  'throttled': [90055],
} as const satisfies Partial<Record<ErrorCode, readonly number[]>>

/** Every number that is known, with its failure. */
export const aadstsCodes: ReadonlyMap<number, ErrorCode> = new Map(
  Object.entries(numbersOf).flatMap(([code, numbers]) => numbers.map(number => [number, code as keyof typeof numbersOf] as const)),
)
