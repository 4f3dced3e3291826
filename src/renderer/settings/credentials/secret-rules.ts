/**
 * @file What a copy brings along around a client secret. SECURITY: another text is another secret, so nothing but white space around
 * the secret is left out without the user's consent; everything else is named, and removed by a button.
 */

/** Something that is likely no part of the secret. */
interface Rule {
  /** As it is named in a sentence. */
  readonly name: string
  /** What the button that removes it says. */
  readonly remedy: string
  readonly find: RegExp
}

const quotes = '"\'“”„‟‘’‚‛«»‹›`´'
/** Unicode's white space. U+FEFF, which JavaScript counts as such, is invisible and counts as a character here. */
const space = '[^\\S\\uFEFF]'
/** A word of a script or page that names a secret. */
const label = '(?:secret|value|password|passwd|passphrase|pwd|key)'
const quote = `[${quotes}]?`

/** In the order in which they are looked for, again until none is found. */
const rules: readonly Rule[] = [
  { name: 'invisible characters', remedy: 'Remove the invisible characters', find: /[\p{Cc}\p{Cf}\u115F\u1160\u3164\uFFA0]+/gu },
  {
    name: 'a name before it',
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
const inside: Rule = { name: 'white space inside', remedy: 'Remove the white space', find: /\s+/g }

const around = new RegExp(`^${space}+|${space}+$`, 'g')

/** The secret as it is sent: what was typed, without the white space around it. */
export function secretOf(typed: string): string {
  return typed.replace(around, '')
}

export interface SecretDoubt {
  /** What is likely no part of the secret, as a sentence. Holds nothing of the secret. */
  readonly words: string
  /** What the button says that leaves `text`. */
  readonly remedy: string
  /** The text without it; '' where nothing is left. */
  readonly text: string
}

/** What of a typed secret is likely no part of it; null where nothing is. */
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
  // White space inside may be that of a name before the secret, so it comes last.
  while (rules.filter(remove).length > 0 || remove(inside));
  const [first, ...more] = [...rules, inside].filter(rule => found.has(rule))
  if (!first) return null
  return {
    words: `Likely not part of the secret: ${[first, ...more].map(({ name }) => name).join(', ')}. It is sent as typed.`,
    remedy: more.length === 0 ? first.remedy : 'Keep only the secret',
    text,
  }
}
