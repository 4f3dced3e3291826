/**
 * Returns a time as the services write it: seven digits of a fraction, without the zeros at its end. The digits below a millisecond are made up; equal
 * times stay equal.
 */
export function apiTime(ms: number): string {
  const below = String((Math.round(ms) * 7919) % 10_000).padStart(4, '0')
  const fraction = `${new Date(ms).toISOString().slice(20, 23)}${below}`.replace(/0+$/, '')
  return `${new Date(ms).toISOString().slice(0, 19)}${fraction && `.${fraction}`}Z`
}
