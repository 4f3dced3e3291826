/** @file Verifies what an app signs in with instead of a secret, as Entra documents it: a JWT signed by a registered certificate. */
import { X509Certificate } from 'node:crypto'
import { decodeProtectedHeader, errors, jwtVerify } from 'jose'

interface Expected {
  /** PEM. */
  readonly certificates: readonly string[]
  readonly clientId: string
  /** The token endpoint that was asked. */
  readonly audience: string
  /** ms since 1970. */
  readonly now: number
}

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

const thumbprint = (certificate: X509Certificate): string => Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url')

/** The AADSTS number to refuse with, or null for an assertion that holds. */
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
