import type { AlertsPlan } from './alerts-plan'
import { describe, expect, it } from 'vitest'
import { createAlertsPlan } from './alerts-plan'

/** Returns how many pages are requested without alerts from now on. */
function skippedPages(plan: AlertsPlan): number {
  let pages = 0
  while (plan.form() === 'without-alerts' && pages < 100) {
    plan.pageSkipped()
    pages++
  }
  return pages
}

function failWithAlerts(plan: AlertsPlan) {
  plan.pageFailedWithAlerts()
  plan.searchFailed()
}

describe('an alerts plan', () => {
  it('trusts the alerts at first: the usual retries with alerts, a single retry without', () => {
    const plan = createAlertsPlan()
    expect([plan.form(), plan.retryBudgetWithAlerts(), plan.retryBudgetWithoutAlerts()]).toEqual(['complete', 'usual', 'short'])
  })

  it.each([['a page failed with alerts', () => {
    const plan = createAlertsPlan()
    plan.pageFailedWithAlerts()
    return plan
  }], ['an earlier run could not fetch all of them', () => createAlertsPlan(true)]])('doubts them after %s: no retry with them, all retries without', (_name, create) => {
    const plan = create()
    expect([plan.form(), plan.retryBudgetWithAlerts(), plan.retryBudgetWithoutAlerts()]).toEqual(['complete', 'none', 'full'])
  })

  it('skips alerts for 1, 2, 4, … pages, each time no alerts of a page were fetched', () => {
    const plan = createAlertsPlan()
    const skips = [1, 2, 3, 4].map(() => {
      failWithAlerts(plan)
      return skippedPages(plan)
    })
    expect(skips).toEqual([1, 2, 4, 8])
  })

  it('skips a single page again once alerts were received', () => {
    const plan = createAlertsPlan()
    failWithAlerts(plan)
    skippedPages(plan)
    plan.alertsReceived()
    failWithAlerts(plan)
    expect(skippedPages(plan)).toBe(1)
  })

  it('still requests pages without retries after alerts were received', () => {
    const plan = createAlertsPlan(true)
    plan.alertsReceived()
    expect(plan.retryBudgetWithAlerts()).toBe('none')
  })
})

describe('a search for alerts', () => {
  it('is worthwhile until a search found none, and again once alerts were received', () => {
    const plan = createAlertsPlan()
    expect(plan.isSearchWorthwhile()).toBe(true)
    failWithAlerts(plan)
    expect(plan.isSearchWorthwhile()).toBe(false)
    plan.alertsReceived()
    expect(plan.isSearchWorthwhile()).toBe(true)
    failWithAlerts(plan)
    expect(plan.isSearchWorthwhile()).toBe(true)
  })

  it('is not worthwhile after ten incidents failed alone', () => {
    const plan = createAlertsPlan()
    const worthwhile = Array.from({ length: 10 }, () => {
      const before = plan.isSearchWorthwhile()
      plan.incidentFailed()
      return before
    })
    expect([...worthwhile, plan.isSearchWorthwhile()]).toEqual([...Array<boolean>(10).fill(true), false])
  })
})
