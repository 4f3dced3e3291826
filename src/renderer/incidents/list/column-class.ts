import type { DefaultColumn } from '../../../shared/columns/incident-columns'

/** Returns the CSS classes of a column's header and cells (styles/incidents.css). `col-ID` identifies the column for tests. */
export const columnClass = ({ id, kind, width, shownFrom }: DefaultColumn): string =>
  `col-${id} cell-${kind} width-${width}${shownFrom > 0 ? ` from-${shownFrom}` : ''}`
