/** @file The expected content of an export, from the stand-in's own bytes and without a parser. */
import type { Buffer } from 'node:buffer'
import type { Cloud } from '../cloud/start-cloud'
import { readFileSync } from 'node:fs'
import { expect } from '@playwright/test'

/** Returns the file for incidents with these bytes, as Latin-1 text: one character per byte. */
export function exportOf(incidents: readonly Buffer[]): string {
  return `[${incidents.map(bytes => bytes.toString('latin1')).join(',\n')}]\n`
}

/** Expects the file to contain the whole tenant byte for byte, as the Defender XDR API sends it. */
export function expectWholeExport(file: string, { tenant }: Pick<Cloud, 'tenant'>): void {
  expect(readFileSync(file, 'latin1')).toBe(exportOf(tenant.incidents.map(({ bytes }) => bytes)))
}
