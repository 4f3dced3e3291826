/** @file Verifies client assertions as Entra documents them: a JWT signed with a registered certificate, sent instead of a client secret. */
import { X509Certificate } from 'node:crypto'
import { decodeProtectedHeader, errors, jwtVerify } from 'jose'

interface Expected {
  /** PEM. */
  readonly certificates: readonly string[]
  readonly clientId: string
  /** The URL of the requested token endpoint. */
  readonly audience: string
  /** ms since 1970. */
  readonly now: number
}

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

const thumbprint = (certificate: X509Certificate): string => Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url')

/** Returns the AADSTS number to refuse an assertion with, or null if it is valid. */
export async function assertionProblem(assertion: string, { certificates, clientId, audience, now }: Expected): Promise<number | null> {
  try {
    const named = decodeProtectedHeader(assertion)['x5t#S256']
    const certificate = certificates.map(pem => new X509Certificate(pem)).find(each => thumbprint(each) === named)
    if (!certificate || Date.parse(certificate.validTo) < now) return 700027
    const { payload } = await jwtVerify(assertion, certificate.publicKey, {
      algorithms: ['PS256'],
      audience,
      issuer: clientId,
      subject: clientId,
      requiredClaims: ['exp', 'nbf', 'jti'],
      currentDate: new Date(now),
      clockTolerance: 300,
    })
    return payload.jti ? null : 700027
  } catch (error) {
    const isTime = error instanceof errors.JWTExpired || (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf' && error.reason === 'check_failed')
    return isTime ? 700024 : 700027
  }
}
