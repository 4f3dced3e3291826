/** @file Chooses the incidents of an export. */
import type { ExportRequest } from '../../../shared/contract/export'
import type { Dataset } from '../dataset/dataset'
import type { ExportContent } from '../export/export'
import type { AsyncQueries } from '../list/list-index'
import { isKnownIncomplete } from '../../../shared/rules/completeness'
import { AppError } from '../base/errors'

type Chosen = Pick<ExportRequest, 'what' | 'query' | 'ids' | 'acceptIncomplete'>

/**
 * Returns the incidents of the shown list that the user chose. Throws AppError `nothing-to-export` without a list, and `list-incomplete` unless the user
 * accepts it.
 */
export async function contentOf(dataset: Dataset | null, list: Pick<AsyncQueries, 'matching'>, chosen: Chosen): Promise<ExportContent> {
  if (!dataset) throw new AppError('nothing-to-export')
  if (isKnownIncomplete(dataset.completeness) && !chosen.acceptIncomplete) throw new AppError('list-incomplete')
  const { incidents } = dataset
  if (chosen.what === 'all') return { dataset, incidents: [...incidents.all()] }
  // The index performs commands and queries in their order, so it answers for this dataset even if another one is shown meanwhile.
  const matching = await list.matching(chosen.query)
  const selected = chosen.what === 'selected' ? new Set(chosen.ids) : null
  return { dataset, incidents: matching.flatMap(id => selected && !selected.has(id) ? [] : incidents.get(id) ?? []) }
}
