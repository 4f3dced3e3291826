/** @file What people know Microsoft's clouds by. */
import type { CloudKind, TenantCloud } from '../../shared/vocabulary/clouds'

/** Where a tenant lives, within a sentence. */
export const homeNames: Readonly<Record<TenantCloud, string>> = {
  'worldwide': 'the worldwide cloud',
  'gcc': 'the US government\'s cloud GCC',
  'gcc-high': 'the US government\'s cloud GCC High',
  'dod': 'the US government\'s cloud DoD',
  'china': 'the cloud in China, run by 21Vianet',
}

/** Clouds as Microsoft's pages name them, in the order in which they are offered. */
export const cloudNames: Readonly<Record<CloudKind, string>> = {
  'worldwide': 'Worldwide',
  'us': 'Worldwide, United States',
  'eu': 'Worldwide, Europe',
  'uk': 'Worldwide, United Kingdom',
  'gcc': 'US Government GCC',
  'gcc-high': 'US Government GCC High',
  'dod': 'US Government DoD',
}

export const cloudKinds = Object.keys(cloudNames) as readonly CloudKind[]
