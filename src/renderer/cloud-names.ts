/** @file What people know Microsoft's clouds by. */
import type { TenantCloud } from '../shared/connection'

export const cloudNames: Readonly<Record<TenantCloud, string>> = {
  'worldwide': 'the worldwide cloud',
  'gcc': 'the US government\'s cloud GCC',
  'gcc-high': 'the US government\'s cloud GCC High',
  'dod': 'the US government\'s cloud DoD',
  'china': 'the cloud in China, run by 21Vianet',
}
