/** Returns a date as the app shows it: in British order, with months of three letters (`Sept` is shown as `Sep`). */
export const shownDate = (date: Date, options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat('en-GB', options).format(date).replace('Sept', 'Sep')
