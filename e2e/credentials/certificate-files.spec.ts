/** @file The real runtime reads every supported kind of certificate file, and refuses others with advice. */
import { writeFileSync } from 'node:fs'
import { generate } from 'selfsigned'
import { chosenCertificate, saveButton } from '../harness/user'
import { expect } from '../harness/fixtures'
import { openFileDialog, passphrase, passphraseBox, startCertificate, test } from '../harness/certificate-files'
import { chooseFiles } from '../harness/system/open-dialog'

test('reads every supported kind of file, and explains what to do about others', async ({ cloud, files, launch }) => {
  const { makePfx, openssl, pathOf, read } = files
  makePfx('old.pfx', passphrase, '-legacy')
  makePfx('windows.pfx', passphrase, '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1')
  for (const [name, args] of [['aes.key', ['pkcs8', '-topk8', '-v2', 'aes-256-cbc']], ['traditional.key', ['rsa', '-traditional', '-aes256']]] as const) {
    openssl(...args, '-in', 'app.key', '-out', name, '-passout', `pass:${passphrase}`)
  }
  openssl('req', '-x509', '-newkey', 'rsa:1024', '-nodes', '-keyout', 'short.key', '-out', 'short.crt', '-subj', '/CN=short')
  // Electron's crypto supports only P-256 and Ed25519 of these key types.
  const curves = ['prime256v1', 'secp256k1', 'brainpoolP256r1'].map(curve => [curve, 'EC', '-pkeyopt', `ec_paramgen_curve:${curve}`] as const)
  for (const [name, ...kind] of [...curves, ['pss', 'RSA-PSS'], ['ed', 'ED25519']] as const) {
    openssl('genpkey', '-out', `${name}.key`, '-algorithm', ...kind)
    openssl('req', '-x509', '-key', `${name}.key`, '-out', `${name}.crt`, '-subj', `/CN=${name}`)
  }
  openssl('ec', '-in', 'secp256k1.key', '-out', 'sec1.key')
  openssl('pkcs12', '-export', '-inkey', 'secp256k1.key', '-in', 'secp256k1.crt', '-passout', 'pass:', '-out', 'ec.pfx')
  openssl('req', '-x509', '-key', 'app.key', '-out', 'nameless.crt', '-subj', '/', '-addext', 'subjectAltName=DNS:xdr.example')
  const expired = await generate([{ name: 'commonName', value: 'expired' }], { keySize: 2048, notBeforeDate: new Date('2025-01-01'), notAfterDate: new Date('2026-01-01') })
  writeFileSync(pathOf('expired.pem'), expired.private + expired.cert)
  writeFileSync(pathOf('large.pem'), Buffer.alloc(2_000_000))
  writeFileSync(pathOf('text.pem'), 'no certificate')
  writeFileSync(pathOf('two.pem'), read('app.key') + read('short.key') + read('app.crt'))
  const { page, electron } = await launch()
  await startCertificate(page, cloud)
  for (const names of [['old.pfx'], ['windows.pfx'], ['app.crt', 'aes.key'], ['traditional.key', 'app.crt']]) {
    await chooseFiles(electron, ...names.map(pathOf))
    await openFileDialog(page)
    await passphraseBox(page).fill(passphrase)
    await page.keyboard.press('Enter')
    await expect(chosenCertificate(page)).toContainText(`“${names.join(' + ')}”`)
  }
  await chooseFiles(electron, pathOf('app.key'), pathOf('nameless.crt'))
  await openFileDialog(page)
  await expect(chosenCertificate(page)).toContainText(/Subject\s*none/)
  const refused: readonly (readonly [readonly string[], RegExp])[] = [
    [['app.crt'], /contains no private key.*Choose a PFX or PEM file/],
    [['app.key'], /file contains no certificate.*together/],
    [['short.key', 'short.crt'], /key is too short.*1024\sbits/],
    ...[...curves.map(([name]) => [`${name}.key`, `${name}.crt`]), ['sec1.key', 'secp256k1.crt'], ['ec.pfx']].map(names => [names, /no RSA key.*type EC\./] as const),
    [['pss.key', 'pss.crt'], /no RSA key.*type RSA-PSS\./],
    [['ed.key', 'ed.crt'], /no RSA key.*type Ed25519\./],
    [['app.key', 'short.crt'], /does not match the certificate/],
    [['two.pem'], /2 private keys.*its own file/],
    [['expired.pem'], /certificate expired on 1 Jan 2026.*Get a new certificate/],
    [['large.pem'], /too large for a certificate.*“large\.pem” has 2\.0\sMB/],
    [['text.pem'], /cannot be read.*PEM or PFX/],
    [['gone.pem'], /cannot be opened: the file no longer exists.*“gone\.pem” was moved or deleted \(ENOENT\)/],
  ]
  for (const [names, message] of refused) {
    await chooseFiles(electron, ...names.map(pathOf))
    await openFileDialog(page)
    await expect(page.getByRole('alert')).toHaveText(message)
    await expect(page.getByRole('alert')).not.toContainText(files.folder)
    await expect(chosenCertificate(page)).toHaveCount(0)
  }
  await saveButton(page).click()
  await expect(page.getByText('Choose a certificate file, or create a certificate.')).toBeVisible()
  expect(cloud.requests).toEqual([])
})
