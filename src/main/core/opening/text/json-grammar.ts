/**
 * @file A state machine that follows the structure of JSON byte by byte, across any chunks. It detects damage where the structure breaks, so that damage in one
 * incident does not reach the next one. It does not check numbers, words and escapes: JSON.parse does.
 */

/** Classes of bytes. `other` includes the bytes of longer UTF-8 characters, which are valid in strings only. `lineBreak` includes tabs. */
const byteClass = {
  other: 0, control: 1, lineBreak: 2, space: 3, quote: 4, backslash: 5, openObject: 6, closeObject: 7, openArray: 8, closeArray: 9, colon: 10, comma: 11,
  scalar: 12,
} as const

/** The class of each byte. */
export const classes = new Uint8Array(256)
classes.fill(byteClass.control, 0, 0x20)
for (const [characters, kind] of [
  ['\t\n\r', byteClass.lineBreak], [' ', byteClass.space], ['"', byteClass.quote], ['\\', byteClass.backslash], ['{', byteClass.openObject], ['}', byteClass.closeObject], ['[', byteClass.openArray],
  [']', byteClass.closeArray], [':', byteClass.colon], [',', byteClass.comma], ['0123456789+-.eEtrufalsn', byteClass.scalar],
] as const) for (const each of characters) classes[each.charCodeAt(0)] = kind

/** The number of classes, rounded up to a power of two, so that `state | class` is the index of a transition. */
const width = 16

/** What the machine expects next. */
export const states = {
  value: 0, firstElement: width, firstKey: 2 * width, key: 3 * width, colon: 4 * width, next: 5 * width, inScalar: 6 * width,
  inKey: 7 * width, inKeyEscape: 8 * width, inText: 9 * width, inTextEscape: 10 * width,
} as const

const stateCount = 11

/** Results that the scanner must handle itself, because they change the depth or depend on it. All are above the states. */
export const actions = { openObject: 240, openArray: 241, closeObject: 242, closeArray: 243, comma: 244, damaged: 245 } as const

/** The lowest action. */
export const firstAction = actions.openObject

function createTransitions(): Uint8Array {
  const table = new Uint8Array(stateCount * width).fill(actions.damaged)
  const set = (from: number, results: Readonly<Partial<Record<keyof typeof byteClass, number>>>) => {
    for (const [name, result] of Object.entries(results)) table[from | byteClass[name as keyof typeof byteClass]] = result
  }
  const stay = (state: number) => ({ space: state, lineBreak: state })
  const value = { quote: states.inText, openObject: actions.openObject, openArray: actions.openArray, scalar: states.inScalar }
  const end = { ...stay(states.next), comma: actions.comma, closeObject: actions.closeObject, closeArray: actions.closeArray }
  set(states.value, { ...stay(states.value), ...value })
  set(states.firstElement, { ...stay(states.firstElement), ...value, closeArray: actions.closeArray })
  set(states.firstKey, { ...stay(states.firstKey), quote: states.inKey, closeObject: actions.closeObject })
  set(states.key, { ...stay(states.key), quote: states.inKey })
  set(states.colon, { ...stay(states.colon), colon: states.value })
  set(states.next, end)
  set(states.inScalar, { ...end, scalar: states.inScalar })
  for (const [inside, escape, after] of [[states.inKey, states.inKeyEscape, states.colon], [states.inText, states.inTextEscape, states.next]] as const) {
    const all = Object.fromEntries(Object.keys(byteClass).map(name => [name, inside]))
    set(inside, { ...all, quote: after, backslash: escape, control: actions.damaged, lineBreak: actions.damaged })
    set(escape, { ...all, control: actions.damaged, lineBreak: actions.damaged })
  }
  return table
}

/** The next state or action at `state | class`. */
export const transitions = createTransitions()
