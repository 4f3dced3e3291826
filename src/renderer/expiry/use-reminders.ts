import type { ProfileEntry } from '../../shared/contract/model'
import { computed, ref, watch } from 'vue'
import { useSettings } from '../composables/use-settings'
import { useNow } from '../composables/use-now'
import { expiryStage } from '../../shared/rules/expiry'

const storageKey = 'expiry-dismissed'

/** The dismissed reminder of each profile, as stage and expiry, so that the reminder appears again at the next stage. */
type Dismissed = Readonly<Record<string, string>>

function readDismissed(): Dismissed {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    const entries = typeof read === 'object' && read ? Object.entries(read) : []
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return {} // As a result, a dismissed reminder appears once more.
  }
}

// Shared by all components that show reminders.
const dismissed = ref(readDismissed())

/** Provides the profiles whose credential expires soon or has expired, until the user dismisses each for its stage. */
export function useReminders() {
  const { settings } = useSettings()
  const now = useNow(60_000)

  const stageOf = ({ expiry }: ProfileEntry): string | null => {
    const stage = expiry && expiryStage(expiry, now.value)
    return stage && `${stage} ${expiry.at}`
  }
  const due = computed(() => settings.value?.profiles.filter((each) => {
    const stage = stageOf(each)
    return stage !== null && dismissed.value[each.id] !== stage
  }) ?? [])
  const isCurrent = ({ id }: ProfileEntry) => id === settings.value?.profileId
  const current = computed(() => due.value.find(isCurrent) ?? null)
  const others = computed(() => due.value.filter(each => !isCurrent(each)))

  const store = (next: Dismissed) => {
    dismissed.value = next
    localStorage.setItem(storageKey, JSON.stringify(next))
  }
  const dismiss = (...entries: readonly ProfileEntry[]) =>
    store({ ...dismissed.value, ...Object.fromEntries(entries.map(each => [each.id, stageOf(each) ?? ''])) })

  // When a profile is forgotten, remove its entry.
  watch(() => settings.value?.profiles, (profiles) => {
    if (!profiles) return
    const left = Object.entries(dismissed.value).filter(([id]) => profiles.some(each => each.id === id && each.expiry !== null))
    if (left.length < Object.keys(dismissed.value).length) store(Object.fromEntries(left))
  })

  return { now, current, others, dismiss }
}
