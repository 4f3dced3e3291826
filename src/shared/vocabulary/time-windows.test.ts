import { expect, it } from 'vitest'
import type { defaultWindowHours } from './time-windows'
import { longerWindow, longestWindowHours, timeWindows } from './time-windows'

it('offers the next longer window up to the longest', () => {
  expect([24, 48, 168, 720].map(hours => longerWindow(hours as typeof defaultWindowHours))).toEqual([48, 168, 720, null])
  expect(timeWindows.at(-1)?.value).toBe(longestWindowHours)
})

it('names each window by its length', () => {
  for (const { value, label, short, phrase } of timeWindows) {
    expect(value).toBe(Number.parseInt(label) * (label.endsWith('days') ? 24 : 1))
    expect([label.startsWith(short), phrase]).toEqual([true, `the last ${label}`])
  }
})
