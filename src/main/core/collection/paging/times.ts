/** @file Writes times for `$filter`. */

/** Returns a time as a literal for `$filter`: seven digits and `Z`, as in Microsoft's sample. */
export function odataTime(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, -1)}0000Z`
}

/** Returns a key of `timeKey` as a literal for `$filter`, cut to seven digits: never later than the key. */
export function odataKey(key: string): string {
  return `${key.slice(0, 'YYYY-MM-DDThh:mm:ss.fffffff'.length)}Z`
}
