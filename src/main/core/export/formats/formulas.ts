/** @file SECURITY: keeps spreadsheet programs from running text of attackers as a formula (OWASP ASVS 5.0, 1.2.10). */

/**
 * Matches a text that a program may run: it begins with `=`, `+`, `-`, `@` or a full-width form of these, also after white space, invisible characters
 * and quotation marks, which some programs remove; or it begins with a tab or a line break.
 */
const formula = /^(?:[\t\n\r]|[\s\p{Cf}"'`]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212])/u

/** Returns a text with an apostrophe before it if a program may run it. Removing the apostrophe from such a text restores it. */
export const escapeFormula = (text: string): string => formula.test(text) ? `'${text}` : text
