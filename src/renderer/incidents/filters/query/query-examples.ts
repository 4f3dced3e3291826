/** @file Examples of the query language (docs/query.md) for the help beside the search box. */
export const examples: readonly { readonly query: string, readonly meaning: string }[] = [
  { query: 'severity:high status:active', meaning: 'both are true' },
  { query: 'severity:(high,medium)', meaning: 'one of the values' },
  { query: '-status:resolved', meaning: 'not' },
  { query: 'assignee:none', meaning: 'without a value' },
  { query: 'assignee:me', meaning: 'your own' },
  { query: 'device:pc', meaning: 'a part of the name' },
  { query: 'device:=pc-01', meaning: 'the whole name' },
  { query: 'source:"Office 365"', meaning: 'a text with spaces' },
  { query: 'updated:<2d', meaning: 'in the last two days' },
  { query: 'created:>=2026-11-24', meaning: 'on that day or later' },
  { query: 'alerts:>5', meaning: 'a number' },
  { query: 'is:(new,raised)', meaning: 'changed, starred or merged' },
  { query: 'hxxps://evil[.]example', meaning: 'also finds the real address' },
]
