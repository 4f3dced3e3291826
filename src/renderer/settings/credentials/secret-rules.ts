/**
 * @file Finds what users copy along with a client secret. SECURITY: a changed text is another secret, so the app removes only surrounding white
 * space by itself. It points out everything else, which the user can remove with a button.
 */

/** A kind of text that is probably not part of the secret. */
interface Rule {
  /** The name of the text, for use inside a sentence. */
  readonly name: string
  /** The label of the button that removes it. */
  readonly remedy: string
  readonly find: RegExp
}

const quotes = '"\'“”„‟‘’‚‛«»‹›`´'
/** Unicode's white space. JavaScript includes U+FEFF, which is invisible and counts as a character here. */
const space = '[^\\S\\uFEFF]'
/** A word for a secret in scripts and pages. */
const label = '(?:secret|value|password|passwd|passphrase|pwd|key)'
const quote = `[${quotes}]?`

/** The rules in search order. The search repeats until no rule matches. */
const rules: readonly Rule[] = [
  { name: 'invisible characters', remedy: 'Remove the invisible characters', find: /[\p{Cc}\p{Cf}\u115F\u1160\u3164\uFFA0]+/gu },
  {
    name: 'a name before its value',
    remedy: 'Remove the name',
    find: new RegExp([
      // Value: x · client_secret=x · "clientSecret": "x" · $env:AZURE_SECRET = x
      `^(?:export\\s+|setx?\\s+|const\\s+|let\\s+|var\\s+|\\$)?${quote}[\\w.:-]{0,60}?(?:client )?${label}[\\w.-]{0,40}${quote}\\s*(?:=>|[:=])\\s*(?=\\S)`,
      // Value x · Client secret x
      `^(?:client )?(?:secret|value)\\s+(?=\\S+$)`,
      // --client-secret x
      '^--?[a-z][\\w-]*[\\s=]\\s*(?=\\S)',
      // AZURE_X=x
      '^(?:export\\s+|setx?\\s+)?[A-Z][A-Z\\d]*_[A-Z\\d_]*=(?=\\S)',
    ].join('|'), 'i'),
  },
  { name: 'a comma or semicolon at the end', remedy: 'Remove the comma or semicolon', find: /[,;]+$/ },
  { name: 'quotes around it', remedy: 'Remove the quotes', find: new RegExp(`^[${quotes}]+|[${quotes}]+$`, 'g') },
]
const inside: Rule = { name: 'white space', remedy: 'Remove the white space', find: /\s+/g }

const around = new RegExp(`^${space}+|${space}+$`, 'g')

/** Returns the secret that is sent: the typed text without surrounding white space. */
export function secretOf(typed: string): string {
  return typed.replace(around, '')
}

export interface SecretDoubt {
  /** The finding as a sentence. SECURITY: it contains no part of the secret. */
  readonly note: string
  /** The label of the button that replaces the secret with `text`. */
  readonly remedy: string
  /** The text without the finding; '' if nothing is left. */
  readonly text: string
}

/** Returns what is probably not part of a typed secret; null if there is nothing. */
export function secretDoubt(typed: string): SecretDoubt | null {
  const found = new Set<Rule>()
  let text = secretOf(typed)
  const remove = (rule: Rule): boolean => {
    const without = secretOf(text.replace(rule.find, ''))
    if (without === text) return false
    found.add(rule)
    text = without
    return true
  }
  // Inner white space can belong to a name before the secret, so it is checked last.
  while (rules.filter(remove).length > 0 || remove(inside));
  const [first, ...more] = [...rules, inside].filter(rule => found.has(rule))
  if (!first) return null
  return {
    note: `The secret seems to include ${new Intl.ListFormat('en-US').format([first, ...more].map(({ name }) => name))}. XDR Desk sends it exactly as you typed it.`,
    remedy: more.length === 0 ? first.remedy : 'Keep only the secret',
    text,
  }
}
