/** @file Writes times as the APIs take them in `$filter`. */

/** Returns the time as the APIs take it in `$filter`: seven digits and `Z`, as Microsoft's sample sends it. */
export function odataTime(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, -1)}0000Z`
}

/** Returns a key of `timeKey` as a literal for `$filter`, cut to seven digits: never later than the key. */
export function odataKey(key: string): string {
  return `${key.slice(0, 'YYYY-MM-DDThh:mm:ss.fffffff'.length)}Z`
}
