/** @file Which API is asked, and where. */

/** Where a tenant lives, as its public configuration says. */
export type TenantCloud = 'worldwide' | 'gcc' | 'gcc-high' | 'dod' | 'china'

/** Which of Microsoft's APIs lists the incidents. */
export type ApiKind = 'defender-xdr' | 'microsoft-graph'

/** Where the tenant lives. `us`, `eu` and `uk` are regions of the worldwide cloud whose API is asked by its regional host. */
export type CloudKind = 'worldwide' | 'us' | 'eu' | 'uk' | 'gcc' | 'gcc-high' | 'dod'
